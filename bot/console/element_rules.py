"""Slack's limits on what can be pressed or looked at inside a block: buttons, menus, images.

https://docs.slack.dev/reference/block-kit/block-elements and …/composition-objects
"""

from collections.abc import Collection, Iterator
from typing import Any

from bot.console.select_rules import SELECTS, broken_options, broken_select
from bot.console.shape_rules import (
    MAX_ID,
    MAX_LABEL,
    MAX_URL,
    PLAIN,
    broken_shape,
    broken_string,
    broken_text,
    fields_of,
)

MAX_VALUE = 2000
MAX_ALT_TEXT = 2000
MAX_OVERFLOW = 5
MAX_CONFIRM_TITLE = 100
MAX_CONFIRM_TEXT = 300
MAX_CONFIRM_BUTTON = 30

ACTION_ELEMENTS = frozenset({"button", "overflow", *SELECTS})
_STYLES = ("primary", "danger")


def broken_element(element: object, path: str, kinds: Collection[str]) -> Iterator[str]:
    """Yield the problems of a button, a menu or an image."""
    fields = fields_of(element)
    if str(fields.get("type")) not in kinds:
        yield f"unsupported type: {fields.get('type')} [json-pointer:{path}]"
        return
    if "action_id" in fields:
        yield from broken_string(fields["action_id"], f"{path}/action_id", MAX_ID)
    if "confirm" in fields:
        yield from broken_confirm(fields_of(fields["confirm"]), f"{path}/confirm")
    match fields["type"]:
        case "button":
            yield from _broken_button(fields, path)
        case "overflow":
            yield from broken_shape(fields, path, ("options",), ("action_id", "confirm"))
            yield from broken_options(fields.get("options"), f"{path}/options", MAX_OVERFLOW)
        case "static_select" | "external_select":
            yield from broken_select(fields, path)
        case "image":
            yield from broken_image(fields, path)


def broken_image(image: dict[str, Any], path: str, optional: Collection[str] = ()) -> Iterator[str]:
    """Yield the problems of an image, be it a block or an element; `optional` fields it may have besides."""
    yield from broken_shape(image, path, ("alt_text",), ("image_url", "slack_file", *optional))
    if ("image_url" in image) == ("slack_file" in image):
        yield f"must hold either image_url or slack_file [json-pointer:{path}]"
    for name, limit in (("image_url", MAX_URL), ("alt_text", MAX_ALT_TEXT)):
        if name in image:
            yield from broken_string(image[name], f"{path}/{name}", limit)
    if "slack_file" in image:
        file, where = fields_of(image["slack_file"]), f"{path}/slack_file"
        yield from broken_shape(file, where, (), ("id", "url"))
        if ("id" in file) == ("url" in file):
            yield f"must hold either id or url [json-pointer:{where}]"


def _broken_button(button: dict[str, Any], path: str) -> Iterator[str]:
    optional = ("action_id", "url", "value", "style", "confirm", "accessibility_label")
    yield from broken_shape(button, path, ("text",), optional)
    if "text" in button:
        yield from broken_text(button["text"], f"{path}/text", MAX_LABEL, kinds=PLAIN)
    for name, limit in (("url", MAX_URL), ("value", MAX_VALUE), ("accessibility_label", MAX_LABEL)):
        if name in button:
            yield from broken_string(button[name], f"{path}/{name}", limit)
    if button.get("style", "primary") not in _STYLES:
        yield f"must be one of primary, danger [json-pointer:{path}/style]"


def broken_confirm(confirm: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of the question that is asked before a press counts."""
    yield from broken_shape(confirm, path, ("title", "text", "confirm", "deny"), ("style",))
    yield from broken_text(confirm.get("title"), f"{path}/title", MAX_CONFIRM_TITLE, kinds=PLAIN)
    yield from broken_text(confirm.get("text"), f"{path}/text", MAX_CONFIRM_TEXT)
    for name in ("confirm", "deny"):
        yield from broken_text(confirm.get(name), f"{path}/{name}", MAX_CONFIRM_BUTTON, kinds=PLAIN)
