"""Names as wholes: how much of a name a question covers, each of its words weighed by how rare it is.

"jose garzia" covers nearly all of "José García"; "bank" covers little of "Bank of the South", since many
names hold it. A word's weight is the logarithm of how many names there are for each that holds it
(inverse document frequency, over names; see `ranking`).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.arrays import Arrays, inner, named
from bot.matching.bearers import Bearers
from bot.matching.factset import FactSet
from bot.matching.rows import Rows
from bot.matching.spelling import NAME_COST, likeness
from bot.matching.stopwords import STOP_WORDS
from bot.matching.strings import UNKNOWN, StringTable

LEAST_COVERED = 0.72
"""The share of a name's weight that must be typed for the name to be meant."""
# What is typed for it must be as much like it as this, all in all.
_LEAST_ALIKE = 0.45
# From this share on, the rest of a name is looked for among words too far off to be found alone.
_HALF = 0.4
_BORNE_OUT, _BORNE_OUT_OTHER = 0.65, 0.75
_SHORTEST_BORNE_OUT = 4
# A word in more names than this brings no names of its own: it only adds to those that rarer words brought.
_COMMON = 400
# So many half covered names, the most covered first, are compared word by word.
_MOST_BORNE_OUT = 100

Meant = Mapping[str, float]
"""Words that one typed word may mean, each with how alike it is (0–1)."""
_Best = dict[int, tuple[float, int]]
"""By number of a word of names, how alike it was typed, and at which place."""


class Covered(NamedTuple):
    """An entity of which a name was covered."""

    entity_id: str
    name: str
    """Folded, as it was covered best."""
    share: float
    """0–1, of the name's weight."""
    words: dict[int, float]
    """The places in the question that cover it, each with how alike the word typed is (0–1)."""


class NameWords:
    """The words of all names, in arrays."""

    def __init__(self, names: Bearers, ids: StringTable, saved: Arrays | None = None) -> None:
        """Read the words of names; `ids` are the entities' by number. Or take what was saved."""
        self._names, self._ids = names, ids
        arrays = _read(names) if saved is None else saved
        self.words = StringTable.of_arrays(inner(arrays, "words"))
        """Every word of a name but function words, by its number."""
        self._holding = Rows.of_arrays(inner(arrays, "holding"))
        self._contents = Rows.of_arrays(inner(arrays, "contents"))
        counts = np.maximum(self._holding.lengths(), 1)
        self._weights = np.log1p(np.count_nonzero(self._contents.lengths()) / counts)
        self._wholes = self._contents.sums(self._weights)

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        return _named(self.words, self._holding, self._contents)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def covered(
        self, typed: Sequence[Meant], keys: Sequence[str], usual: frozenset[str] = frozenset()
    ) -> list[Covered]:
        """Return the entities whose names are covered, best first, by the words that each place may mean.

        `keys` are the words as typed: what is still missing of a name that is half covered is compared with
        them; with the `usual` ones more strictly, since they may be meant as they are.
        """
        best = self._best(typed)
        numbers = self._touched(best)
        alike, plain = np.zeros(len(numbers)), np.zeros(len(numbers))
        for word, (likely, _) in best.items():
            held = FactSet(self._holding[word]).holds(numbers)
            plain[held] += self._weights[word]
            alike[held] += self._weights[word] * likely
        wholes = self._wholes[numbers]
        surely = (plain >= LEAST_COVERED * wholes) & (alike >= _LEAST_ALIKE * wholes)
        partly = (plain >= _HALF * wholes) & (plain < wholes - 1e-9)
        order = np.argsort(-plain / wholes, kind="stable")
        partly[order[_MOST_BORNE_OUT:]] = False
        found: dict[str, Covered] = {}
        for number in numbers[surely | partly].tolist():
            self._add(found, number, best, keys, usual)
        return sorted(found.values(), key=lambda each: (-each.share, each.entity_id))

    def _best(self, typed: Sequence[Meant]) -> _Best:
        """Return every word of names that is meant, by the place where it is most alike."""
        best: _Best = {}
        for place, words in enumerate(typed):
            for word, alike in words.items():
                number = self.words.number(word)
                if number != UNKNOWN and alike > best.get(number, (0.0, 0))[0]:
                    best[number] = alike, place
        return best

    def _touched(self, best: _Best) -> NDArray[np.int32]:
        """Return the names that hold a word meant; a common word brings none where a rarer one does."""
        rows = sorted((self._holding[word] for word in best), key=len)
        rare = [row for row in rows if len(row) <= _COMMON] or rows[:1]
        return FactSet.union(map(FactSet, rare)).numbers

    def _add(
        self, found: dict[str, Covered], number: int, best: _Best, keys: Sequence[str], usual: frozenset[str]
    ) -> None:
        weights = {word: float(self._weights[word]) for word in self._contents[number].tolist()}
        whole = sum(weights.values())
        words = {word: best[word] for word in weights if word in best}
        if sum(map(weights.__getitem__, words)) < whole:
            words |= self._borne_out(words, weights, keys, usual)
        share = sum(weights[word] * alike for word, (alike, _) in words.items()) / whole
        if share < _LEAST_ALIKE or sum(map(weights.__getitem__, words)) < LEAST_COVERED * whole:
            return
        places = {place: alike for alike, place in words.values()}
        for entity in self._names.rows[number].tolist():
            entity_id = self._ids[entity]
            if entity_id not in found or found[entity_id].share < share:
                found[entity_id] = Covered(entity_id, self._names.names[number], share, places)

    def _borne_out(
        self, words: _Best, weights: Mapping[int, float], keys: Sequence[str], usual: frozenset[str]
    ) -> _Best:
        """Compare what is missing of a name with the words typed that cover nothing of it.

        The rest of the name bears out what would be too far from a lone word.
        """
        taken = {place for _, place in words.values()}
        free = [place for place in range(len(keys)) if place not in taken]
        found: _Best = {}
        for number in weights.keys() - words.keys() if free else ():
            word = self.words[number]
            if len(word) >= _SHORTEST_BORNE_OUT:
                alike, place = max((likeness(keys[place], word, NAME_COST), place) for place in free)
                # A word of other names is meant as it was typed, unless it is nearly the same.
                if alike >= (
                    _BORNE_OUT_OTHER if keys[place] in self.words or keys[place] in usual else _BORNE_OUT
                ):
                    found[number] = alike, place
        return found


def _read(names: Bearers) -> Arrays:
    numbers: dict[str, int] = {}
    contents = [
        sorted({numbers.setdefault(word, len(numbers)) for word in _content(name)}) for name in names.names
    ]
    holding: list[list[int]] = [[] for _ in numbers]
    for number, words in enumerate(contents):
        for word in words:
            holding[word].append(number)
    return _named(StringTable.of(numbers), Rows.of(holding), Rows.of(contents))


def _named(words: StringTable, holding: Rows, contents: Rows) -> Arrays:
    return {
        **named("words", words.arrays()),
        **named("holding", holding.arrays()),
        **named("contents", contents.arrays()),
    }


def _content(name: str) -> Iterator[str]:
    """Yield a name's words without function words."""
    return (word for word in name.split(" ") if word not in STOP_WORDS)
