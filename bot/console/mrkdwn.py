"""Slack's markup, read as a reader sees it: words with a style, and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
"""The three escapes of mrkdwn; `&amp;` is undone last, or `&amp;lt;` would become `<`."""

EMOJI = {
    "left_right_arrow": "↔",
    "arrow_right": "→",
    "warning": "⚠",
    "white_check_mark": "✓",
    "heavy_check_mark": "✓",
    "x": "✗",
}

_MARKUP = re.compile(
    r"```(?P<block>.+?)```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<link>[^<>\n]+)>"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])",
    re.DOTALL,
)
_EMOJI_NAME = re.compile(r":([a-z0-9_+-]+):")


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style."""

    text: str
    styles: frozenset[str] = field(default_factory=frozenset)
    """Of `bold`, `italic`, `strike`, `code`."""
    url: str | None = None


def mrkdwn_spans(text: str, styles: frozenset[str] = frozenset()) -> Iterator[Span]:
    """Yield the words of a mrkdwn string, its markup turned into styles and its escapes undone."""
    end = 0
    for found in _MARKUP.finditer(text):
        yield from _plain(text[end : found.start()], styles)
        end = found.end()
        name, inner = found.lastgroup or "", found[found.lastgroup or 0]
        if name == "link":
            yield _link(inner, styles)
        elif name in {"code", "block"}:
            yield Span(unescaped(inner), styles | {"code"})
        else:
            yield from mrkdwn_spans(inner, styles | {name})
    yield from _plain(text[end:], styles)


def words_of_mrkdwn(text: str) -> str:
    """Return the words of a mrkdwn string alone; of a link also its address, where it is not the label."""
    spans = mrkdwn_spans(text)
    return "".join(
        f"{each.text} ({each.url})" if each.url and each.url != each.text else each.text for each in spans
    )


def rich_text_span(leaf: dict[str, Any]) -> Span:
    """Return the words of one leaf of a rich_text block; its text is literal."""
    styles = frozenset(name for name, on in leaf.get("style", {}).items() if on)
    match leaf["type"]:
        case "text":
            return Span(leaf["text"], styles)
        case "link":
            return Span(leaf.get("text") or leaf["url"], styles, leaf["url"])
        case "emoji":
            return Span(_emoji(leaf["name"]), styles)
        case "date":
            return Span(leaf.get("fallback") or str(leaf["timestamp"]), styles)
        case kind:
            return Span(f"@{leaf.get(f'{kind}_id') or leaf.get('range', kind)}", styles)


def unescaped(text: str) -> str:
    """Undo the three escapes of mrkdwn."""
    for escape, character in ENTITIES:
        text = text.replace(escape, character)
    return text


def _plain(text: str, styles: frozenset[str]) -> Iterator[Span]:
    if text:
        yield Span(unescaped(_EMOJI_NAME.sub(lambda found: _emoji(found[1]), text)), styles)


def _link(inner: str, styles: frozenset[str]) -> Span:
    target, _, label = inner.partition("|")
    if target[:1] in "@#!":
        return Span(unescaped(label or target), styles)
    return Span(unescaped(label or target), styles, unescaped(target))


def _emoji(name: str) -> str:
    return EMOJI.get(name, f":{name}:")
