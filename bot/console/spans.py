"""Words in a style, made safe for a terminal."""

import unicodedata
from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.console.mrkdwn import Span

DIM = Style(dim=True)
_STYLES = {
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "strike": Style(strike=True),
    "underline": Style(underline=True),
    "highlight": Style(reverse=True),
    "client_highlight": Style(reverse=True),
    "code": Style(color="cyan"),
}
# They reorder what follows them: a quote could make the line beneath it read otherwise.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def pieces(span: Span) -> Iterator[tuple[str, Style]]:
    """Yield a span's words with their style, and the address of a link that is not its own label."""
    text = clean(span.text)
    yield text, sum((_STYLES[name] for name in sorted(span.styles & _STYLES.keys())), Style())
    if span.url and span.url != span.text:
        yield f" ({clean(span.url)})", DIM


def clean(text: str) -> str:
    """Return a text without what would steer the terminal: escapes, other controls, reordering."""
    return "".join(
        character
        for character in text.replace("\t", " ")
        if character == "\n"
        or (unicodedata.category(character) not in {"Cc", "Cs"} and character not in _REORDERING)
    )


def as_shown(words: Text, console: Console) -> Text:
    """Return words with marks around what is struck or highlighted, where no style is seen: in a pipe."""
    if console.color_system is not None:
        return words
    shown, end = Text(), 0
    for span in words.spans:
        marks = _marks(span.style)
        if marks:
            shown = Text.assemble(
                shown, words[end : span.start], marks[0], words[span.start : span.end], marks[1]
            )
            end = span.end
    return Text.assemble(shown, words[end:])


def _marks(style: str | Style) -> tuple[str, str] | None:
    if isinstance(style, Style) and style.strike:
        return "~", "~"
    return ("⟦", "⟧") if isinstance(style, Style) and style.reverse else None
