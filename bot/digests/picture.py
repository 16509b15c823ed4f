"""The picture that a summary gives: the best facts by topic, and what the newest say of amounts. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.digests.overview import Overview
from bot.digests.showing import Showing
from bot.domain import CitedFact
from bot.domain.charts import Chart, Measure, amount_charts, measured
from bot.domain.digests import AmountPicture, TopicPicture
from bot.domain.facts import Quantity

BEST = 3
"""Facts a topic."""
MOST_AMOUNTS = 5
_VAGUE = (None, None, None)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What the newest facts say of amounts."""

    joined: tuple[AmountPicture, ...]
    charts: tuple[Chart, ...]
    """Of those that have a course."""


def topics_of(overview: Overview, showing: Showing, told: AbstractSet[str]) -> tuple[TopicPicture, ...]:
    """Show the best facts by topic, without those that are told already; none is shown twice."""
    left_out = set(told)
    topics = []
    for topic in overview.topics:
        best = [each for each in topic.best_first if each not in left_out][:BEST]
        left_out.update(best)
        topics.append(TopicPicture(topic.name, tuple(map(showing.show, best)), topic.total))
    return tuple(topics)


def amounts_of(overview: Overview, showing: Showing) -> Amounts:
    """Say what the newest facts say of amounts; what most of them speak of comes first."""
    newest = [showing.base.facts[each] for each in overview.newest]
    joined = (
        AmountPicture(measure.unit, measure.scope, *_range(stated.values()), tuple(map(showing.show, stated)))
        for measure, stated in joined_amounts(newest)[:MOST_AMOUNTS]
    )
    return Amounts(tuple(joined), amount_charts(newest))


def joined_amounts(facts: Iterable[CitedFact]) -> list[tuple[Measure, dict[str, list[Quantity]]]]:
    """Return what facts say of the same amount, by fact; what most facts speak of comes first.

    Amounts are the same if unit, what they cover and what their facts are about are.
    """
    found: defaultdict[Measure, dict[str, list[Quantity]]] = defaultdict(dict)
    for measure, cited, quantity in measured(facts):
        found[measure].setdefault(cited.fact.id, []).append(quantity)
    # What states no number must not stand behind the range that others state.
    amounts = {measure: _bounded(stated) or stated for measure, stated in found.items()}
    return sorted(amounts.items(), key=lambda item: (-len(item[1]), item[0].scope, item[0].unit))


def _range(stated: Iterable[Iterable[Quantity]]) -> tuple[float | None, float | None]:
    """Return the lowest and the highest that is stated; None at an end that one of them leaves open."""
    bounds = [(each.low, each.best, each.high) for every in stated for each in every]
    bounded = [each for each in bounds if each != _VAGUE]
    lows = [best if low is None else low for low, best, _ in bounded]
    highs = [best if high is None else high for _, best, high in bounded]
    return _furthest(min, lows), _furthest(max, highs)


def _bounded(stated: dict[str, list[Quantity]]) -> dict[str, list[Quantity]]:
    """Keep the facts that state a number."""
    return {
        fact_id: every
        for fact_id, every in stated.items()
        if any((each.low, each.best, each.high) != _VAGUE for each in every)
    }


def _furthest(choose: Callable[[list[float]], float], ends: Sequence[float | None]) -> float | None:
    stated = [end for end in ends if end is not None]
    return choose(stated) if stated and len(stated) == len(ends) else None
