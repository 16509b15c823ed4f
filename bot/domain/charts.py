"""Small charts of the facts, made only where they say more than words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import Literal, TypeAlias

from bot.domain.assessment import day_in_words, edtf_in_words
from bot.domain.edtf import parse_edtf
from bot.domain.facts import CitedFact, Quantity

ChartKind: TypeAlias = Literal["bars", "lines"]

TITLE_LIMIT, NAME_LIMIT, LABELS_LIMIT = 50, 20, 20
"""Characters of a title, characters of a name or a label, labels: what Slack's own chart holds."""
NAMES_SHOWN = 6
"""More would not be told apart; nor did Slack take more at first."""
WEEKS = 12
"""Shown where nothing else is asked for."""
LEAST_WEEKS, LEAST_FACTS = 2, 6
"""One week has no course, and five facts are counted faster than a chart is read."""
LEAST_DATES = 2
"""From here on there is a course."""
DAYS_A_WEEK = 7
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that belong together, one for each label of their chart."""

    name: str
    """At most 20 characters, and no other's of the chart."""
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows, however it is drawn."""

    kind: ChartKind
    title: str
    """At most 50 characters."""
    labels: tuple[str, ...]
    """At most 20 from left to right, all different, of at most 20 characters."""
    series: tuple[Series, ...]
    """At most 6 of bars, and 3 lines."""
    over: str
    """What the labels are; at most 50 characters."""
    unit: str = ""
    """Of the values, unless the title says it; at most 50 characters."""

    @property
    def alt(self) -> str:
        """The gist in plain sentences, for who cannot see it; short, however many labels there are."""
        unit = f" ({self.unit})" if self.unit else ""
        return f"{self.title}{unit}: {self.over}. {'; '.join(map(self._gist, self.series))}."

    def _gist(self, series: Series) -> str:
        values, low, high = series.values, min(series.values), max(series.values)
        if self.kind == "bars":
            busiest = self.labels[values.index(high)]
            return f"{series.name}: {_number(sum(values))}, most {_number(high)} ({busiest})"
        first, last = (f"{_number(values[at])} ({self.labels[at]})" for at in (0, -1))
        is_beyond = low < min(values[0], values[-1]) or high > max(values[0], values[-1])
        between = f", between {_number(low)} and {_number(high)}" if is_beyond else ""
        return f"{series.name}: {first} to {last}{between}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What amounts have in common that may stand on one line."""

    unit: str
    scope: str
    """What they cover, in the same words."""
    about: frozenset[str]
    """The ids of all entities that their facts are tagged with."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with both bounds, and from when it is."""

    measure: Measure
    on: date
    """The first day that its date may mean."""
    when: str
    """Its date in words, as precise as the text."""
    low: float
    high: float
    best: float | None = None


def facts_a_week(
    arrivals: Sequence[tuple[date, str]], *, until: date, weeks: int = WEEKS, at_most: int = NAMES_SHOWN
) -> Chart | None:
    """Count facts by name over the last weeks, each of seven days, the last one ending on `until`.

    An arrival is one fact: the day on which it came into the ledger, and the name of its topic or place.
    Names are at most `at_most` (2–6), the busiest first; the rest is counted as one. Weeks are at most 20.
    None where too little came for a chart to say more than words.
    """
    begin = until - timedelta(days=weeks * DAYS_A_WEEK - 1)
    came = [(day, name) for day, name in arrivals if begin <= day <= until]
    if len(came) < LEAST_FACTS or len({_week(day, begin) for day, _ in came}) < LEAST_WEEKS:
        return None
    totals = Counter(name for _, name in came)
    busiest = sorted(totals, key=lambda name: (-totals[name], name))
    shown = busiest if len(busiest) <= at_most else busiest[: at_most - 1]
    counts = Counter((name if name in shown else None, _week(day, begin)) for day, name in came)
    rows = [*shown, *([] if len(shown) == len(busiest) else [None])]
    names = _distinct([_OTHER if name is None else name for name in rows])
    days = [begin + timedelta(days=week * DAYS_A_WEEK) for week in range(weeks)]
    return Chart(
        kind="bars",
        title="New facts a week",
        labels=tuple(day_in_words(day).rpartition(" ")[0] for day in days),
        series=tuple(
            Series(short, tuple(counts[name, week] for week in range(weeks)))
            for short, name in zip(names, rows, strict=True)
        ),
        over=f"weeks by first day, {day_in_words(begin)} to {day_in_words(until)}",
    )


def amounts_of(facts: Iterable[CitedFact]) -> dict[Measure, list[Amount]]:
    """Sort amounts by what they measure; what cannot surely be put on a line is left out.

    That is, beside what `measured` leaves out: a vague amount, or one with an open end (`over ten`); one
    of a stretch of time, or of an event, since the next event's continues nothing. An amount without a
    date of its own is as old as its document.
    """
    sorted_out: defaultdict[Measure, list[Amount]] = defaultdict(list)
    for measure, cited, quantity in measured(facts):
        dated, bounds = _dated(cited), _bounds(quantity)
        if dated and bounds:
            sorted_out[measure].append(Amount(measure, *dated, *bounds, quantity.best))
    return dict(sorted_out)


def measured(facts: Iterable[CitedFact]) -> Iterator[tuple[Measure, CitedFact, Quantity]]:
    """Yield each amount with what it measures.

    One that does not say what it covers, or that is denied or retracted, is left out: it would be taken
    for another.
    """
    for cited in facts:
        fact = cited.fact
        if fact.stance != "denied" and fact.status == "active":
            for quantity in fact.quantities:
                if quantity.scope:
                    measure = Measure(quantity.unit, quantity.scope, frozenset(fact.entity_ids))
                    yield measure, cited, quantity


def amounts_over_time(amounts: Sequence[Amount]) -> Chart | None:
    """Draw the lowest and the highest that is stated for each date, of amounts of one measure.

    The best estimate stands between them where there is one for each date; bounds that never differ are
    one line. The newest 20 dates are shown. None for fewer than two.
    """
    dates: defaultdict[tuple[date, str], list[Amount]] = defaultdict(list)
    for amount in amounts:
        dates[amount.on, amount.when].append(amount)
    newest = sorted(dates)[-LABELS_LIMIT:]
    if len({on for on, _ in newest}) < LEAST_DATES:
        return None
    measure = amounts[0].measure
    return Chart(
        kind="lines",
        title=_cut(measure.scope, TITLE_LIMIT),
        labels=tuple(when for _, when in newest),
        series=_lines([dates[each] for each in newest]),
        over="dates of amounts or documents, not to scale",
        unit=measure.unit,
    )


def amount_charts(facts: Iterable[CitedFact]) -> tuple[Chart, ...]:
    """Draw every amount that is worth a chart, those with the most dates first."""
    drawn = [chart for amounts in amounts_of(facts).values() if (chart := amounts_over_time(amounts))]
    return tuple(sorted(drawn, key=lambda chart: (-len(chart.labels), chart.title, chart.unit)))


def _week(day: date, begin: date) -> int:
    return (day - begin).days // DAYS_A_WEEK


def _lines(dates: Sequence[Sequence[Amount]]) -> tuple[Series, ...]:
    lowest = tuple(min(each.low for each in amounts) for amounts in dates)
    highest = tuple(max(each.high for each in amounts) for amounts in dates)
    if lowest == highest:
        return (Series("stated", lowest),)
    bests = [{each.best for each in amounts} for amounts in dates]
    best = tuple(only for each in bests if len(each) == 1 for only in each if only is not None)
    lines = [Series("lowest stated", lowest), Series("highest stated", highest)]
    if len(best) == len(dates):
        lines.insert(1, Series("best estimate", best))
    return tuple(lines)


def _bounds(quantity: Quantity) -> tuple[float, float] | None:
    if quantity.low is None or quantity.high is None:
        return None
    return (quantity.low, quantity.high) if isfinite(quantity.low) and isfinite(quantity.high) else None


def _dated(cited: CitedFact) -> tuple[date, str] | None:
    """Say from when a fact's amounts are, to order them by and in words."""
    when = cited.fact.when
    if when.as_of is None and when.event is not None:
        return None
    text = when.as_of or cited.source.published.isoformat()
    first_on, words = parse_edtf(text).earliest_on, edtf_in_words(text)
    if first_on is None or "/" in text or len(words) > NAME_LIMIT:
        return None
    return first_on, words


def _distinct(names: Iterable[str]) -> list[str]:
    """Shorten names so far that each still differs from those before it."""
    made: list[str] = []
    for name in names:
        short, number = _cut(name, NAME_LIMIT), 1
        while short in made:
            number += 1
            short = f"{_cut(name, NAME_LIMIT - len(f' {number}'))} {number}"
        made.append(short)
    return made


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _number(value: float) -> str:
    # Fifteen digits are what a float holds of any number that a source writes.
    return f"{value:,.15g}"
