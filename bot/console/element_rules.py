"""Slack's limits on what stands inside a block: text objects, buttons, menus, options, confirmations.

https://docs.slack.dev/reference/block-kit/block-elements and …/composition-objects
"""

from collections.abc import Collection, Iterator
from typing import Any

MAX_ID = 255
MAX_LABEL = 75
MAX_VALUE = 2000
MAX_URL = 3000
MAX_ALT_TEXT = 2000
MAX_PLACEHOLDER = 150
MAX_OVERFLOW = 5
MAX_OPTIONS = 100
MAX_OPTION_VALUE = 150
MAX_CONFIRM_TITLE = 100
MAX_CONFIRM_TEXT = 300
MAX_CONFIRM_BUTTON = 30

ACTION_ELEMENTS = frozenset({"button", "overflow", "static_select"})
_TEXT_KINDS = frozenset({"plain_text", "mrkdwn"})
_STYLES = frozenset({"primary", "danger"})


def at_most(limit: int, items: object, path: str, *, at_least: int = 0) -> Iterator[str]:
    """Yield a problem if the list is too long or too short, or no list at all."""
    if not isinstance(items, list):
        yield f"must be an array [json-pointer:{path}]"
    elif len(items) > limit:
        yield f"no more than {limit} items allowed [json-pointer:{path}]"
    elif len(items) < at_least:
        yield f"no fewer than {at_least} items allowed [json-pointer:{path}]"


def fields_of(thing: object) -> dict[str, Any]:
    """Return the fields of an object; of anything else none, so that the required ones are missing."""
    return thing if isinstance(thing, dict) else {}


def items_of(thing: object) -> list[Any]:
    """Return the items of an array; of anything else none."""
    return thing if isinstance(thing, list) else []


def broken_shape(
    thing: dict[str, Any], path: str, required: Collection[str], optional: Collection[str]
) -> Iterator[str]:
    """Yield a problem for each field that is missing, and each that Slack does not know."""
    for name in required:
        if name not in thing:
            yield f"missing required field: {name} [json-pointer:{path}]"
    for name in thing.keys() - {"type", *required, *optional}:
        yield f"invalid additional property: {name} [json-pointer:{path}]"


def broken_string(value: object, path: str, limit: int) -> Iterator[str]:
    """Yield a problem unless the value is a string of 1 to `limit` characters."""
    if not isinstance(value, str):
        yield f"must be a string [json-pointer:{path}]"
    elif not value:
        yield f"must be more than 0 characters [json-pointer:{path}]"
    elif len(value) > limit:
        yield f"must be less than {limit + 1} characters [json-pointer:{path}]"


def broken_text(
    text: object, path: str, limit: int, *, kinds: Collection[str] = _TEXT_KINDS
) -> Iterator[str]:
    """Yield the problems of a text object."""
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"must be a text object of type {' or '.join(sorted(kinds))} [json-pointer:{path}]"
        return
    flag = "emoji" if text["type"] == "plain_text" else "verbatim"
    yield from broken_shape(text, path, ("text",), (flag,))
    if "text" in text:
        yield from broken_string(text["text"], f"{path}/text", limit)


def broken_element(element: object, path: str, kinds: Collection[str]) -> Iterator[str]:
    """Yield the problems of a button, a menu or an image."""
    fields = fields_of(element)
    if fields.get("type") not in kinds:
        yield f"unsupported type: {fields.get('type')} [json-pointer:{path}]"
        return
    if "action_id" in fields:
        yield from broken_string(fields["action_id"], f"{path}/action_id", MAX_ID)
    if "confirm" in fields:
        yield from _broken_confirm(fields_of(fields["confirm"]), f"{path}/confirm")
    match fields["type"]:
        case "button":
            yield from _broken_button(fields, path)
        case "overflow":
            yield from broken_shape(fields, path, ("options",), ("action_id", "confirm"))
            yield from _broken_options(fields.get("options"), f"{path}/options", MAX_OVERFLOW)
        case "static_select":
            yield from _broken_select(fields, path)
        case "image":
            yield from broken_image(fields, path)


def broken_image(image: dict[str, Any], path: str, optional: Collection[str] = ()) -> Iterator[str]:
    """Yield the problems of an image, be it a block or an element; `optional` fields it may have besides."""
    yield from broken_shape(image, path, ("image_url", "alt_text"), optional)
    for name, limit in (("image_url", MAX_URL), ("alt_text", MAX_ALT_TEXT)):
        if name in image:
            yield from broken_string(image[name], f"{path}/{name}", limit)


def _broken_button(button: dict[str, Any], path: str) -> Iterator[str]:
    optional = ("action_id", "url", "value", "style", "confirm", "accessibility_label")
    yield from broken_shape(button, path, ("text",), optional)
    if "text" in button:
        yield from broken_text(button["text"], f"{path}/text", MAX_LABEL, kinds={"plain_text"})
    for name, limit in (("url", MAX_URL), ("value", MAX_VALUE), ("accessibility_label", MAX_LABEL)):
        if name in button:
            yield from broken_string(button[name], f"{path}/{name}", limit)
    if button.get("style", "primary") not in _STYLES:
        yield f"must be one of primary, danger [json-pointer:{path}/style]"


def _broken_select(select: dict[str, Any], path: str) -> Iterator[str]:
    optional = (
        "action_id",
        "options",
        "option_groups",
        "initial_option",
        "confirm",
        "focus_on_load",
        "placeholder",
    )
    yield from broken_shape(select, path, (), optional)
    if "placeholder" in select:
        yield from broken_text(
            select["placeholder"], f"{path}/placeholder", MAX_PLACEHOLDER, kinds={"plain_text"}
        )
    if ("options" in select) == ("option_groups" in select):
        yield f"must hold either options or option_groups [json-pointer:{path}]"
    if "options" in select:
        yield from _broken_options(select["options"], f"{path}/options", MAX_OPTIONS)
    if "option_groups" in select:
        yield from at_most(MAX_OPTIONS, select["option_groups"], f"{path}/option_groups", at_least=1)
        for index, item in enumerate(items_of(select["option_groups"])):
            where, group = f"{path}/option_groups/{index}", fields_of(item)
            yield from broken_shape(group, where, ("label", "options"), ())
            yield from broken_text(group.get("label"), f"{where}/label", MAX_LABEL, kinds={"plain_text"})
            yield from _broken_options(group.get("options"), f"{where}/options", MAX_OPTIONS)


def _broken_options(options: object, path: str, limit: int) -> Iterator[str]:
    yield from at_most(limit, options, path, at_least=1)
    for index, item in enumerate(items_of(options)):
        where, option = f"{path}/{index}", fields_of(item)
        yield from broken_shape(option, where, ("text", "value"), ("description", "url"))
        yield from broken_text(option.get("text"), f"{where}/text", MAX_LABEL, kinds={"plain_text"})
        yield from broken_string(option.get("value"), f"{where}/value", MAX_OPTION_VALUE)
        if "description" in option:
            yield from broken_text(
                option["description"], f"{where}/description", MAX_LABEL, kinds={"plain_text"}
            )


def _broken_confirm(confirm: dict[str, Any], path: str) -> Iterator[str]:
    yield from broken_shape(confirm, path, ("title", "text", "confirm", "deny"), ("style",))
    plain = {"plain_text"}
    yield from broken_text(confirm.get("title"), f"{path}/title", MAX_CONFIRM_TITLE, kinds=plain)
    yield from broken_text(confirm.get("text"), f"{path}/text", MAX_CONFIRM_TEXT, kinds=_TEXT_KINDS)
    for name in ("confirm", "deny"):
        yield from broken_text(confirm.get(name), f"{path}/{name}", MAX_CONFIRM_BUTTON, kinds=plain)
