"""A quote is found in its document, word for word, in exactly one place.

Both sides are made comparable first (`normalizing`), then matched exactly. Never by likeness: tools
that re-anchor a quote by edit distance attach it to a sentence that only looks like it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import category

from bot.documents.normalizing import HYPHEN_AT_LINE_END, LineEnds, Normalized, normalized
from bot.documents.reading import Document
from bot.domain import Passage, Quote

_SECOND_TRIES: tuple[LineEnds, ...] = ("joined", "joined at the hyphen")

# Scripts that write without spaces: a quote may begin and end between any two letters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Where a cut (|) falls within a word or a number, in the letters of `_shape`.
_WITHIN_WORD = re.compile(
    r"[a0]\|[a0]"
    r"|[a0]\|-[a0]|[a0]-\|[a0]"  # ISIS|-K and can|'t
    r"|0\|\.0|0\.\|0"  # 10|,000 and 3|–5
    r"|\$\|0|0\|\$"  # $|10 and 10|%
)


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why a quote has no one place in its document."""

    reason: Literal["absent", "misplaced", "cut", "split", "several"]
    """absent: the words are not there · misplaced: not between that prefix and suffix · cut: they
    begin or end within a word or number · split: they run over a paragraph's end · several: more
    than one place."""
    places: int = 0
    """How many places hold the words."""


def find_quote(document: Document, quote: Quote) -> Passage | NotFound:
    """Find the one place that holds the quote, as the document's own text; or say why there is none."""
    found = find_places(document, quote)
    if isinstance(found, NotFound):
        return found
    return found[0] if len(found) == 1 else NotFound("several", len(found))


def find_places(document: Document, quote: Quote) -> tuple[Passage, ...] | NotFound:
    """Find every place that holds the quote whole, in one paragraph, between its prefix and suffix."""
    second_tries = _SECOND_TRIES if HYPHEN_AT_LINE_END.search(document.text) else ()
    tries: tuple[LineEnds, ...] = ("as they stand", *second_tries)
    for line_ends in tries:
        whole = normalized(document.text, line_ends)
        words = normalized(quote.exact, line_ends).text
        hits = list(_occurrences(whole.text, words))
        if hits:
            return _fitting(document, whole, [(at, at + len(words)) for at in hits], quote)
    return NotFound("absent")


def stands_in(text: str, words: str) -> bool:
    """Tell whether the words stand in the text, whole, by the same rules as a quote."""
    return next(occurrences(text, words), None) is not None


def occurrences(text: str, words: str) -> Iterator[Passage]:
    """Yield each place where the words stand in the text, whole, by the same rules as a quote."""
    whole, sought = normalized(text), normalized(words).text
    for at in _occurrences(whole.text, sought):
        span = (at, at + len(sought))
        if not _cuts_word(text, whole, span):
            yield _passage(text, whole, span)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _fitting(
    document: Document, whole: Normalized, spans: list[tuple[int, int]], quote: Quote
) -> tuple[Passage, ...] | NotFound:
    count = len(spans)
    prefix, suffix = normalized(quote.prefix).text, normalized(quote.suffix).text
    spans = [span for span in spans if _stands_between(whole.text, span, prefix, suffix)]
    if not spans:
        return NotFound("misplaced", count)
    spans = [span for span in spans if not _cuts_word(document.text, whole, span)]
    if not spans:
        return NotFound("cut", count)
    passages = (_passage(document.text, whole, span) for span in spans)
    kept = tuple(passage for passage in passages if _is_in_one_paragraph(document, passage))
    return kept or NotFound("split", count)


def _stands_between(text: str, span: tuple[int, int], prefix: str, suffix: str) -> bool:
    # As much as can matter, so that a long document with many places is not copied for each.
    before = text[max(0, span[0] - len(prefix) - 1) : span[0]]
    after = text[span[1] : span[1] + len(suffix) + 1]
    return before.rstrip().endswith(prefix) and after.lstrip().startswith(suffix)


def _passage(text: str, whole: Normalized, span: tuple[int, int]) -> Passage:
    start, end = whole.starts[span[0]], whole.ends[span[1] - 1]
    return Passage(text[start:end], start, end)


def _is_in_one_paragraph(document: Document, passage: Passage) -> bool:
    return document.paragraph_at(passage.start) == document.paragraph_at(passage.end - 1)


def _cuts_word(text: str, whole: Normalized, span: tuple[int, int]) -> bool:
    first, beyond = span
    # One character of the document may stand for several ("½" is 1⁄2): it is quoted whole or not.
    is_split = (first > 0 and whole.starts[first - 1] == whole.starts[first]) or (
        beyond < len(whole.ends) and whole.ends[beyond] == whole.ends[beyond - 1]
    )
    return is_split or _is_within_word(text, whole, first) or _is_within_word(text, whole, beyond)


def _is_within_word(text: str, whole: Normalized, cut: int) -> bool:
    # The document's own characters: a dash may part two words where a hyphen joins them.
    left = (text[start] for start in whole.starts[max(0, cut - 2) : cut])
    right = (text[start] for start in whole.starts[cut : cut + 2])
    shapes = "".join(map(_shape, left)) + "|" + "".join(map(_shape, right))
    return _WITHIN_WORD.search(shapes) is not None


def _shape(letter: str) -> str:
    """Tell how a character joins its neighbours: `a` letter, `0` digit, `-` `.` `$` signs, ` ` none."""
    if letter.isdigit():
        return "0"
    if letter in "-‐‑'’ʼ":
        return "-"
    if letter.isalpha() or letter == "_" or category(letter).startswith("M"):
        return " " if _UNSPACED.match(letter) else "a"
    if letter in ".,:/–٫٬":
        return "."
    return "$" if letter in "%‰٪" or category(letter) == "Sc" else " "
