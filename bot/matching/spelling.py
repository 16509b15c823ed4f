"""Typing errors: how far a word may be from what was meant, and what lies that near."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from bot.matching.letters import Letters
from bot.matching.postings import inner, named
from bot.matching.strings import Arrays, StringTable

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
    """A dictionary that finds its words by a misspelt one: most of them in arrays, the newest beside them.

    Phrases of several words are found by their letters alone: where the spaces are does not matter.
    """

    def __init__(self, words: Iterable[str] | StringTable = (), letters: Letters | None = None) -> None:
        """Take words or phrases, each once; or what was saved of them."""
        self._words = words if isinstance(words, StringTable) else StringTable.of(words)
        self._letters = letters if letters is not None else Letters.of(map(_in_one, self._words))
        self._added: dict[str, None] = {}

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Spelling":
        """Take what `arrays` returned."""
        words = StringTable.of_arrays(inner(arrays, "words"))
        return cls(words, Letters.of_arrays(inner(arrays, "letters")))

    def arrays(self) -> Arrays:
        """Return the arrays to save, of what is frozen."""
        return {**named("words", self._words.arrays()), **named("letters", self._letters.arrays())}

    def frozen(self) -> "Spelling":
        """Return the same in arrays."""
        return Spelling([*self._words, *self._added]) if self._added else self

    def __contains__(self, key: str) -> bool:
        return key in self._added or key in self._words

    def add(self, key: str) -> None:
        """Learn a word; one that is known already changes nothing."""
        if key not in self:
            self._added[key] = None

    def within(self, typed: str, edits: int) -> list[tuple[int, str]]:
        """Return the words at most so many edits away, each with its edits: nearest first, then by word."""
        near = self._sharing(typed, edits)
        found = process.extract(
            typed, list(map(_in_one, near)), scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        counted = ((edits_between(typed, letters), near[place]) for letters, _, place in found)
        return sorted((count, key) for count, key in counted if count <= edits)

    def alike(self, typed: str) -> list[str]:
        """Return the words alike enough to ask whether they were meant: most alike first, then by word.

        For words alone, not phrases.
        """
        scored = process.extract(
            typed,
            self._sharing(typed, min(_MOST_EDITS, len(typed) // 2)),
            scorer=Indel.normalized_similarity,
            score_cutoff=_WORTH_ASKING,
            limit=None,
        )
        near = sorted((-score, key) for key, score, _ in scored if key != typed and key[0] == typed[0])
        return [key for _, key in near]

    def _sharing(self, typed: str, edits: int) -> list[str]:
        """Return the words that may be so near."""
        saved = self._letters.sharing(typed, edits).tolist()
        return [*map(self._words.__getitem__, saved), *tuple(self._added)]


def _in_one(phrase: str) -> str:
    return phrase.replace(" ", "")


def _begin_alike(typed: str, meant: str) -> bool:
    first, other = typed[0], meant[0]
    is_swapped = typed[:2] == meant[1::-1]
    return first == other or is_swapped or any(first in alike and other in alike for alike in _SOUND_ALIKE)
