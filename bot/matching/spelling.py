"""Typing errors: how far a word may be from what was meant, and what lies that near.

The distance is counted in edits: a letter more, less or other, or two neighbours swapped, none touched twice
(*optimal string alignment*, OSA; F. Damerau, "A technique for computer detection and correction of spelling
errors", 1964: such single slips make up four in five misspellings). Beyond its reach, words are compared by
how long a row of letters they share in one order (Indel similarity, 0–1), and only asked back about.
"""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from bot.matching.arrays import Arrays, inner, named
from bot.matching.letters import Letters
from bot.matching.strings import StringTable

SHORTEST_CORRECTED = 5
"""In letters. Four letters are one typing error away from too many names: mali and bali, iran and iraq."""
# The most edits (a letter more, less, other, or two swapped) by length. Measured on real typing errors and
# invented places: a second edit in words up to eight letters finds 1 % more and answers 17 % of the latter.
_EDITS = ((4, 0), (8, 1), (10, 2))
_MOST_EDITS = 3
# A first letter is seldom mistyped: "cambria" is not Gambia. Letters that sound alike are mixed up by ear.
_WRONG_FIRST_LETTER = 1
_SOUND_ALIKE = (
    frozenset("kcq"),
    frozenset("jd"),
    frozenset("vw"),
    frozenset("sz"),
    frozenset("кх"),
    frozenset("طت"),
    frozenset("قك"),
)
# What an edit costs, as a share of the letters: a name is one of some thousands, and typed from memory; a
# word of the facts is one of a hundred thousand, among which something is always near.
NAME_COST, WORD_COST = 1.0, 1.5
# What one edit counts for: the more, the less it looks like a slip. Among words a letter away from names,
# slips and ordinary English words differ by other edits: a letter doubled, or two swapped, is ten
# times as frequent among slips; another consonant five times as frequent among words, at the end twenty.
_SWAP, _DOUBLE, _MORE_VOWEL, _MORE, _KEY, _LESS_VOWEL, _HEARD, _LESS, _OTHER = (
    *(1 / 3, 0.35, 0.4, 0.6),
    *(0.6, 0.65, 0.8, 0.9, 1.5),
)
_AT_THE_END = 0.8
_VOWELS = frozenset("aeiouyаеёиоуыэюяاویه")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Where the edits do not reach, a name this alike is worth a question back: below it, chance begins.
_WORTH_ASKING = 0.75


def allowed_edits(length: int) -> int:
    """Return how many edits a word of this many letters may be from what was meant."""
    return next((edits for longest, edits in _EDITS if length <= longest), _MOST_EDITS)


def edits_between(typed: str, meant: str) -> int:
    """Count the edits from one word to the other; a wrong first letter counts twice."""
    distance: int = OSA.distance(typed, meant)
    return distance + (0 if _begin_alike(typed, meant) else _WRONG_FIRST_LETTER)


def likeness(typed: str, meant: str, cost: float) -> float:
    """Say how likely a word was meant (0–1): an edit costs so much of its share of the letters.

    A single edit counts for more or less, by its kind.
    """
    distance = OSA.distance(typed, meant)
    edits = _slip(typed, meant) if distance == 1 else float(distance)
    if not _begin_alike(typed, meant):
        edits += _WRONG_FIRST_LETTER
    return max(0.0, 1 - edits * cost / len(typed))


def _slip(typed: str, meant: str) -> float:
    """Weigh the one edit between two words."""
    pairs = enumerate(zip(typed, meant, strict=False))
    start = next((place for place, (wrong, right) in pairs if wrong != right), min(len(typed), len(meant)))
    longer = typed if len(typed) > len(meant) else meant
    at_the_end = _AT_THE_END if start == len(longer) - 1 else 0.0
    if len(typed) != len(meant):
        around = longer[max(0, start - 1) : start] + longer[start + 1 : start + 2]
        return _one_letter(longer[start], around, at_the_end, is_more=longer is typed)
    wrong, right = typed[start], meant[start]
    if typed[start + 1 :] != meant[start + 1 :]:
        return _SWAP
    if {wrong, right} <= _VOWELS or any({wrong, right} <= alike for alike in _SOUND_ALIKE):
        return _HEARD
    return (_KEY if right in _BESIDE.get(wrong, "") else _OTHER) + at_the_end


def _one_letter(letter: str, around: str, at_the_end: float, *, is_more: bool) -> float:
    """Weigh a letter too many, or one too few, between these."""
    if letter in around:
        return _DOUBLE
    if letter in _VOWELS:
        return _MORE_VOWEL if is_more else _LESS_VOWEL
    return (_MORE if is_more else _LESS) + at_the_end / 2


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
        counted = ((edits_between(typed, _in_one(key)), key) for key in self.near(typed, edits))
        return sorted((count, key) for count, key in counted if count <= edits)

    def near(self, typed: str, edits: int) -> list[str]:
        """Return the words at most so many edits away, in no order; a wrong first letter is one edit here."""
        near = self._sharing(typed, edits)
        found = process.extract(
            typed, list(map(_in_one, near)), scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        return [near[place] for _, _, place in found]

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


def _keys_beside() -> dict[str, str]:
    """Return for each letter those on the keys around it, on the keyboard that most use."""
    places = {
        key: (row, column + row / 2) for row, keys in enumerate(_KEYBOARD) for column, key in enumerate(keys)
    }
    return {
        key: "".join(
            other
            for other, (its_row, its_column) in places.items()
            if other != key and abs(row - its_row) <= 1 and abs(column - its_column) <= 1
        )
        for key, (row, column) in places.items()
    }


_BESIDE = _keys_beside()
