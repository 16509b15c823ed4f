"""The vocabulary: which words of names and of facts a typed word may mean, and how alike each is (0–1).

A word that is held as typed means itself, and ordinary English is no slip. Any other is compared with those
that have nearly its letters, within a budget of edits by length (`spelling`). It, and a word that is held,
may also mean a word of names that sounds like it (`sounds`); one that is held, so little that the rest of a
name must bear it out.
"""

from collections.abc import Iterator, Mapping

from bot.matching.arrays import Arrays, inner, named
from bot.matching.names import NameWords
from bot.matching.ordinary import Ordinary
from bot.matching.sounds import Sounds
from bot.matching.spelling import (
    NAME_COST,
    SHORTEST_CORRECTED,
    WORD_COST,
    Spelling,
    allowed_edits,
    edits_between,
    likeness,
)

EXACT = 1.0
_SOUND_COST = 0.5
# What a guess beyond the budget of a lone word is worth: it must be borne out by the rest of the name.
_FAR = 0.7
_SURE_SOUND = 0.93
# The most edits by length, where the rest of a name or of a question must bear them out.
_EDITS = ((3, 0), (5, 1), (10, 2))
_MOST_EDITS = 3
_MOST_MEANT = 12


class Vocabulary:
    """Words of names, which do not change; those of facts are asked for with each question."""

    def __init__(self, names: NameWords, english: Ordinary, saved: Arrays | None = None) -> None:
        """Index the words of names; or take what was saved of them."""
        self._names = names
        self.english = english
        """Words that are typed as they are meant."""
        if saved is None:
            self._spelling, self._sounds = Spelling(names.words), Sounds(names.words)
        else:
            self._spelling = Spelling.of_arrays(inner(saved, "spelling"))
            self._sounds = Sounds(names.words, inner(saved, "sounds"))

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        return {**named("spelling", self._spelling.arrays()), **named("sounds", self._sounds.arrays())}

    def in_names(self, typed: str, *, is_held: bool) -> Mapping[str, float]:
        """Return the words of names that a folded word may mean; `is_held`: facts hold it as it is."""
        is_exact = typed in self._names
        found: dict[str, float] = {typed: EXACT} if is_exact else {}
        if len(typed) > _EDITS[0][0] and typed.isalpha() and typed not in self.english:
            is_known = is_exact or is_held
            for word, alike in self._sounding(typed, is_known=is_known):
                found.setdefault(word, alike)
            for word, alike in () if is_known else _near(self._spelling, typed, NAME_COST):
                found[word] = max(alike * self.english.trust(typed, word), found.get(word, 0.0))
        return dict(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:_MOST_MEANT])

    def in_facts(self, typed: str, written: Spelling) -> Mapping[str, float]:
        """Return the words of facts that a folded word, which none of them holds as it is, may mean."""
        if len(typed) < SHORTEST_CORRECTED or not typed.isalpha() or typed in self.english:
            return {}
        return dict(_near(written, typed, WORD_COST)[:_MOST_MEANT])

    def _sounding(self, typed: str, *, is_known: bool) -> Iterator[tuple[str, float]]:
        for alike, word in self._sounds.like(typed):
            is_far = is_known or alike < _SURE_SOUND
            yield word, (EXACT - (EXACT - alike) * _SOUND_COST) * (_FAR if is_far else EXACT)


def _near(spelling: Spelling, typed: str, cost: float) -> list[tuple[str, float]]:
    budget = next((edits for longest, edits in _EDITS if len(typed) <= longest), _MOST_EDITS)
    sure = allowed_edits(len(typed))
    near = (
        (word, likeness(typed, word, cost) * (EXACT if edits_between(typed, word) <= sure else _FAR))
        for word in spelling.near(typed, budget)
    )
    return sorted(near, key=lambda each: (-each[1], each[0]))
