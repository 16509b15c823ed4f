"""Text on its way into Slack and out of it: data stays data.

In mrkdwn `&`, `<` and `>` must be escaped (https://docs.slack.dev/messaging/formatting-message-text),
which does not neutralise `* _ ~` and the backtick; plain_text and rich_text take text as it is.
"""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

LINK_LABEL_LIMIT = 120
URL_LIMIT = 300
"""A longer address would take the room of the facts: its characters count towards Slack's total."""

TEXT_TOTAL, TEXT_A_BLOCK = 12_000, 125

_MARKS = str.maketrans({"*": "", "~": "", "`": "", "_": " "})
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPED = str.maketrans(_ESCAPES)
_ADDRESSED = re.compile(r"<([@#!])([^<>|]*)(?:\|([^<>]*))?>")
_LINKED = re.compile(r"<(?:https?|mailto):[^<>|]*\|([^<>]*)>|<((?:https?|mailto):[^<>|]*)>")
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


def cut(text: str, limit: int) -> str:
    """Shorten a text to at most `limit` characters, with an ellipsis where something is missing."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def mrkdwn(text: str, limit: int = 300) -> str:
    """Make data safe within mrkdwn: escaped, and without formatting of its own.

    The result is at most `limit` characters long, as Slack counts them: with the escapes.
    """
    begun = text[: limit + 1].translate(_MARKS)
    whole = begun.translate(_ESCAPED)
    if len(whole) <= limit:
        return whole
    escaped, length = [_ESCAPES.get(char, char) for char in begun], len(whole)
    while length >= limit:
        length -= len(escaped.pop())
    return f"{''.join(escaped).rstrip()}…"


def in_a_line(text: str, limit: int = 300) -> str:
    """Make data safe within one line of mrkdwn: what a line says is taken away with the line."""
    return mrkdwn(" ".join(text.split()), limit)


def link(url: str | None, label: str) -> str:
    """Link a label in mrkdwn; without an address, or with one that is too long, the label alone."""
    if url is None:
        return mrkdwn(label, LINK_LABEL_LIMIT)
    address = quote(url, safe=":/?#[]@!$&'()*+,;=%-._~").replace("&", "&amp;")
    if len(address) > URL_LIMIT:
        return mrkdwn(label, LINK_LABEL_LIMIT)
    return f"<{address}|{mrkdwn(label.replace('|', ' '), LINK_LABEL_LIMIT)}>"


def words_typed(text: str) -> str:
    """Read what Slack sends of a person's words: no mention of anybody, links by their label.

    Handles both forms of escaping (`<@U1>` and `<@U1|ana>`), entities and smart quotes.
    """
    text = _ADDRESSED.sub(lambda found: f" {found[3] or ''} " if found[1] == "#" else " ", text)
    text = _LINKED.sub(lambda found: found[1] or found[2], text)
    return html.unescape(text).translate(_STRAIGHT).strip()


def plain(text: str) -> dict[str, Any]:
    """Make a plain_text object, whose text Slack shows as it is."""
    return {"type": "plain_text", "text": text, "emoji": False}


def section(text: str) -> dict[str, Any]:
    """Make a section of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, "expand": True}


def context(text: str) -> dict[str, Any]:
    """Make a grey line of mrkdwn."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def actions(buttons: list[dict[str, Any]]) -> dict[str, Any]:
    """Make a row of buttons."""
    return {"type": "actions", "elements": buttons}


def counted(count: int, what: str) -> str:
    """Say how many there are: `1 fact`, `2 facts`."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def is_within_total(blocks: list[dict[str, Any]]) -> bool:
    """Tell whether a message stays below Slack's hidden limit on the text of all its blocks.

    It is about 13,200 characters for a few blocks and falls by some 125 with each
    (github.com/slackapi/bolt-js/issues/2509).
    """
    return weight(blocks) <= TEXT_TOTAL


def weight(blocks: Sequence[Mapping[str, Any]]) -> int:
    """Count what blocks take of that limit: the characters of all their text, and some for each block."""
    return _length([*blocks]) + TEXT_A_BLOCK * len(blocks)


def _length(value: object) -> int:
    if isinstance(value, list):
        return sum(map(_length, value))
    if isinstance(value, dict):
        return sum(
            len(inner) if name == "text" and isinstance(inner, str) else _length(inner)
            for name, inner in value.items()
        )
    return 0


def quotation(*texts: str) -> dict[str, Any]:
    """Make block quotes: literal text, nothing in it to escape."""
    quotes = [{"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]} for text in texts]
    return {"type": "rich_text", "elements": quotes}
