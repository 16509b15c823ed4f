"""What the bot wants people to see, held against Slack's rules before it is shown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.console.availability import unavailable
from bot.console.block_rules import MAX_MESSAGE_TEXT, broken_rules, text_length
from bot.console.delivering import AnyJson, Json
from bot.console.errors import Refused
from bot.console.team import Team

MAX_TEXT = 40_000
"""Characters; Slack cuts off the rest without a word."""
MAX_METADATA = 8_000
"""Characters of its JSON; Slack documents no number, and what the bot needs is far smaller."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Text, blocks and metadata that Slack accepts."""

    text: str
    blocks: tuple[Json, ...]
    metadata: Json | None


def accepted(team: Team, content: Mapping[str, AnyJson]) -> Outgoing:
    """Return what is to be shown, or raise `Refused` as the Web API would answer."""
    text = str(content.get("text") or "")
    blocks = decoded(content.get("blocks") or [], "invalid_blocks_format")
    problems = tuple(broken_rules(blocks)) or tuple(unavailable(team, blocks, "/blocks"))
    if problems:
        raise Refused("invalid_blocks", *problems)
    if text_length(blocks) > MAX_MESSAGE_TEXT:
        raise Refused("msg_blocks_too_long")
    if not text.strip() and not blocks:
        raise Refused("no_text")
    metadata = decoded(content.get("metadata"), "invalid_metadata_format")
    _check_metadata(metadata)
    return Outgoing(text[:MAX_TEXT], tuple(blocks), metadata)


def decoded(value: AnyJson, error: str) -> AnyJson:
    """Return a parameter that a form carries as JSON text and a JSON body as itself; raise `Refused`."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Refused(error) from None


def _check_metadata(metadata: AnyJson) -> None:
    if not metadata:
        return
    payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
    if not isinstance(payload, dict) or not metadata.get("event_type"):
        raise Refused("invalid_metadata_format")
    if not all(isinstance(value, str | int | float | bool) for value in payload.values()):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > MAX_METADATA:
        raise Refused("metadata_too_large")
