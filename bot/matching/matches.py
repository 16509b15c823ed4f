"""The facts found for a question, as an answer takes them: few are looked at, so few are made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from bot.domain import Match, Matches, Reason
from bot.domain.assessment import SourceSummary, newest_first
from bot.domain.grading import Credibility
from bot.matching.confidence import Evidence, chance_of
from bot.matching.factset import FactSet
from bot.matching.ordering import Keys, Places, first_places
from bot.matching.ranking import Ranking, Scored, Weighed
from bot.matching.reasons import Reasons
from bot.matching.terms import ALWAYS, Trait
from bot.matching.view import View
from bot.matching.ways import NO_WAY

# Of the best fact's share, what is left at least of another's that was found to the letter.
_AS_ASKED = 0.8
# So many are put in order when the first is looked at.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Grounds:
    """What matches are made of: the question as it was weighed, and what puts what was found into words."""

    view: View
    weighed: Sequence[Weighed]
    ranking: Ranking
    reasons: Reasons
    evidence: Evidence | None = None
    """What speaks for the best fact."""
    best: float = 0.0
    """The best fact's share, if the facts were found to the letter: by every part, or side by side."""

    def chance(self, share: float) -> float:
        """Return the chance that a fact which accounts for this share of the question answers it."""
        if self.evidence is None:
            return share
        if self.best:
            # Each was found by all that it was asked for; how directly it says it, is a matter of order.
            share = self.best * (_AS_ASKED + (1 - _AS_ASKED) * share / self.best)
            # The evidence counts what the best fact leaves to others beside it as no loss.
            share *= self.evidence.share / self.best
        return chance_of(share, self.evidence)


class RankedMatches(Matches):
    """Facts with their scores, put in order as far as somebody looks."""

    def __init__(self, grounds: Grounds, scored: Scored, order: Places | None = None) -> None:
        """Take facts with their scores; `order`, if it is known, are their places, best first."""
        self._grounds = grounds
        self._scored = scored
        self._ordered: Places = np.empty(0, np.int64) if order is None else order
        self._is_ordered = order is not None

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
        return f"RankedMatches({list(self)!r})"

    @property
    def complete(self) -> int:
        """How many of them explain every part of the question; they come first."""
        return int((self._scored.shares > 0).all(axis=0).sum())

    def begun_by(self, day: date) -> "RankedMatches":
        """Return those that can have held by the end of a day."""
        began = self._grounds.view.column("began")[self._scored.facts.numbers]
        return self._only(began <= day.toordinal())

    def by_date(self) -> "RankedMatches":
        """Return them by the day on which what they are about began; without a beginning, by its end."""
        view, numbers = self._grounds.view, self._scored.facts.numbers
        first, last = (view.column(name)[numbers] for name in ("first", "last"))
        days = np.where(first > ALWAYS, first, last)
        order = np.lexsort((view.places_by_id(numbers), days))
        return RankedMatches(self._grounds, self._scored, order)

    def within(self, facts: FactSet) -> "RankedMatches":
        """Return those that are among some facts."""
        return self._only(facts.holds(self._scored.facts.numbers))

    def summary(self) -> SourceSummary:
        """Sum up what all of them rest on."""
        view, facts = self._grounds.view, self._scored.facts
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

    def none(self) -> "RankedMatches":
        """Return none of them."""
        return self._only(np.zeros(len(self), np.bool_))

    def sure(self, evidence: Evidence | None) -> "RankedMatches":
        """Return the same, as likely to be right as the evidence for the best of them says."""
        best = float(self._scored.wholes[self.best]) if evidence else 0.0
        surer = RankedMatches(replace(self._grounds, evidence=evidence, best=best), self._scored)
        surer._ordered, surer._keys = self._ordered, self._keys
        return surer

    def as_full(self) -> "RankedMatches":
        """Return those that account for every part that the best does."""
        held = self._scored.shares > 0
        mask: NDArray[np.bool_] = np.all(held | ~held[:, [self.best]], axis=0)
        return self._only(mask)

    def likely(self, least: float) -> "RankedMatches":
        """Return those that are at least so likely to answer the question."""
        chances = np.fromiter(map(self._grounds.chance, self._scored.wholes.tolist()), np.float64, len(self))
        return self._only(chances >= least)

    def _grades(self, grades: NDArray[np.int32]) -> tuple[Credibility, ...]:
        """Return each grade that a fact has once, in the order of the facts."""
        held = np.unique(grades).tolist()
        if self._is_ordered:
            return tuple(dict.fromkeys(grades[self._ordered].tolist()))
        if len(held) > 1:
            held.sort(key=lambda grade: self._only(grades == grade).best_key())
        return tuple(held)

    def best_key(self) -> tuple[int, ...]:
        """Return what the best of them is ordered by."""
        best = np.array([self.best])
        return tuple(int(key(best)[0]) for key in self._keys)

    @property
    def best(self) -> int:
        """The place of the best among the facts."""
        return self._place(0)

    def _only(self, mask: NDArray[np.bool_]) -> "RankedMatches":
        scored = self._scored
        kept = scored.only(mask)
        if not self._is_ordered:
            return RankedMatches(self._grounds, kept)
        places = np.cumsum(mask) - 1
        return RankedMatches(self._grounds, kept, places[self._ordered[mask[self._ordered]]])

    @cached_property
    def _keys(self) -> Keys:
        return self._grounds.ranking.keys(self._scored, [each.part for each in self._grounds.weighed])

    def _place(self, rank: int) -> int:
        if rank >= len(self._ordered):
            self._ordered = first_places(self._keys, len(self), max(_AT_ONCE, 2 * rank))
        return int(self._ordered[rank])

    def _match(self, rank: int) -> Match:
        place = self._place(rank)
        view, weighed = self._grounds.view, self._grounds.weighed
        number = int(self._scored.facts.numbers[place])
        cited = view.base.facts[view.index.id_of(number)]
        whole = sum(each.weight for each in weighed) or 1.0
        why = []
        for part, each in enumerate(weighed):
            best = int(self._scored.best[part, place])
            if best != NO_WAY:
                way, reading = each.ways[best], each.part.reading
                matched = way.matched or self._grounds.reasons.matched(each.part, cited, way)
                share = each.weight * float(self._scored.shares[part, place]) / whole
                why.append(Reason(reading.typed, way.how, matched, share))
        confidence = self._grounds.chance(float(self._scored.wholes[place]))
        return Match(cited, round(confidence, 6), tuple(why))
