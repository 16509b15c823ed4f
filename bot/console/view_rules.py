"""Slack's limits on a modal: its title, its buttons, and the blocks it may hold.

https://docs.slack.dev/reference/views/modal-views
"""

import json
from collections.abc import Iterator
from typing import Any

from bot.console.block_rules import MESSAGE_RULES, broken_blocks
from bot.console.errors import Refused
from bot.console.input_rules import broken_input
from bot.console.outgoing import decoded
from bot.console.shape_rules import (
    MAX_ID,
    PLAIN,
    broken_flags,
    broken_shape,
    broken_string,
    broken_text,
    fields_of,
    items_of,
)

MAX_BLOCKS = 100
MAX_TITLE = 24
"""Characters; of the words on the two buttons as well."""
MAX_PRIVATE_METADATA = 3000
MAX_SIZE = 250_000
"""Bytes of a view's JSON."""
_RULES = {**MESSAGE_RULES, "input": broken_input}
_FLAGS = ("clear_on_close", "notify_on_close", "submit_disabled")
_OPTIONAL = ("submit", "close", "private_metadata", "callback_id", "external_id", *_FLAGS)


def accepted_view(view: object) -> dict[str, Any]:
    """Return a modal that Slack would show, or raise `Refused` as its Web API would answer."""
    content = decoded(view, "invalid_arguments")
    problems = tuple(broken_view(content))
    if problems:
        raise Refused("invalid_arguments", *problems)
    if len(json.dumps(content)) > MAX_SIZE:
        raise Refused("view_too_large")
    return fields_of(content)


def broken_view(view: object) -> Iterator[str]:
    """Yield what Slack would refuse in a modal, with the path in JSON-pointer form."""
    content, path = fields_of(view), "/view"
    if content.get("type") != "modal":
        yield f"unsupported type: {content.get('type')} [json-pointer:{path}]"
        return
    yield from broken_shape(content, path, ("title", "blocks"), _OPTIONAL)
    for name in ("title", "submit", "close"):
        if name in content:
            yield from broken_text(content[name], f"{path}/{name}", MAX_TITLE, kinds=PLAIN)
    for name, limit in (
        ("private_metadata", MAX_PRIVATE_METADATA),
        ("callback_id", MAX_ID),
        ("external_id", MAX_ID),
    ):
        yield from broken_string(content.get(name, ""), f"{path}/{name}", limit, may_be_empty=True)
    yield from broken_flags(content, path, _FLAGS)
    if "blocks" in content:
        yield from broken_blocks(content["blocks"], f"{path}/blocks", _RULES, MAX_BLOCKS)
    if "submit" not in content:
        for index, block in enumerate(items_of(content.get("blocks"))):
            if fields_of(block).get("type") == "input":
                where = f"{path}/blocks/{index}/input"
                yield f"must define `submit` to use an `input` block in modals [json-pointer:{where}]"
