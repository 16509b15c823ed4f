"""The facts that digests show, as one state has them."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain import FactBase, Match
from bot.domain.answers import ShownFact
from bot.domain.assessment import SourceSummary, summarize_sources
from bot.domain.digests import Contradiction
from bot.domain.facts import Fact
from bot.matching import FactShower, Matcher


@dataclass(frozen=True, slots=True)
class State:
    """What a bot answers from at one moment.

    The matcher changes in place: nothing may be awaited between taking it and having used it.
    """

    base: FactBase
    matcher: Matcher


class Showing:
    """Shows facts of one state; what several digests show is made once.

    They have no numbers yet: these follow the order in which a digest is drawn.
    """

    def __init__(self, state: State) -> None:
        self.base = state.base
        self.matcher = state.matcher
        self._shower = FactShower(state.base, state.matcher.relations)
        self._shown: dict[str, ShownFact] = {}

    def show(self, fact_id: str) -> ShownFact:
        """Show a fact that stands."""
        if fact_id not in self._shown:
            self._shown[fact_id] = self._shower.show(Match(self.base.facts[fact_id], 1.0, ()), 0)
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
            self.contradiction(one, other)
            for one, *others in pairs
            for other in others
            if self._holds(one) and self._holds(other)
        )

    def contradiction(self, one: str, other: str) -> Contradiction:
        """Show two facts that contradict each other."""
        return Contradiction(self._what_both_share(one, other), (self.show(one), self.show(other)))

    def sources(self, shown: Iterable[ShownFact]) -> SourceSummary | None:
        """Sum up what facts rest on, each counted once; None where there are none."""
        facts = {each.cited.fact.id: each for each in shown}
        if not facts:
            return None
        pairs = self.matcher.relations.contradicting(facts)
        return summarize_sources(
            [each.cited for each in facts.values()],
            [pair for pair in pairs if all(map(self.stands, pair))],
            [each.standing for each in facts.values() if each.standing],
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
