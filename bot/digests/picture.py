"""The picture that a summary gives: the best facts by topic, and what the facts say of amounts. Pure."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from bot.digests.following import Following
from bot.digests.showing import Showing
from bot.domain import CitedFact, FactBase
from bot.domain.charts import Chart, Measure, amount_charts, facts_a_week
from bot.domain.digests import AmountPicture, Picture, TopicPicture
from bot.domain.facts import Quantity, source_of
from bot.matching import Matcher

BUSIEST = 5
"""Topics shown where a channel follows more than topics: what fits one message."""
BEST = 3
"""Facts a topic."""
MOST_AMOUNTS = 5
CONSIDERED = 300
"""The newest facts, which are looked at: reading all of a large base would keep others waiting."""
_VAGUE = (None, None, None)


class Painter:
    """Draws one digest's picture from the facts that it is about."""

    def __init__(self, showing: Showing, following: Following, fact_ids: AbstractSet[str]) -> None:
        self._showing = showing
        self._following = following
        self._fact_ids = fact_ids
        self._published = published_on(showing.matcher)

    def picture(self, told: AbstractSet[str], today: date) -> Picture:
        """Show the best facts by topic, without those that are told already, and the amounts."""
        left = set(told)
        topics = []
        for name, found in self._topics():
            shown = tuple(map(self._showing.show, self._best(found - left, today)))
            left.update(each.cited.fact.id for each in shown)
            topics.append(TopicPicture(name, shown, len(found)))
        amounts = joined_amounts(self._current())
        return Picture(
            topics=tuple(topics),
            amounts=tuple(
                AmountPicture(
                    measure.unit,
                    measure.scope,
                    *_range(stated.values()),
                    tuple(map(self._showing.show, stated)),
                )
                for measure, stated in amounts[:MOST_AMOUNTS]
            ),
        )

    def amount_charts(self) -> tuple[Chart, ...]:
        """Draw the amounts that have a course."""
        return amount_charts(self._current())

    def _topics(self) -> list[tuple[str, AbstractSet[str]]]:
        """Return the topics to be shown by name, each with its facts: those asked for, then the busiest."""
        known = self._showing.base.topics
        asked = [each for each in self._following.about if each in known]
        found = {each: self._showing.matcher.on_topic(each) & self._fact_ids for each in known}
        if asked and len(asked) == len(self._following.about):
            shown = asked
        else:
            busiest = sorted(
                (each for each in known if found[each]), key=lambda each: (-len(found[each]), each)
            )
            shown = list(dict.fromkeys((*asked, *busiest)))[: max(BUSIEST, len(asked))]
        if not shown and self._fact_ids:
            return [(self._following.title(known), self._fact_ids)]
        return [(known[each].name, found[each]) for each in shown]

    def _best(self, fact_ids: AbstractSet[str], today: date) -> Sequence[str]:
        """Choose what is verified first, then what is newest; nothing that is disputed or superseded."""
        newest = [each for each in self._newest(fact_ids) if not self._is_doubtful(each)]
        return sorted(newest, key=lambda each: not self._is_verified(each, today))[:BEST]

    def _newest(self, fact_ids: AbstractSet[str]) -> list[str]:
        return heapq.nsmallest(
            CONSIDERED, fact_ids, key=lambda each: (-self._published[source_of(each)].toordinal(), each)
        )

    def _current(self) -> list[CitedFact]:
        base = self._showing.base
        return [base.facts[each] for each in self._newest(self._fact_ids) if not self._is_doubtful(each)]

    def _is_doubtful(self, fact_id: str) -> bool:
        standing = self._showing.base.standings.get(fact_id)
        is_disputed = standing is not None and bool(standing.disputes)
        return is_disputed or self._showing.matcher.is_superseded(fact_id)

    def _is_verified(self, fact_id: str, today: date) -> bool:
        standing = self._showing.base.standings.get(fact_id)
        return standing is not None and standing.verification is not None and not standing.is_stale(today)


def joined_amounts(facts: Iterable[CitedFact]) -> list[tuple[Measure, dict[str, list[Quantity]]]]:
    """Return what facts say of the same amount, by fact; what most facts speak of comes first.

    Amounts are the same if unit, what they cover and what their facts are about are. One that does not say
    what it covers, or that is denied, is left out: it would be taken for another.
    """
    found: defaultdict[Measure, dict[str, list[Quantity]]] = defaultdict(dict)
    for cited in facts:
        fact = cited.fact
        for quantity in fact.quantities:
            if quantity.scope and fact.stance != "denied":
                measure = Measure(quantity.unit, quantity.scope, frozenset(fact.entity_ids))
                found[measure].setdefault(fact.id, []).append(quantity)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0].scope, item[0].unit))


def arrivals_chart(
    added: Iterable[tuple[date, str]], following: Following, base: FactBase, until: date
) -> Chart | None:
    """Draw how many facts came a week by topic, or by place for who follows topics alone."""
    is_on_topics = bool(following.about) and all(each in base.topics for each in following.about)
    came = [(day, _label(base, base.facts[fact_id], is_by_place=is_on_topics)) for day, fact_id in added]
    return facts_a_week(came, until=until)


def published_on(matcher: Matcher) -> dict[str, date]:
    """Return when each source was published."""
    return {source.id: source.published for source, _ in matcher.sources}


def _label(base: FactBase, cited: CitedFact, *, is_by_place: bool) -> str:
    topics = [base.topics[each].name for each in cited.fact.topics if each in base.topics]
    places = [base.entities[each].name for each in cited.fact.places if each in base.entities]
    first, second = (places, topics) if is_by_place else (topics, places)
    return next(iter((*first, *second)), "no topic")


def _range(stated: Iterable[Iterable[Quantity]]) -> tuple[float | None, float | None]:
    """Return the lowest and the highest that is stated; None at an end that one of them leaves open."""
    bounds = [(each.low, each.best, each.high) for every in stated for each in every]
    bounded = [each for each in bounds if each != _VAGUE]
    lows = [best if low is None else low for low, best, _ in bounded]
    highs = [best if high is None else high for _, best, high in bounded]
    return _furthest(min, lows), _furthest(max, highs)


def _furthest(choose: Callable[[list[float]], float], ends: Sequence[float | None]) -> float | None:
    stated = [end for end in ends if end is not None]
    return choose(stated) if stated and len(stated) == len(ends) else None
