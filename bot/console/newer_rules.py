"""Slack's limits on the smaller of its newer blocks: alerts, cards and carousels, context actions, markdown.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Iterator
from typing import Any

from bot.console.element_rules import MAX_VALUE, broken_confirm, broken_element
from bot.console.shape_rules import (
    MAX_ID,
    MAX_LABEL,
    PLAIN,
    at_most,
    broken_shape,
    broken_string,
    broken_text,
    fields_of,
    items_of,
)

MAX_ALERT = 200
LEVELS = ("default", "info", "warning", "error", "success")
MAX_TITLE = 150
"""Characters; of a subtitle as well."""
MAX_BODY = 200
MAX_BUTTONS = 3
MAX_CARDS = 10
MAX_CONTEXT_ACTIONS = 5
MAX_READERS = 10
"""People whom an icon button is shown to."""
MAX_MARKDOWN = 12_000
"""Characters of all markdown blocks of a message."""


def broken_alert(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of an alert, which modals alone may hold."""
    yield from broken_shape(block, path, ("text",), ("level", "block_id"))
    yield from broken_text(block.get("text"), f"{path}/text", MAX_ALERT)
    if block.get("level", "default") not in LEVELS:
        yield f"must be one of {', '.join(LEVELS)} [json-pointer:{path}/level]"


def broken_card(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of a card."""
    holding = ("hero_image", "title", "body", "actions")
    yield from broken_shape(block, path, (), ("icon", "subtitle", "block_id", *holding))
    if not any(name in block for name in holding):
        yield f"must hold one of {', '.join(holding)} [json-pointer:{path}]"
    for name, limit in (("title", MAX_TITLE), ("subtitle", MAX_TITLE), ("body", MAX_BODY)):
        if name in block:
            yield from broken_text(block[name], f"{path}/{name}", limit)
    for name in ("hero_image", "icon"):
        if name in block:
            yield from broken_element(block[name], f"{path}/{name}", {"image"})
    if "actions" in block:
        yield from at_most(MAX_BUTTONS, block["actions"], f"{path}/actions", at_least=1)
        for index, button in enumerate(items_of(block["actions"])):
            yield from broken_element(button, f"{path}/actions/{index}", {"button"})


def broken_carousel(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of a carousel."""
    yield from broken_shape(block, path, ("elements",), ("block_id",))
    yield from at_most(MAX_CARDS, block.get("elements"), f"{path}/elements", at_least=1)
    for index, item in enumerate(items_of(block.get("elements"))):
        card, where = fields_of(item), f"{path}/elements/{index}"
        if card.get("type") == "card":
            yield from broken_card(card, where)
        else:
            yield f"unsupported type: {card.get('type')} [json-pointer:{where}]"


def broken_context_actions(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of small buttons below a message."""
    yield from broken_shape(block, path, ("elements",), ("block_id",))
    yield from at_most(MAX_CONTEXT_ACTIONS, block.get("elements"), f"{path}/elements", at_least=1)
    for index, item in enumerate(items_of(block.get("elements"))):
        element, where = fields_of(item), f"{path}/elements/{index}"
        if "action_id" in element:
            yield from broken_string(element["action_id"], f"{where}/action_id", MAX_ID)
        if element.get("type") == "icon_button":
            yield from _broken_icon_button(element, where)
        elif element.get("type") == "feedback_buttons":
            sides = ("positive_button", "negative_button")
            yield from broken_shape(element, where, sides, ("action_id",))
            for side in sides:
                yield from _broken_side(fields_of(element.get(side)), f"{where}/{side}")
        else:
            yield f"unsupported type: {element.get('type')} [json-pointer:{where}]"


def broken_markdown(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of one markdown block."""
    yield from broken_shape(block, path, ("text",), ("block_id",))
    yield from broken_string(block.get("text"), f"{path}/text", MAX_MARKDOWN)


def broken_markdowns(blocks: object) -> Iterator[str]:
    """Yield a problem if the markdown blocks of a message are too long together, though none is alone."""
    texts = [
        len(str(block.get("text")))
        for block in map(fields_of, items_of(blocks))
        if block.get("type") == "markdown"
    ]
    if max(texts, default=0) <= MAX_MARKDOWN < sum(texts):
        yield f"markdown must be less than {MAX_MARKDOWN + 1} characters together [json-pointer:/blocks]"


def _broken_icon_button(element: dict[str, Any], path: str) -> Iterator[str]:
    optional = ("action_id", "value", "confirm", "accessibility_label", "visible_to_user_ids")
    yield from broken_shape(element, path, ("icon", "text"), optional)
    yield from broken_text(element.get("text"), f"{path}/text", MAX_LABEL, kinds=PLAIN)
    if element.get("icon") != "trash":
        yield f"must be one of trash [json-pointer:{path}/icon]"
    for name, limit in (("value", MAX_VALUE), ("accessibility_label", MAX_LABEL)):
        if name in element:
            yield from broken_string(element[name], f"{path}/{name}", limit)
    if "confirm" in element:
        yield from broken_confirm(fields_of(element["confirm"]), f"{path}/confirm")
    if "visible_to_user_ids" in element:
        yield from at_most(MAX_READERS, element["visible_to_user_ids"], f"{path}/visible_to_user_ids")


def _broken_side(button: dict[str, Any], path: str) -> Iterator[str]:
    yield from broken_shape(button, path, ("text", "value"), ("accessibility_label",))
    yield from broken_text(button.get("text"), f"{path}/text", MAX_LABEL, kinds=PLAIN)
    yield from broken_string(button.get("value"), f"{path}/value", MAX_VALUE)
    if "accessibility_label" in button:
        yield from broken_string(button["accessibility_label"], f"{path}/accessibility_label", MAX_LABEL)
