"""What was meant by a word that is misspelt."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5  # letters; "iraq" is one away from "iran", and "isis" from "iris"
_LETTERS_A_SLIP = 3
_MOST_SLIPS = 2
"""Letters added, left out, mistaken or swapped: "kabool" is two away from "kabul"."""


def nearest(typed: str, known: Iterable[str], limit: int = 5, *, shortest: int = _SHORTEST) -> list[str]:
    """Return at most `limit` of the known words that are a slip or two away, the nearest first.

    One slip for every three letters; none in a word that has fewer letters than `shortest`.
    """
    slips = min(len(typed) // _LETTERS_A_SLIP, _MOST_SLIPS) if len(typed) >= shortest else 0
    found = process.extract(typed, list(known), scorer=OSA.distance, score_cutoff=slips, limit=limit)
    return [word for word, _, _ in found]
