"""Slack's limits on blocks, and which of them a message, a modal or a home may hold.

Written from https://docs.slack.dev/reference/block-kit/blocks and the error sentences that Slack's Web API
answers with. Where the documentation and those who tried disagree on a surface, the smaller set holds.
"""

from collections.abc import Mapping
from typing import Any

from bot.console.chart_rules import CHART, broken_chart, broken_charts
from bot.console.element_rules import broken_element
from bot.console.input_rules import broken_input
from bot.console.layout_rules import BLOCK_RULES, Problems, Rule
from bot.console.newer_rules import (
    MAX_TITLE,
    broken_alert,
    broken_card,
    broken_carousel,
    broken_context_actions,
    broken_markdown,
    broken_markdowns,
)
from bot.console.rich_text_rules import broken_rich_text
from bot.console.shape_rules import (
    MAX_ID,
    PLAIN,
    at_most,
    broken_flags,
    broken_shape,
    broken_string,
    broken_text,
    fields_of,
)
from bot.console.table_rules import broken_data_table, broken_table, broken_tables

MAX_BLOCKS = 50
MAX_CHILDREN = 10
# Not documented; measured by people who ran into it (github.com/slackapi/bolt-js/issues/2509).
MAX_MESSAGE_TEXT = 13_200
_WIDTHS = ("narrow", "standard", "wide", "full")


def broken_rules(blocks: object) -> Problems:
    """Yield what Slack would refuse, in its words: the limit, and the path in JSON-pointer form."""
    yield from broken_blocks(blocks, "/blocks", _MESSAGE_RULES, MAX_BLOCKS)
    yield from broken_charts(blocks)
    yield from broken_tables(blocks)
    yield from broken_markdowns(blocks)


def broken_blocks(blocks: object, where: str, rules: Mapping[str, Rule], limit: int) -> Problems:
    """Yield the problems of blocks on a surface that allows those in `rules`, at most `limit` of them."""
    if not isinstance(blocks, list):
        yield f"must be an array [json-pointer:{where}]"
        return
    yield from at_most(limit, blocks, where)
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        path = f"{where}/{index}"
        kind = fields_of(block).get("type")
        rule = rules.get(str(kind))
        if rule is None:
            yield f"unsupported type: {kind} [json-pointer:{path}]"
            continue
        yield from rule(block, path)
        yield from _broken_block_id(block, path, seen)


def text_length(value: object) -> int:
    """Count the characters of all text objects and rich_text leaves in blocks, labels included."""
    if isinstance(value, list):
        return sum(map(text_length, value))
    if isinstance(value, dict):
        own = value.get("text")
        rest = sum(text_length(inner) for name, inner in value.items() if name != "text")
        return rest + (len(own) if isinstance(own, str) else text_length(own))
    return 0


def _broken_block_id(block: dict[str, Any], path: str, seen: set[str]) -> Problems:
    if "block_id" not in block:
        return
    yield from broken_string(block["block_id"], f"{path}/block_id", MAX_ID)
    if block["block_id"] in seen:
        yield f"block_id already exists: {block['block_id']} [json-pointer:{path}/block_id]"
    seen.add(str(block["block_id"]))


def _broken_container(block: dict[str, Any], path: str) -> Problems:
    flags = ("is_collapsible", "default_collapsed", "has_header_divider")
    optional = ("title", "rich_text_title", "subtitle", "icon", "width", "block_id", *flags)
    yield from broken_shape(block, path, ("child_blocks",), optional)
    if "title" not in block and "rich_text_title" not in block:
        yield f"missing required field: title [json-pointer:{path}]"
    if "title" in block:
        yield from broken_text(block["title"], f"{path}/title", MAX_TITLE, kinds=PLAIN)
    if "rich_text_title" in block:
        yield from broken_rich_text(fields_of(block["rich_text_title"]), f"{path}/rich_text_title")
    if "subtitle" in block:
        yield from broken_text(block["subtitle"], f"{path}/subtitle", MAX_TITLE)
    if "icon" in block:
        yield from broken_element(block["icon"], f"{path}/icon", {"image"})
    if block.get("width", "standard") not in _WIDTHS:
        yield f"must be one of {', '.join(_WIDTHS)} [json-pointer:{path}/width]"
    yield from broken_flags(block, path, flags)
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        yield f"default_collapsed needs is_collapsible [json-pointer:{path}/default_collapsed]"
    if block.get("has_header_divider") and block.get("is_collapsible"):
        yield f"has_header_divider excludes is_collapsible [json-pointer:{path}/has_header_divider]"
    where = f"{path}/child_blocks"
    yield from at_most(MAX_CHILDREN, block.get("child_blocks", [{}]), where, at_least=1)
    yield from broken_blocks(block.get("child_blocks", []), where, _CHILD_RULES, MAX_BLOCKS)


_CHILD_RULES: dict[str, Rule] = {**BLOCK_RULES, "table": broken_table}
_CARD_RULES: dict[str, Rule] = {"card": broken_card, "carousel": broken_carousel}
_MESSAGE_RULES: dict[str, Rule] = {
    **BLOCK_RULES,
    **_CARD_RULES,
    CHART: broken_chart,
    "container": _broken_container,
    "context_actions": broken_context_actions,
    "data_table": broken_data_table,
    "markdown": broken_markdown,
    "table": broken_table,
}
MODAL_RULES: dict[str, Rule] = {**BLOCK_RULES, "alert": broken_alert, "input": broken_input}
HOME_RULES: dict[str, Rule] = {**BLOCK_RULES, **_CARD_RULES, "input": broken_input}
