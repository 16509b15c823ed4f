"""Slack's limits on rich_text: which element may hold which, and what a leaf needs.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Collection, Iterator
from typing import Any

from bot.console.shape_rules import at_most, broken_shape, broken_string, fields_of, items_of

# No limit is documented for either; every leaf has at least one character of the message's total.
MAX_LEAF = MAX_ELEMENTS = 13_200
MAX_INDENT = 8

_LEAVES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text": (("text",), ("style",)),
    "link": (("url",), ("text", "unsafe", "style")),
    "emoji": (("name",), ("unicode", "style")),
    "date": (("timestamp", "format"), ("url", "fallback", "style")),
    "color": (("value",), ()),
    "broadcast": (("range",), ()),
    "channel": (("channel_id",), ("style",)),
    "user": (("user_id",), ("style",)),
    "usergroup": (("usergroup_id",), ("style",)),
}
"""Of each leaf: the fields it needs, and those it may have."""

_CONTAINERS: dict[str, tuple[str, ...]] = {
    "rich_text_section": (),
    "rich_text_quote": ("border",),
    "rich_text_preformatted": ("border", "language"),
}
_STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}


def broken_rich_text(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of a rich_text block."""
    yield from broken_shape(block, path, ("elements",), ("block_id",))
    elements = block.get("elements")
    yield from at_most(MAX_ELEMENTS, elements, f"{path}/elements", at_least=1)
    for index, element in enumerate(items_of(elements)):
        where = f"{path}/elements/{index}"
        if isinstance(element, dict) and element.get("type") == "rich_text_list":
            yield from _broken_list(element, where)
        else:
            yield from _broken_container(element, where, _CONTAINERS)


def _broken_list(element: dict[str, Any], path: str) -> Iterator[str]:
    yield from broken_shape(element, path, ("style", "elements"), ("indent", "offset", "border"))
    if element.get("style") not in {"bullet", "ordered"}:
        yield f"must be one of bullet, ordered [json-pointer:{path}/style]"
    if element.get("indent", 0) not in range(MAX_INDENT + 1):
        yield f"must be between 0 and {MAX_INDENT} [json-pointer:{path}/indent]"
    for index, item in enumerate(items_of(element.get("elements"))):
        yield from _broken_container(item, f"{path}/elements/{index}", ("rich_text_section",))


def _broken_container(element: object, path: str, kinds: Collection[str]) -> Iterator[str]:
    fields = fields_of(element)
    if str(fields.get("type")) not in kinds:
        yield f"unsupported type: {fields.get('type')} [json-pointer:{path}]"
        return
    yield from broken_shape(fields, path, ("elements",), _CONTAINERS[fields["type"]])
    for index, leaf in enumerate(items_of(fields.get("elements"))):
        yield from _broken_leaf(leaf, f"{path}/elements/{index}")


def _broken_leaf(item: object, path: str) -> Iterator[str]:
    leaf = fields_of(item)
    if str(leaf.get("type")) not in _LEAVES:
        yield f"unsupported type: {leaf.get('type')} [json-pointer:{path}]"
        return
    yield from broken_shape(leaf, path, *_LEAVES[leaf["type"]])
    for name in ("text", "url"):
        if name in leaf:
            yield from broken_string(leaf[name], f"{path}/{name}", MAX_LEAF)
    for name, on in fields_of(leaf.get("style")).items():
        if name not in _STYLES or not isinstance(on, bool):
            yield f"invalid style: {name} [json-pointer:{path}/style]"
