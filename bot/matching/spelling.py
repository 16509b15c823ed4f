"""Typing errors: how far a word may be from what was meant, and what lies that near."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

SHORTEST_CORRECTED = 5
"""In letters. Four letters are one typing error away from too many names: mali and bali, iran and iraq."""
# The most edits (a letter more, less, other, or two swapped) by length. Measured on real typing errors and
# invented places: a second edit in words up to eight letters finds 1 % more and answers 17 % of the latter.
_EDITS = ((4, 0), (8, 1), (10, 2))
_MOST_EDITS = 3
# A first letter is seldom mistyped: "cambria" is not Gambia. Letters that sound alike are mixed up by ear.
_WRONG_FIRST_LETTER = 1
_SOUND_ALIKE = (frozenset("kcq"), frozenset("jd"), frozenset("кх"), frozenset("طت"), frozenset("قك"))
# Where the edits do not reach, a name this alike is worth a question back: below it, chance begins.
_WORTH_ASKING = 0.75


def allowed_edits(length: int) -> int:
    """Return how many edits a word of this many letters may be from what was meant."""
    return next((edits for longest, edits in _EDITS if length <= longest), _MOST_EDITS)


def edits_between(typed: str, meant: str) -> int:
    """Count the edits from one word to the other; a wrong first letter counts twice."""
    distance: int = OSA.distance(typed, meant)
    return distance + (0 if _begin_alike(typed, meant) else _WRONG_FIRST_LETTER)


class Spelling:
    """A dictionary that finds its words by a misspelt one."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        # A dict of each length keeps no order that matters, and forgets a word at once.
        self._by_length: dict[int, dict[str, None]] = defaultdict(dict)
        for key in keys:
            self.add(key)

    def __contains__(self, key: str) -> bool:
        return key in self._by_length.get(len(key), ())

    def add(self, key: str) -> None:
        """Learn a word; one that is known already changes nothing."""
        self._by_length[len(key)][key] = None

    def discard(self, key: str) -> None:
        """Forget a word, if it is known."""
        self._by_length.get(len(key), {}).pop(key, None)

    def within(self, typed: str, edits: int) -> list[tuple[int, str]]:
        """Return the words at most so many edits away, each with its edits: nearest first, then by word."""
        found = process.extract(
            typed, self._as_long_as(typed, edits), scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        counted = ((edits_between(typed, key), key) for key, _, _ in found)
        return sorted((count, key) for count, key in counted if count <= edits)

    def alike(self, typed: str) -> list[str]:
        """Return the words alike enough to ask whether they were meant: most alike first, then by word."""
        scored = process.extract(
            typed,
            self._as_long_as(typed, _MOST_EDITS),
            scorer=Indel.normalized_similarity,
            score_cutoff=_WORTH_ASKING,
            limit=None,
        )
        near = sorted((-score, key) for key, score, _ in scored if key != typed and key[0] == typed[0])
        return [key for _, key in near]

    def _as_long_as(self, typed: str, edits: int) -> list[str]:
        lengths = range(len(typed) - edits, len(typed) + edits + 1)
        return list(chain.from_iterable(self._by_length.get(length, ()) for length in lengths))


def _begin_alike(typed: str, meant: str) -> bool:
    first, other = typed[0], meant[0]
    is_swapped = typed[:2] == meant[1::-1]
    return first == other or is_swapped or any(first in alike and other in alike for alike in _SOUND_ALIKE)
