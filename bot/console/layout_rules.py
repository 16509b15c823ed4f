"""Slack's limits on the blocks that messages, modals and homes may all hold.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from bot.console.element_rules import ACTION_ELEMENTS, MAX_ALT_TEXT, broken_element, broken_image
from bot.console.rich_text_rules import broken_rich_text
from bot.console.shape_rules import PLAIN, at_most, broken_shape, broken_text, fields_of, items_of

MAX_TEXT = 3000
MAX_FIELDS = 10
MAX_FIELD = 2000
MAX_HEADER = 150
MAX_CONTEXT = 10
MAX_ACTIONS = 25

Problems: TypeAlias = Iterator[str]
Rule: TypeAlias = Callable[[dict[str, Any], str], Problems]
"""Yields the problems of one block at a path."""


def _broken_section(block: dict[str, Any], path: str) -> Problems:
    yield from broken_shape(block, path, (), ("text", "fields", "accessory", "expand", "block_id"))
    if "text" not in block and "fields" not in block:
        yield f"missing required field: text [json-pointer:{path}]"
    if "text" in block:
        yield from broken_text(block["text"], f"{path}/text", MAX_TEXT)
    if "fields" in block:
        yield from at_most(MAX_FIELDS, block["fields"], f"{path}/fields", at_least=1)
        for index, field in enumerate(items_of(block["fields"])):
            yield from broken_text(field, f"{path}/fields/{index}", MAX_FIELD)
    if "accessory" in block:
        yield from broken_element(block["accessory"], f"{path}/accessory", {*ACTION_ELEMENTS, "image"})


def _broken_header(block: dict[str, Any], path: str) -> Problems:
    yield from broken_shape(block, path, ("text",), ("block_id",))
    if "text" in block:
        yield from broken_text(block["text"], f"{path}/text", MAX_HEADER, kinds=PLAIN)


def _broken_context(block: dict[str, Any], path: str) -> Problems:
    yield from broken_shape(block, path, ("elements",), ("block_id",))
    elements = block.get("elements")
    yield from at_most(MAX_CONTEXT, elements, f"{path}/elements", at_least=1)
    for index, element in enumerate(items_of(elements)):
        where = f"{path}/elements/{index}"
        if fields_of(element).get("type") == "image":
            yield from broken_element(element, where, {"image"})
        else:
            yield from broken_text(element, where, MAX_TEXT)


def _broken_actions(block: dict[str, Any], path: str) -> Problems:
    yield from broken_shape(block, path, ("elements",), ("block_id",))
    elements = block.get("elements")
    yield from at_most(MAX_ACTIONS, elements, f"{path}/elements", at_least=1)
    seen: set[str] = set()
    for index, element in enumerate(items_of(elements)):
        yield from broken_element(element, f"{path}/elements/{index}", ACTION_ELEMENTS)
        action_id = fields_of(element).get("action_id")
        if action_id in seen:
            yield f"action_id already exists: {action_id} [json-pointer:{path}/elements/{index}/action_id]"
        if action_id:
            seen.add(action_id)


def _broken_image(block: dict[str, Any], path: str) -> Problems:
    yield from broken_image(block, path, ("title", "block_id"))
    if "title" in block:
        yield from broken_text(block["title"], f"{path}/title", MAX_ALT_TEXT, kinds=PLAIN)


def _broken_divider(block: dict[str, Any], path: str) -> Problems:
    yield from broken_shape(block, path, (), ("block_id",))


BLOCK_RULES: dict[str, Rule] = {
    "section": _broken_section,
    "header": _broken_header,
    "context": _broken_context,
    "actions": _broken_actions,
    "image": _broken_image,
    "divider": _broken_divider,
    "rich_text": broken_rich_text,
}
"""Of the blocks that messages, modals and homes may hold."""
