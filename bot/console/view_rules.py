"""Slack's limits on views: a modal's title and buttons, and the blocks that it or a Home tab may hold.

https://docs.slack.dev/reference/views/modal-views and …/home-tab-views
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.console.availability import unavailable
from bot.console.block_rules import HOME_RULES, MODAL_RULES, broken_blocks
from bot.console.errors import Refused
from bot.console.layout_rules import Rule
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
from bot.console.team import Team

MAX_BLOCKS = 100
MAX_TITLE = 24
"""Characters; of the words on the two buttons as well."""
MAX_PRIVATE_METADATA = 3000
MAX_SIZE = 250_000
"""Bytes of a view's JSON."""
_FLAGS = ("clear_on_close", "notify_on_close", "submit_disabled")
_NAMES = ("private_metadata", "callback_id", "external_id")


def accepted_view(
    team: Team, view: object, broken: Callable[[object], Iterator[str]] | None = None
) -> dict[str, Any]:
    """Return a view that Slack would show, or raise `Refused` as its Web API would answer.

    `broken` yields what is wrong with it: `broken_view`, for a modal, unless another rule is given.
    """
    content = decoded(view, "invalid_arguments")
    problems = tuple((broken or broken_view)(content))
    problems = problems or tuple(unavailable(team, content["blocks"], "/view/blocks"))
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
    yield from broken_shape(content, path, ("title", "blocks"), ("submit", "close", *_NAMES, *_FLAGS))
    for name in ("title", "submit", "close"):
        if name in content:
            yield from broken_text(content[name], f"{path}/{name}", MAX_TITLE, kinds=PLAIN)
    yield from broken_flags(content, path, _FLAGS)
    yield from _broken_content(content, path, MODAL_RULES)
    if "submit" not in content:
        for index, block in enumerate(items_of(content.get("blocks"))):
            if fields_of(block).get("type") == "input":
                where = f"{path}/blocks/{index}/input"
                yield f"must define `submit` to use an `input` block in modals [json-pointer:{where}]"


def broken_home(view: object) -> Iterator[str]:
    """Yield what Slack would refuse in a Home tab: it has neither title nor buttons of its own."""
    content, path = fields_of(view), "/view"
    if content.get("type") != "home":
        yield f"unsupported type: {content.get('type')} [json-pointer:{path}]"
        return
    yield from broken_shape(content, path, ("blocks",), _NAMES)
    yield from _broken_content(content, path, HOME_RULES)


def _broken_content(content: dict[str, Any], path: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    for name in _NAMES:
        limit = MAX_PRIVATE_METADATA if name == "private_metadata" else MAX_ID
        yield from broken_string(content.get(name, ""), f"{path}/{name}", limit, may_be_empty=True)
    if "blocks" in content:
        yield from broken_blocks(content["blocks"], f"{path}/blocks", rules, MAX_BLOCKS)
