"""Which facts speak of a topic by its words, where nobody has tagged them with it."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.factset import NO_FACTS, FactSet
from bot.matching.text import stem
from bot.matching.topics import TopicHints

# The chance that a fact does not speak of a topic although one of the topic's words is in the name of what it
# is tagged with, or in its text; of more than two words the others tell nothing new.
_NAMED_DOUBT, _STATED_DOUBT, _TWICE = 0.4, 0.65, 2
SURE = 0.55
"""From this share on, a fact surely speaks of the topic."""


class Spoken(NamedTuple):
    """Facts, and how sure it is (0–1) that they speak of a topic."""

    share: float
    facts: FactSet


class Speaking:
    """Looks the words of topics up in the facts of one state."""

    def __init__(
        self,
        hints: TopicHints,
        tagged: Callable[[str], FactSet],
        stating: Callable[[str], FactSet],
        limit: int,
    ) -> None:
        """Ask `tagged` for the facts of a topic, `stating` for those whose own words hold a folded word.

        Facts have numbers below `limit`.
        """
        self._hints = hints
        self._tagged = tagged
        self._stating = stating
        self._limit = limit
        self._found: dict[str, tuple[Spoken, ...]] = {}

    def by_words(self, topic_id: str) -> tuple[Spoken, ...]:
        """Return the facts that speak of a topic by its words, the surest first; each fact once.

        A word in the name of what a fact is tagged with says more than one in its text, two more than one.
        """
        found = self._found.get(topic_id)
        if found is None:
            found = self._found[topic_id] = tuple(self._look_up(self._hints.spoken.get(topic_id, ())))
        return found

    def named_with(self, key: str) -> FactSet:
        """Return the facts tagged with a topic whose name holds a folded word or another form of it."""
        return FactSet.union(map(self._tagged, self._hints.named.get(stem(key), ())))

    def _look_up(self, phrases: Iterable[Sequence[str]]) -> list[Spoken]:
        named, stated = np.zeros(self._limit, np.int8), np.zeros(self._limit, np.int8)
        for keys in phrases:
            _count(named, map(self.named_with, keys))
            _count(stated, map(self._stating, keys))
        both = np.minimum(named, _TWICE) * (_TWICE + 1) + np.minimum(stated, _TWICE)
        found = []
        for code in np.flatnonzero(np.bincount(both, minlength=1)[1:]) + 1:
            by_name, by_text = divmod(int(code), _TWICE + 1)
            share = round(1 - _NAMED_DOUBT**by_name * _STATED_DOUBT**by_text, 3)
            found.append(Spoken(share, FactSet.marked(both == code)))
        return sorted(found, key=lambda each: -each.share)


def _count(counts: NDArray[np.int8], held: Iterable[FactSet]) -> None:
    """Count one more for the facts that are in all of some sets."""
    found = NO_FACTS
    for number, each in enumerate(held):
        found = found & each if number else each
    # More than enough stays more than enough.
    counts[found.numbers] = np.minimum(counts[found.numbers] + 1, _TWICE)
