"""Terms: what an index needs of a fact, as one compact text that a database keeps beside it."""

import calendar
import json
from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntFlag
from functools import lru_cache
from typing import NamedTuple

from bot.domain import CitedFact, Fact, Quantity, parse_edtf
from bot.matching.numbers import numbers_in
from bot.matching.text import Token, stem, tokens

TERMS_VERSION = 2
"""Terms of another version are not read: whatever changes how a text is folded, split or stemmed, or what
an index needs, raises it."""
_MONTHS = tuple(map(" ".join, zip(calendar.month_name, calendar.month_abbr, strict=True)))
_STEM_SIGN = ":"
# Larger than the vocabulary of a hundred thousand facts, and bounded.
_FORMS_REMEMBERED = 2**18
_read = json.JSONDecoder().raw_decode


class Terms(NamedTuple):
    """A fact's terms; words are forms (`form_of`) one space apart, each field's without the earlier ones'."""

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


ALWAYS = 1


def terms_of(fact: Fact) -> str:
    """Turn a fact into its terms of TERMS_VERSION: the same text for the same fact."""
    quotes = [tokens(quote.exact) for quote in fact.quotes]
    claim = tokens(fact.claim)
    quoted = dict.fromkeys(_forms(*quotes, *(tokens(quote.translation) for quote in fact.quotes)))
    claimed, carried = list(numbers_in(claim)), [each for text in quotes for each in numbers_in(text)]
    numbers = [*(each.value for each in claimed), *(n for each in fact.quantities for n in bounds(each))]
    # Units of money are codes of ISO 4217; things counted are written small.
    is_money = any(each.is_money for each in (*claimed, *carried)) or any(
        quantity.unit.isupper() for quantity in fact.quantities
    )
    terms = Terms(
        quote=" ".join(quoted),
        claim=" ".join(dict.fromkeys(form for form in _forms(claim) if form not in quoted)),
        speaker=" ".join(forms_in(fact.attribution.words)),
        date=" ".join(form for text in fact.when.stated for form in forms_in(_months(text))),
        tags=" ".join(fact.entity_ids),
        subjects=len(set(fact.subjects)),
        chain=list(fact.attribution.chain),
        topics=" ".join(fact.topics),
        numbers=numbers,
        quoted=[each.value for each in carried if each.value not in numbers],
        ranges=[(q.low, q.high) for q in fact.quantities if q.low is not None and q.high is not None],
        years=[day.year for day in own_days(fact)],
        newest=max((day.toordinal() for day in own_days(fact)), default=0),
        began=_began(fact),
        credibility=fact.credibility,
        traits=_traits(fact) | (Trait.MONEY if is_money else 0),
        relations=list(_relations(fact)),
    )
    return json.dumps(terms, ensure_ascii=False, separators=(",", ":"))


def read_terms(text: str) -> Terms:
    """Read what `terms_of` wrote."""
    return Terms._make(_read(text)[0])


@lru_cache(maxsize=_FORMS_REMEMBERED)
def form_of(key: str) -> str:
    """Return a folded word with its stem behind a colon, if that is another: `attacks:attack`."""
    stemmed = stem(key)
    return key if stemmed == key else f"{key}{_STEM_SIGN}{stemmed}"


def read_form(form: str) -> tuple[str, str]:
    """Return the folded word and its stem that `form_of` joined."""
    key, _, stemmed = form.partition(_STEM_SIGN)
    return key, stemmed or key


def forms_in(text: str) -> Iterator[str]:
    """Yield the forms of a text's words, and of those tied by a hyphen also as one."""
    return _forms(tokens(text))


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


def _traits(fact: Fact) -> int:
    is_dated = fact.when.event or fact.when.as_of
    return (
        (Trait.AMOUNT if any(bounds(quantity) for quantity in fact.quantities) else 0)
        | (Trait.PLACE if fact.places else 0)
        | (Trait.DATE if is_dated else 0)
        | (Trait.PRESUPPOSED if fact.attribution.how == "presupposed" else 0)
    )


def days_of(cited: CitedFact) -> tuple[date, ...]:
    """Return the ends of a fact's own dates, or the day of publication if it has none."""
    return own_days(cited.fact) or (cited.source.published,)


def _forms(*texts: Iterable[Token]) -> Iterator[str]:
    for parts in texts:
        run = ""
        for key, is_glued, _ in parts:
            yield form_of(key)
            run = run + key if is_glued else key
            # "counter-terrorism" is counter, terrorism and counterterrorism.
            if is_glued:
                yield form_of(run)


def _months(edtf: str) -> str:
    """Name the months that a date gives: `2023-11/..` is November, or Nov."""
    points = (point.split("-") for point in edtf.split("/"))
    return " ".join(_MONTHS[int(point[1][:2])] for point in points if len(point) > 1)


def _relations(fact: Fact) -> Iterator[tuple[str, str]]:
    yield from (("contradicts", other) for other in fact.contradicts)
    yield from (("corroborates", other) for other in fact.corroborates)
    yield from (("qualifies", other) for other in fact.qualifies)
    yield from (("supersedes", other) for other in fact.supersedes)
