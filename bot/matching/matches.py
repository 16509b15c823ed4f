"""The facts found for a question, as an answer takes them: few are looked at, so few are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from bot.domain import Match, Matches, Reason
from bot.domain.assessment import SourceSummary, newest_first
from bot.domain.grading import Credibility
from bot.matching.factset import FactSet
from bot.matching.ordering import first_places
from bot.matching.ranking import Ranking, Scored, Weighed
from bot.matching.reasons import Reasons
from bot.matching.terms import Trait
from bot.matching.view import View
from bot.matching.ways import way_of

# So many are put in order when the first is looked at.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was weighed, and what turns what was found into words."""

    view: View
    weighed: Sequence[Weighed]
    ranking: Ranking
    reasons: Reasons


class Ranked(Matches):
    """Facts with their scores, put in order as far as somebody looks."""

    def __init__(self, asked: Asked, scored: Scored) -> None:
        self._asked = asked
        self._scored = scored
        self._ordered: NDArray[np.int64] = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._scored.facts)

    @overload
    def __getitem__(self, index: int) -> Match: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Match]: ...

    def __getitem__(self, index: int | slice) -> Match | Sequence[Match]:
        """Make a match, or several."""
        if isinstance(index, slice):
            return tuple(map(self._match, range(*index.indices(len(self)))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._match(index % len(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Ranked({list(self)!r})"

    @property
    def complete(self) -> int:
        """How many of them explain every part of the question; they come first."""
        return int((self._scored.shares > 0).all(axis=0).sum())

    def begun_by(self, day: date) -> "Ranked":
        """Return those that can have held by the end of a day."""
        began = self._asked.view.column("began")[self._scored.facts.numbers]
        return self._only(began <= day.toordinal())

    def summary(self) -> SourceSummary:
        """Sum up what all of them rest on."""
        view, facts = self._asked.view, self._scored.facts
        column = {
            name: view.column(name)[facts.numbers] for name in ("source", "origin", "traits", "credibility")
        }
        sources = np.flatnonzero(np.bincount(column["source"])).tolist()
        return SourceSummary(
            facts=len(facts),
            origins=int(np.count_nonzero(np.bincount(column["origin"]))),
            contradictions=view.contradictions_with(facts),
            sources=newest_first(view.index.sources[number] for number in sources),
            credibilities=self._grades(column["credibility"]),
            verified=int(np.count_nonzero(column["traits"] & Trait.VERIFIED)),
            disputed=int(np.count_nonzero(column["traits"] & Trait.DISPUTED)),
        )

    def _grades(self, grades: NDArray[np.int32]) -> tuple[Credibility, ...]:
        """Return each grade that a fact has once, in the order of the facts."""
        held = np.unique(grades).tolist()
        if len(held) > 1:
            held.sort(key=lambda grade: self._only(grades == grade).best_key())
        return tuple(held)

    def best_key(self) -> tuple[int, ...]:
        """Return what the best of them is ordered by."""
        place = first_places(self._keys, 1)[0]
        return tuple(int(key[place]) for key in self._keys)

    def _only(self, mask: NDArray[np.bool_]) -> "Ranked":
        scored = self._scored
        facts = FactSet(scored.facts.numbers[mask])
        return Ranked(self._asked, Scored(facts, scored.shares[:, mask], scored.wholes[mask]))

    @cached_property
    def _keys(self) -> Sequence[NDArray[np.int64]]:
        return self._asked.ranking.keys(self._scored, [each.part for each in self._asked.weighed])

    def _place(self, rank: int) -> int:
        if rank >= len(self._ordered):
            self._ordered = first_places(self._keys, min(len(self), max(_AT_ONCE, 2 * rank)))
        return int(self._ordered[rank])

    def _match(self, rank: int) -> Match:
        place = self._place(rank)
        view, weighed = self._asked.view, self._asked.weighed
        number = int(self._scored.facts.numbers[place])
        cited = view.base.facts[view.index.id_of(number)]
        whole = sum(each.weight for each in weighed) or 1.0
        why = []
        for each, share in zip(weighed, self._scored.shares[:, place].tolist(), strict=True):
            way = way_of(each.ways, number)
            if way is not None:
                reading = each.part.reading
                matched = way.matched or self._asked.reasons.matched(each.part, cited, way)
                why.append(Reason(reading.typed, way.how, matched, each.weight * share / whole))
        return Match(cited, round(float(self._scored.wholes[place]), 6), tuple(why))
