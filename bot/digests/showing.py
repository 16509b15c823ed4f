"""The facts that one digest shows, each with one number through all its sections."""

from collections.abc import Iterable

from bot.domain import FactBase, Match
from bot.domain.answers import ShownFact
from bot.domain.assessment import SourceSummary, summarize_sources
from bot.domain.digests import Contradiction
from bot.domain.facts import Fact
from bot.matching import FactShower, Matcher


class Showing:
    """Shows facts of one state; for one digest."""

    def __init__(self, base: FactBase, matcher: Matcher) -> None:
        self.base = base
        self.matcher = matcher
        self._shower = FactShower(base, matcher.relations)
        self._shown: dict[str, ShownFact] = {}

    def show(self, fact_id: str) -> ShownFact:
        """Show a fact that stands; one that is shown again keeps its number."""
        if fact_id not in self._shown:
            match = Match(self.base.facts[fact_id], 1.0, ())
            self._shown[fact_id] = self._shower.show(match, len(self._shown) + 1)
        return self._shown[fact_id]

    def stands(self, fact_id: str) -> bool:
        """Tell whether a fact is active."""
        return fact_id in self.base.facts

    def in_place_of(self, successors: Iterable[str]) -> tuple[str, ...]:
        """Return what stands in a fact's place: its successors, or theirs."""
        found: dict[str, bool] = {}
        queue = [each for each in successors if self.stands(each)]
        for each in queue:
            standing = self.base.standings.get(each)
            further = [next_ for next_ in (standing.superseded_by if standing else ()) if self.stands(next_)]
            found[each] = not further
            queue.extend(next_ for next_ in further if next_ not in found)
        return tuple(each for each, is_last in found.items() if is_last)

    def contradictions(self, fact_ids: Iterable[str]) -> tuple[Contradiction, ...]:
        """Show each pair that contradicts each other, with one of these facts in it, once.

        What another fact takes the place of contradicts nobody.
        """
        pairs = sorted(sorted(pair) for pair in self.matcher.relations.contradicting(fact_ids))
        return tuple(
            Contradiction(self._what_both_share(one, other), (self.show(one), self.show(other)))
            for one, *others in pairs
            for other in others
            if self._holds(one) and self._holds(other)
        )

    def sources(self) -> SourceSummary | None:
        """Sum up what the facts rest on that are shown so far; None where there are none."""
        if not self._shown:
            return None
        pairs = self.matcher.relations.contradicting(self._shown)
        standings = (each.standing for each in self._shown.values())
        return summarize_sources(
            [each.cited for each in self._shown.values()],
            [pair for pair in pairs if all(map(self.stands, pair))],
            [standing for standing in standings if standing],
        )

    def _holds(self, fact_id: str) -> bool:
        return self.stands(fact_id) and not self.matcher.is_superseded(fact_id)

    def _what_both_share(self, one: str, other: str) -> str:
        """Name the topic that both facts are about, else the entity; empty where they share none."""
        first, second = self.base.facts[one].fact, self.base.facts[other].fact
        for topic in first.topics:
            if topic in second.topics and topic in self.base.topics:
                return self.base.topics[topic].name
        for tag in _places_first(first):
            if tag in second.entity_ids and tag in self.base.entities:
                return self.base.entities[tag].name
        return ""


def _places_first(fact: Fact) -> tuple[str, ...]:
    return (*fact.places, *fact.subjects, *fact.objects)
