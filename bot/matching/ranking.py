"""Ranking: how much of a question each fact accounts for, and in which order they are shown.

A part of a question weighs the logarithm of how many facts there are for each that explains it (inverse
document frequency, Spärck Jones 1972): what few facts hold tells most. A fact's share is the sum of the
weights of what it explains, each as well as it does, over the weight of the whole question.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.factset import FactSet, Numbers
from bot.matching.meanings import Part
from bot.matching.ordering import Keys
from bot.matching.questions import Wanted
from bot.matching.stopwords import STOP_WORDS
from bot.matching.terms import Trait
from bot.matching.text import words
from bot.matching.view import View
from bot.matching.ways import Way, shares_of

_TRAITS: dict[Wanted, Trait] = {
    "amount": Trait.AMOUNT,
    "place": Trait.PLACE,
    "date": Trait.DATE,
    "person": Trait.PERSON,
}
# Rounded, so that sums of the same parts in floating point stay equal and the date decides.
_STEPS = 1_000_000
_MOST_PARTS = 64
_MOST_RARITY = 1 << 31
_MOST_TOPICS = 63
_MOST_IN_SOURCE = 1 << 24


@dataclass(frozen=True, slots=True)
class Weighed:
    """A part of a question, how facts account for it, and how much it tells."""

    part: Part
    ways: Sequence[Way]
    weight: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Facts, and how much of a question each accounts for."""

    facts: FactSet
    shares: NDArray[np.float64]
    """0–1, by part and fact."""
    wholes: NDArray[np.float64]
    """0–1, of the whole question, by fact."""


class Ranking:
    """Orders facts for one question."""

    def __init__(self, view: View, wants: frozenset[Wanted]) -> None:
        """Rank by what the question `wants` to be told, where facts account for as much of it."""
        self._view = view
        self._wants = wants

    def weigh(self, part: Part, ways: Sequence[Way], facts: FactSet) -> Weighed:
        """Say how much a part tells, by how many facts explain it."""
        return Weighed(part, ways, self._rarity(facts))

    def keys(self, scored: Scored, parts: Iterable[Part]) -> Keys:
        """Return what facts are ordered by: by what they explain, what is wanted, wording, newest, id.

        Facts whose place another one takes come last.
        """
        numbers = scored.facts.numbers
        explained = (scored.shares > 0).sum(axis=0)
        superseded = self._view.superseded.holds(numbers)
        share = np.rint(scored.wholes * _STEPS).astype(np.int64)
        first = (superseded * _MOST_PARTS + (_MOST_PARTS - 1 - explained)) * 2 * _STEPS + (_STEPS - share)
        topics = [part for part in parts if part.meaning.topic_ids]
        return (first, self._fitness(numbers, topics), -self._column("newest", numbers), self._by_id(numbers))

    def _fitness(self, numbers: Numbers, topics: Sequence[Part]) -> NDArray[np.int64]:
        traits = self._column("traits", numbers)
        wanting = sum(((traits & _TRAITS[want]) == 0).astype(np.int64) for want in self._wants)
        stated = np.zeros(len(numbers))
        for facts, rarity in self._wordings(topics):
            stated += rarity * facts.holds(numbers)
        wording = np.rint(stated * _STEPS).astype(np.int64)
        # What is taken for granted inside another claim says less than what is claimed.
        presupposed = (traits & Trait.PRESUPPOSED) != 0
        # A fact about few things says more of each.
        about = np.minimum(self._column("topics", numbers), _MOST_TOPICS) if topics else 0
        key = wanting * _MOST_RARITY + (_MOST_RARITY - 1 - wording)
        fitness: NDArray[np.int64] = (key * 2 + presupposed) * (_MOST_TOPICS + 1) + about
        return fitness

    def _by_id(self, numbers: Numbers) -> NDArray[np.int64]:
        ranks = self._view.source_ranks[self._column("source", numbers)]
        by_id: NDArray[np.int64] = ranks * _MOST_IN_SOURCE + self._column("ordinal", numbers)
        return by_id

    def _column(self, name: str, numbers: Numbers) -> NDArray[np.int64]:
        return self._view.column(name)[numbers].astype(np.int64)

    def _wordings(self, topics: Iterable[Part]) -> Iterator[tuple[FactSet, float]]:
        """Yield for each word that asks for a topic the facts that say it, and how rare that is."""
        for part in topics:
            for word in words(part.reading.typed):
                if word.key not in STOP_WORDS:
                    facts = self._view.held(word.key).stating()
                    yield facts, self._rarity(facts)

    def _rarity(self, facts: FactSet) -> float:
        return math.log1p(len(self._view) / max(1, len(facts)))


def score(facts: FactSet, weighed: Sequence[Weighed]) -> Scored:
    """Say how much of a question each of some facts accounts for."""
    shares = np.array([shares_of(each.ways, facts.numbers) for each in weighed])
    weights = np.array([each.weight for each in weighed])
    return Scored(facts, shares, weights @ shares / (weights.sum() or 1.0))
