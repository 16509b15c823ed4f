"""Terms: what an index needs of a fact, as one compact text that a database keeps beside it."""

import calendar
import json
from collections.abc import Sequence
from datetime import date
from enum import IntFlag
from itertools import chain
from typing import NamedTuple

from bot.domain import CitedFact, Fact, Quantity, parse_edtf
from bot.matching.numbers import Number
from bot.matching.runs import forms_in, forms_of, numbers_of, runs_of

TERMS_VERSION = 3
"""Terms of another version are not read: whatever changes how a text is folded, split or stemmed, or what
an index needs, raises it."""
_MONTHS = tuple(map(" ".join, zip(calendar.month_name, calendar.month_abbr, strict=True)))
_read = json.JSONDecoder().raw_decode


class Terms(NamedTuple):
    """A fact's terms; words are `runs` forms one space apart, each field's without the earlier ones'."""

    quote: str
    claim: str
    speaker: str
    """The document's own words for the speaker; who the chain names is looked up."""
    date: str
    """The months of its dates."""
    tags: str
    subjects: int
    """So many of the tags, from the first, are its subjects."""
    chain: list[str]
    topics: str
    numbers: list[float]
    """Of its claim and its amounts."""
    quoted: list[float]
    """Of its quotes, if they are not among those."""
    ranges: list[tuple[float, float]]
    """Lowest and highest."""
    years: list[int]
    """Of its own dates; none: the publication's counts."""
    newest: int
    """The last of its own days as an ordinal (`date.toordinal`); 0 without one: the publication's counts."""
    began: int
    """From which day on it held, as an ordinal: ALWAYS without a beginning, 0 if the publication's counts."""
    first: int
    """The first day of what the fact is about (`When.dated`), as an ordinal: ALWAYS without a beginning, 0 if
    the publication counts."""
    last: int
    """Its last day; 0 if the publication counts, as it does without an end: nobody said more by then."""
    credibility: int
    traits: int
    """Bits of `Trait`."""
    relations: list[tuple[str, str]]
    """What it says of other facts: `contradicts`, `corroborates`, `qualifies` or `supersedes`, and the id."""


class Trait(IntFlag):
    """What a fact has to answer with, or how it is said."""

    AMOUNT = 1
    PLACE = 2
    DATE = 4
    MONEY = 8
    PRESUPPOSED = 16
    PERSON = 32
    """Of it, or behind it; told by the kinds of entities, so set by the index."""
    VERIFIED = 64
    DISPUTED = 128
    COUNTED = 256
    """It states a number that is no year."""
    OWN_VOICE = 512


ALWAYS = 1


def terms_of(fact: Fact) -> str:
    """Turn a fact into its terms of TERMS_VERSION: the same text for the same fact."""
    return json.dumps(read_fact(fact), ensure_ascii=False, separators=(",", ":"))


def read_terms(text: str) -> Terms:
    """Read what `terms_of` wrote."""
    return Terms._make(_read(text)[0])


def read_fact(fact: Fact) -> Terms:
    """Work out a fact's terms."""
    claim, quotes = runs_of(fact.claim), [runs_of(each.exact) for each in fact.quotes]
    translations = [runs_of(each.translation) for each in fact.quotes if each.translation]
    quoted = forms_of(chain.from_iterable((*quotes, *translations)))
    numbers, carried = numbers_of(claim), [number for quote in quotes for number in numbers_of(quote)]
    values = [*(each.value for each in numbers), *(n for each in fact.quantities for n in bounds(each))]
    days, about = own_days(fact), _about(fact)
    return Terms(
        quote=" ".join(quoted),
        claim=" ".join([form for form in forms_of(claim) if form not in quoted]),
        speaker=" ".join(forms_in(fact.attribution.words)),
        date=" ".join([form for text in fact.when.stated for form in forms_in(_months(text))]),
        tags=" ".join(fact.entity_ids),
        subjects=len(set(fact.subjects)),
        chain=list(fact.attribution.chain),
        topics=" ".join(fact.topics),
        numbers=values,
        quoted=[each.value for each in carried if each.value not in values],
        ranges=[(q.low, q.high) for q in fact.quantities if q.low is not None and q.high is not None],
        years=[day.year for day in days],
        newest=max((day.toordinal() for day in days), default=0),
        began=_began(fact),
        first=about[0],
        last=about[1],
        credibility=fact.credibility,
        traits=_traits(fact, [*numbers, *carried]),
        relations=_relations(fact),
    )


def bounds(quantity: Quantity) -> tuple[float, ...]:
    """Return the numbers that a quantity states."""
    return tuple(value for value in (quantity.low, quantity.best, quantity.high) if value is not None)


def own_days(fact: Fact) -> tuple[date, ...]:
    """Return the ends of a fact's own dates, if it has any."""
    return tuple(day for each in fact.when.ranges for day in (each.earliest_on, each.latest_on) if day)


def _began(fact: Fact) -> int:
    """Return the first of the days on which it may have begun to hold."""
    own = [parse_edtf(text).earliest_on for text in (fact.when.event, fact.when.as_of) if text]
    return min((day.toordinal() if day else ALWAYS for day in own), default=0)


def _about(fact: Fact) -> tuple[int, int]:
    """Return the first and the last of the days that a fact is about."""
    dated = fact.when.dated
    if dated is None:
        return 0, 0
    period = parse_edtf(dated)
    first, last = period.earliest_on, period.latest_on
    return first.toordinal() if first else ALWAYS, last.toordinal() if last else 0


def _traits(fact: Fact, numbers: Sequence[Number]) -> int:
    # Units of money are codes of ISO 4217; things counted are written small.
    is_money = any(each.is_money for each in numbers) or any(q.unit.isupper() for q in fact.quantities)
    # A flag times a truth is a plain number; as flags they would be joined at ten times the cost.
    return (
        Trait.AMOUNT * any(map(bounds, fact.quantities))
        + Trait.PLACE * bool(fact.places)
        + Trait.DATE * bool(fact.when.event or fact.when.as_of)
        + Trait.MONEY * is_money
        + Trait.PRESUPPOSED * (fact.attribution.how == "presupposed")
        + Trait.OWN_VOICE * (fact.attribution.how == "own-voice")
    )


def days_of(cited: CitedFact) -> tuple[date, ...]:
    """Return the ends of a fact's own dates, or the day of publication if it has none."""
    return own_days(cited.fact) or (cited.source.published,)


def _months(edtf: str) -> str:
    """Name the months that a date gives: `2023-11/..` is November, or Nov."""
    points = (point.split("-") for point in edtf.split("/"))
    return " ".join(_MONTHS[int(point[1][:2])] for point in points if len(point) > 1)


def _relations(fact: Fact) -> list[tuple[str, str]]:
    stated = {
        "contradicts": fact.contradicts,
        "corroborates": fact.corroborates,
        "qualifies": fact.qualifies,
        "supersedes": fact.supersedes,
    }
    return [(how, other) for how, others in stated.items() for other in others]
