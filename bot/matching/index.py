"""The inverted index: which facts are about an entity or a topic, hold a word, state a number."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.domain import FactBase, Source
from bot.domain.facts import source_of
from bot.matching.gazetteer import Gazetteer
from bot.matching.meanings import Meaning
from bot.matching.numbers import Number
from bot.matching.postings import Postings
from bot.matching.relations import Relations
from bot.matching.terms import Terms, forms_in, read_terms, terms_of
from bot.matching.wording import Wording

_Entry: TypeAlias = tuple[str, Source]
"""A fact's terms and its source."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of facts without reading them; whatever is missing here is read from the base."""

    terms: Mapping[str, str] = field(default_factory=dict)
    """By fact, as `terms_of` gives them."""
    sources: Mapping[str, Source] = field(default_factory=dict)


class FactIndex:
    """Postings from entities, topics, words and numbers to the ids of facts."""

    def __init__(self, base: FactBase, gazetteer: Gazetteer, prepared: Prepared) -> None:
        self.facts = base.facts
        self._standings = base.standings
        self.wording = Wording()
        self.relations = Relations()
        self._gazetteer = gazetteer
        self._entries: dict[str, _Entry] = {}
        self._sources: dict[str, Source] = {}
        self._by_source = Postings[str]()
        self._tagged = Postings[str]()
        self._spoken = Postings[str]()
        self._topics = Postings[str]()
        self._numbers = Postings[float]()
        self._years = Postings[int]()
        self._monetary: set[str] = set()
        self._ranges: list[tuple[float, float, str]] = []
        # Plain dicts: a cache around a method is a circle, which a frozen heap would never let go.
        self._speakers: dict[str, tuple[str, ...]] = {}
        self._about: dict[str, AbstractSet[str]] = {}
        self._named: dict[str, AbstractSet[str]] = {}
        self._add(_entries(base, base.facts, prepared))
        for held in self.wording.holders.values():
            self.wording.learn(held)

    def replace(self, base: FactBase, changed: Collection[str], prepared: Prepared) -> None:
        """Become the index of another base with the same entities, where these facts may differ.

        A change of a source changes all its facts. If an error is raised, nothing has changed.
        """
        added = _entries(base, [fact_id for fact_id in changed if fact_id in base.facts], prepared)
        removed = {fact_id: self._entries[fact_id] for fact_id in changed if fact_id in self._entries}
        new, old = self._forms_in(added), self._forms_in(removed)
        self._remove(removed)
        self._add(added)
        self.facts, self._standings = base.facts, base.standings
        self._about.clear()
        self._named.clear()
        self.wording.learn(new)
        self.wording.forget(old)

    @property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """Every source that facts rest on, with how many do."""
        return tuple(
            (source, len(self._by_source.get(source_id))) for source_id, source in self._sources.items()
        )

    def named(self, entity_id: str) -> AbstractSet[str]:
        """Return the facts about an entity or a part of it, and what it or a part of it says."""
        if entity_id not in self._named:
            self._named[entity_id] = self.about(entity_id) | self._heard(entity_id)
        return self._named[entity_id]

    def about(self, entity_id: str) -> AbstractSet[str]:
        """Return the facts about an entity or a part of it, and what it says itself."""
        if entity_id not in self._about:
            tagged = self._tagged.union((entity_id, *self._gazetteer.parts(entity_id)))
            self._about[entity_id] = tagged | self._spoken.get(entity_id)
        return self._about[entity_id]

    def on_topic(self, topic_id: str) -> AbstractSet[str]:
        """Return the facts about a topic."""
        return self._topics.get(topic_id)

    def is_tagged(self, entity_id: str) -> bool:
        """Tell whether facts are about the entity itself, not only about its parts."""
        return entity_id in self._tagged

    def is_superseded(self, fact_id: str) -> bool:
        """Tell whether another fact of the base takes a fact's place, by its own words or a curator's."""
        standing = self._standings.get(fact_id)
        judged = standing.superseded_by if standing else ()
        return self.relations.is_superseded(fact_id) or any(other in self.facts for other in judged)

    def explaining(self, meaning: Meaning, *, is_heard: bool = True) -> AbstractSet[str]:
        """Return the facts that a reading finds; an ambiguous name or an unread word finds none.

        Unless `is_heard`, what only a part of a named body says is left out.
        """
        if meaning.is_ambiguous:
            return _NONE
        if meaning.entity_ids:
            [entity_id] = meaning.entity_ids
            return self.named(entity_id) if is_heard else self.about(entity_id)
        if meaning.topic_ids:
            return self._topics.union(meaning.topic_ids)
        if meaning.number:
            found = self._with_number(meaning.number)
            return found & self._monetary if meaning.number.is_money else found
        return self._holding(meaning.word) if meaning.word else _NONE

    def _heard(self, entity_id: str) -> AbstractSet[str]:
        """Return what the parts of a body say; an official of a country does not speak for the country."""
        if self._gazetteer.kind_of(entity_id) == "place":
            return _NONE
        return self._spoken.union(self._gazetteer.parts(entity_id))

    def _holding(self, key: str) -> AbstractSet[str]:
        # A title speaks for the whole document; it counts only where no fact's own text does.
        return self.wording.holding(key) or self._by_source.union(self.wording.titled(key))

    def _with_number(self, number: Number) -> AbstractSet[str]:
        found = self._numbers.get(number.value)
        if number.is_year:
            return found | self._years.get(int(number.value))
        begun = bisect_right(self._ranges, number.value, key=lambda each: each[0])
        return found | {fact_id for _, high, fact_id in self._ranges[:begun] if high >= number.value}

    def _add(self, entries: Mapping[str, _Entry]) -> None:
        titles = self.wording.holders["title"]
        for fact_id, (text, source) in entries.items():
            self._entries[fact_id] = text, source
            if source.id not in self._sources:
                self._sources[source.id] = source
                titles.put(forms_in(source.title), source.id)
            terms = read_terms(text)
            for postings, keys in self._places(terms, source):
                postings.put(keys, fact_id)
            if terms.is_money:
                self._monetary.add(fact_id)
            self._ranges.extend((low, high, fact_id) for low, high in terms.ranges)
            self.relations.add(fact_id, terms.relations)
        self._ranges.sort()

    def _remove(self, entries: Mapping[str, _Entry]) -> None:
        for fact_id, (text, source) in entries.items():
            del self._entries[fact_id]
            for postings, keys in self._places(read_terms(text), source):
                postings.drop(keys, fact_id)
            if source.id not in self._by_source:
                del self._sources[source.id]
                self.wording.holders["title"].drop(forms_in(source.title), source.id)
            self._monetary.discard(fact_id)
            self.relations.remove(fact_id)
        self._ranges = [each for each in self._ranges if each[2] not in entries]

    def _places(self, terms: Terms, source: Source) -> tuple[tuple[Postings[Any], Iterable[Any]], ...]:
        """Return the postings that a fact with these terms stands in, each with its keys there."""
        return (
            (self._by_source, (source.id,)),
            (self._tagged, terms.tags.split()),
            (self._spoken, terms.chain),
            (self._topics, terms.topics.split()),
            (self._numbers, terms.numbers),
            (self._years, terms.years or (source.published.year,)),
            *self._wordings(terms),
        )

    def _wordings(self, terms: Terms) -> tuple[tuple[Postings[str], Iterable[str]], ...]:
        held = self.wording.holders
        names = [form for link in terms.chain for form in self._name_of(link)]
        return (
            (held["quote"], terms.quote.split()),
            (held["claim"], terms.claim.split()),
            (held["speaker"], (*terms.speaker.split(), *names)),
            (held["date"], terms.date.split()),
        )

    def _forms_in(self, entries: Mapping[str, _Entry]) -> set[str]:
        forms = {form for _, source in entries.values() for form in forms_in(source.title)}
        for text, _ in entries.values():
            forms.update(form for _, held in self._wordings(read_terms(text)) for form in held)
        return forms

    def _name_of(self, link: str) -> tuple[str, ...]:
        if link not in self._speakers:
            self._speakers[link] = tuple(forms_in(self._gazetteer.name_of(link)))
        return self._speakers[link]


def _entries(base: FactBase, fact_ids: Iterable[str], prepared: Prepared) -> dict[str, _Entry]:
    """Return what is indexed of facts; only where it was not prepared, the facts themselves are read."""
    terms, sources = prepared.terms, prepared.sources
    return {
        fact_id: (
            terms.get(fact_id) or terms_of(base.facts[fact_id].fact),
            sources.get(source_of(fact_id)) or base.facts[fact_id].source,
        )
        for fact_id in fact_ids
    }
