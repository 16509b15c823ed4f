"""Text made comparable, with a map back to the text it came from.

Two texts that differ only in how they were set become equal: Unicode's compatibility form (NFKC),
one space for any white space, one shape for each quotation mark, dash and ellipsis, no invisible
characters. Nothing that carries meaning is touched: no lower-casing, no punctuation or accent lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias
from unicodedata import combining
from unicodedata import normalize as unicode_form

LineEnds: TypeAlias = Literal["as they stand", "joined", "joined at the hyphen"]
"""What becomes of a hyphen at the end of a line: kept with its line break ("diffi- culty"), dropped
with it ("difficulty"), or kept without it ("ISIS-K")."""

# Soft hyphen, zero-width characters, byte order mark, and the marks that steer writing direction.
INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x061C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        0x2060,
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‵´`ʼ", "'"),
        **dict.fromkeys("“”„‟″‶〝〞〟", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘⸺⸻", "-"),
    }
)
HYPHEN_AT_LINE_END = re.compile(r"(?<=\w)([-‐\u00ad])([^\S\n]*\n[^\S\n]*)(?=\w)")


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text made comparable; each of its characters knows where it came from."""

    text: str
    starts: tuple[int, ...]
    """For each character, where in the original its origin begins (code points)."""
    ends: tuple[int, ...]
    """… and ends."""


# A dossier looks up dozens of quotes in one document, each at most three ways.
@lru_cache(maxsize=16)
def normalized(text: str, line_ends: LineEnds = "as they stand") -> Normalized:
    """Make a text comparable; white space at its ends is dropped."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, cluster in _clusters(text, _skipped(text, line_ends)):
        for letter in unicode_form("NFKC", cluster).translate(ALIKE):
            if not letter.isspace():
                letters.append(letter)
            elif letters and letters[-1] != " ":
                letters.append(" ")
            else:
                continue
            starts.append(start)
            ends.append(end)
    if letters and letters[-1] == " ":
        del letters[-1], starts[-1], ends[-1]
    return Normalized("".join(letters), tuple(starts), tuple(ends))


def _skipped(text: str, line_ends: LineEnds) -> frozenset[int]:
    if line_ends == "as they stand":
        return frozenset()
    kept = 1 if line_ends == "joined at the hyphen" else 0
    breaks = HYPHEN_AT_LINE_END.finditer(text)
    return frozenset(at for found in breaks for at in range(found.start() + kept, found.end()))


def _clusters(text: str, skipped: frozenset[int]) -> Iterator[tuple[int, int, str]]:
    """Yield the smallest stretches that Unicode composes each on its own: a letter and its marks."""
    start = end = 0
    cluster = ""
    for at, original in enumerate(text):
        if ord(original) in INVISIBLE or at in skipped:
            continue
        letter = original.translate(ALIKE)
        if cluster and not _composes(cluster, letter):
            yield start, end, cluster
            cluster = ""
        if not cluster:
            start = at
        cluster += letter
        end = at + 1
    if cluster:
        yield start, end, cluster


def _composes(cluster: str, letter: str) -> bool:
    if letter.isascii():
        return False
    if combining(letter):
        return True
    apart = unicode_form("NFKC", cluster) + unicode_form("NFKC", letter)
    return unicode_form("NFKC", cluster + letter) != apart
