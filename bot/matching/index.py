"""The inverted index: which facts are about an entity or a topic, hold a word, state a number."""

import calendar
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Literal, TypeAlias

from bot.domain import CitedFact, Fact, FactBase, Quantity
from bot.matching.gazetteer import Gazetteer
from bot.matching.meanings import Meaning
from bot.matching.numbers import Number, numbers_in
from bot.matching.text import Word, stem, words

Field: TypeAlias = Literal["quote", "claim", "speaker", "date", "title"]
"""Where a fact holds a word, most telling first."""
_NONE: frozenset[str] = frozenset()
_MONTHS = tuple(map(" ".join, zip(calendar.month_name, calendar.month_abbr, strict=True)))


class FactIndex:
    """Postings from entities, topics, words and numbers to the ids of facts."""

    def __init__(self, base: FactBase, gazetteer: Gazetteer) -> None:
        self.facts = base.facts
        self._gazetteer = gazetteer
        self._named: dict[str, set[str]] = defaultdict(set)
        self._said_by_parts: dict[str, set[str]] = defaultdict(set)
        self._tagged: set[str] = set()
        self._topics: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, dict[str, Field]] = defaultdict(dict)
        self._numbers: dict[float, set[str]] = defaultdict(set)
        self._years: dict[int, set[str]] = defaultdict(set)
        self._monetary: set[str] = set()
        self.spellings: dict[str, None] = {}
        """The folded words of the facts, which typing errors may be corrected to."""
        ranges: list[tuple[float, float, str]] = []
        for cited in base.facts.values():
            self._add_tags(cited.fact)
            self._add_words(cited)
            ranges.extend(self._add_numbers(cited))
        self._ranges = sorted(ranges)
        self.superseded = frozenset(old for cited in base.facts.values() for old in cited.fact.supersedes)

    def named(self, entity_id: str) -> AbstractSet[str]:
        """Return the facts about an entity or a part of it, and what it or a part of it says."""
        return self._named.get(entity_id, _NONE)

    def is_tagged(self, entity_id: str) -> bool:
        """Tell whether facts are about the entity itself, not only about its parts."""
        return entity_id in self._tagged

    def has_word(self, key: str) -> bool:
        """Tell whether a fact's text holds a folded word or another form of it."""
        return stem(key) in self._words

    def field_of(self, key: str, fact_id: str) -> Field:
        """Return the most telling field of a fact that holds a folded word; the fact must hold it."""
        return self._words[stem(key)][fact_id]

    def stating(self, key: str) -> frozenset[str]:
        """Return the facts whose own words, quoted or claimed, hold a folded word or another form of it."""
        holders = self._words.get(stem(key), {})
        return frozenset(fact_id for fact_id, field in holders.items() if field in {"quote", "claim"})

    def explaining(self, meaning: Meaning, *, is_heard: bool = True) -> AbstractSet[str]:
        """Return the facts that a reading finds; an ambiguous name or an unread word finds none.

        Unless `is_heard`, what only a part of a named body says is left out.
        """
        if meaning.is_ambiguous:
            return _NONE
        if meaning.entity_ids:
            [entity_id] = meaning.entity_ids
            said = _NONE if is_heard else self._said_by_parts.get(entity_id, _NONE)
            return self.named(entity_id) - said
        if meaning.topic_ids:
            return set().union(*(self._topics.get(topic_id, _NONE) for topic_id in meaning.topic_ids))
        if meaning.number:
            found = self._with_number(meaning.number)
            return found & self._monetary if meaning.number.is_money else found
        return self._holding(meaning.word) if meaning.word else _NONE

    def _holding(self, key: str) -> AbstractSet[str]:
        holders = self._words.get(stem(key), {})
        # A title speaks for the whole document; it counts only where no fact's own text does.
        own = {fact_id for fact_id, field in holders.items() if field != "title"}
        return own or holders.keys()

    def _with_number(self, number: Number) -> AbstractSet[str]:
        found = set(self._numbers.get(number.value, _NONE))
        if number.is_year:
            return found | self._years.get(int(number.value), _NONE)
        begun = bisect_right(self._ranges, number.value, key=lambda each: each[0])
        return found | {fact_id for _, high, fact_id in self._ranges[:begun] if high >= number.value}

    def _add_tags(self, fact: Fact) -> None:
        self._tagged.update(fact.entity_ids)
        about = {*fact.entity_ids, *self._wider(fact.entity_ids), *fact.attribution.chain}
        for entity_id in about:
            self._named[entity_id].add(fact.id)
        for entity_id in self._wider(fact.attribution.chain):
            # What an official of a country says is not about the country.
            if entity_id not in about and self._gazetteer.kind_of(entity_id) != "place":
                self._named[entity_id].add(fact.id)
                self._said_by_parts[entity_id].add(fact.id)
        for topic_id in fact.topics:
            self._topics[topic_id].add(fact.id)

    def _wider(self, entity_ids: Iterable[str]) -> Iterator[str]:
        for entity_id in entity_ids:
            yield from self._gazetteer.ancestors(entity_id)

    def _add_words(self, cited: CitedFact) -> None:
        for field, text in _texts(cited, self._gazetteer):
            for word in _with_compounds(words(text)):
                self.spellings[word] = None
                self._words[stem(word)].setdefault(cited.fact.id, field)

    def _add_numbers(self, cited: CitedFact) -> Iterator[tuple[float, float, str]]:
        """Index what a fact states, and yield its ranges: lowest, highest, fact."""
        fact = cited.fact
        for text in (fact.claim, *(quote.exact for quote in fact.quotes)):
            for number in numbers_in(words(text)):
                self._numbers[number.value].add(fact.id)
                if number.is_money:
                    self._monetary.add(fact.id)
        for quantity in fact.quantities:
            for value in bounds(quantity):
                self._numbers[value].add(fact.id)
            # Units of money are codes of ISO 4217; things counted are written small.
            if quantity.unit.isupper():
                self._monetary.add(fact.id)
            if quantity.low is not None and quantity.high is not None:
                yield quantity.low, quantity.high, fact.id
        for day in days_of(cited):
            self._years[day.year].add(fact.id)


def bounds(quantity: Quantity) -> tuple[float, ...]:
    """Return the numbers that a quantity states."""
    return tuple(value for value in (quantity.low, quantity.best, quantity.high) if value is not None)


def days_of(cited: CitedFact) -> tuple[date, ...]:
    """Return the ends of a fact's own dates, or the day of publication if it has none."""
    ranges = cited.fact.when.ranges
    days = tuple(day for each in ranges for day in (each.earliest_on, each.latest_on) if day)
    return days or (cited.source.published,)


def _texts(cited: CitedFact, gazetteer: Gazetteer) -> Iterator[tuple[Field, str]]:
    """Yield a fact's texts, most telling first."""
    fact = cited.fact
    for quote in fact.quotes:
        yield "quote", f"{quote.exact} {quote.translation}"
    yield "claim", fact.claim
    yield "speaker", fact.attribution.words
    for entity_id in fact.attribution.chain:
        yield "speaker", gazetteer.name_of(entity_id)
    for text in fact.when.stated:
        yield "date", _months(text)
    yield "title", cited.source.title


def _months(edtf: str) -> str:
    """Name the months that a date gives: `2023-11/..` is November, or Nov."""
    points = (point.split("-") for point in edtf.split("/"))
    return " ".join(_MONTHS[int(point[1][:2])] for point in points if len(point) > 1)


def _with_compounds(parts: tuple[Word, ...]) -> Iterator[str]:
    """Yield the words, and those tied by a hyphen also as one: counter, terrorism, counterterrorism."""
    run = ""
    for part in parts:
        yield part.key
        run = run + part.key if part.is_glued else part.key
        if part.is_glued:
            yield run
