"""The leak guard: what must never stand in an outgoing text, because it came from data."""

import re
import unicodedata
from collections.abc import Iterator

from bot.console.replies import Reply

# Slack turns these into a mention that notifies people; a date is the one form the bot makes on purpose.
_MENTION = re.compile(r"<(?!!date\^)[@#!][^>]*>?")
_HARMLESS = {"\n", "\t"}
_PINGING_LEAVES = {"user", "usergroup", "channel", "broadcast"}


def leaks(reply: Reply) -> Iterator[str]:
    """Yield a sentence for each mention and each control character in what a reader gets."""
    yield from _controls("text", reply.text)
    # A mention pings from `text` and mrkdwn only; plain_text and rich_text are literal.
    yield from _mentions("text", reply.text)
    for index, block in enumerate(reply.blocks):
        yield from leaks_in(f"blocks/{index}", block)


def leaks_in(path: str, value: object) -> Iterator[str]:
    """Yield the same for a part of a message or a modal, all that it holds included."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield from _mentions(f"{path}/text", value["text"])
        if value.get("type") in _PINGING_LEAVES:
            yield f"{path}: a rich_text {value['type']} notifies people. Name them in plain text."
        for name, inner in value.items():
            yield from leaks_in(f"{path}/{name}", inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaks_in(f"{path}/{index}", inner)
    elif isinstance(value, str):
        yield from _controls(path, value)


def _mentions(path: str, text: str) -> Iterator[str]:
    for found in _MENTION.findall(text):
        yield f"{path}: {found!r} would notify people. Escape &, < and > in text that comes from data."


def _controls(path: str, text: str) -> Iterator[str]:
    for character in sorted(set(text) - _HARMLESS):
        if unicodedata.category(character) in {"Cc", "Cs"}:
            yield f"{path}: holds the control character {character!r}. Strip it before it is sent."
