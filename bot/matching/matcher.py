"""The matcher: a question goes in, what it was read as and what the base holds for it come out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from bot.domain import FactBase, Matches, Reading, Source, Understanding
from bot.domain.assessment import Tally
from bot.domain.facts import source_of
from bot.domain.filters import Scope
from bot.domain.questions import LEAST_CONFIDENCE
from bot.matching.arrays import Arrays, inner, named, part_of
from bot.matching.confidence import Evidence
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import Entry, FactIndex
from bot.matching.mentions import Mention, Mentions
from bot.matching.narrowing import passing
from bot.matching.nearby import nearest
from bot.matching.ordinary import Ordinary
from bot.matching.relations import Relations
from bot.matching.strings import UNKNOWN
from bot.matching.terms import Trait, read_fact, read_terms
from bot.matching.topics import TopicHints
from bot.matching.understanding import Understander, know
from bot.matching.view import Names, View


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of facts without reading them; whatever is missing here is read from the base."""

    terms: Mapping[str, str] = field(default_factory=dict)
    """By fact, as `terms_of` gives them."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    judged: Collection[str] | None = None
    """The facts of which the ledger says more than who wrote them; None if any may be."""


_NOTHING = Prepared()


class Matcher:
    """One base, indexed once, for any number of questions; it keeps no state between them."""

    def __init__(
        self,
        base: FactBase,
        english: frozenset[str],
        prepared: Prepared = _NOTHING,
        *,
        least_confidence: float = LEAST_CONFIDENCE,
        saved: Arrays | None = None,
    ) -> None:
        """Index a base; `english` holds ordinary lower-case words, never read as misspelt names.

        Of a fact whose terms and source are `prepared`, only the id is read; and not that either, where a
        matcher of the same base was `saved`.
        """
        self._least_confidence = least_confidence
        gazetteer = Gazetteer(base.entities, part_of(saved, "gazetteer"))
        topics = dict(base.topics)
        names = Names(gazetteer, TopicHints(topics))
        self._index = FactIndex(gazetteer, prepared.sources, part_of(saved, "index"))
        if saved:
            relations = Relations.of_arrays(inner(saved, "relations"))
        else:
            stated: dict[str, Sequence[tuple[str, str]]] = {}
            self._index.add(_noting(stated, _entries(base, base.facts, prepared)))
            self._index.freeze()
            relations = Relations(stated)
        self._knowledge = know(names, topics, Ordinary(english), part_of(saved, "names"))
        self._view = View(self._index, names, base, relations)

    def arrays(self) -> Arrays:
        """Return the arrays to save, so that the same base is opened at once; before any `replace`."""
        return {
            **named("gazetteer", self._knowledge.lexicon.gazetteer.arrays()),
            **named("index", self._index.arrays()),
            **named("names", self._knowledge.arrays()),
            **named("relations", self._view.relations.arrays()),
        }

    def replace(self, base: FactBase, changed: Collection[str], prepared: Prepared = _NOTHING) -> None:
        """Answer from another base from now on, as a matcher newly built over it would.

        `changed` names every fact that was added, revised or removed, and all facts of a source that
        changed; `prepared` concerns these. Entities and topics must be equal, else ValueError is raised:
        build a new matcher then. If any error is raised, nothing has changed. Questions that are being
        answered meanwhile, in other threads, are answered from the base before.
        """
        view = self._view
        if base.entities != view.base.entities or base.topics != view.base.topics:
            raise ValueError("entities or topics changed: names are read anew. Build a new Matcher")
        stated: dict[str, Sequence[tuple[str, str]]] = {}
        kept = [fact_id for fact_id in changed if fact_id in base.facts]
        entries = list(_noting(stated, _entries(base, kept, prepared)))
        numbers = map(view.number_of, changed)
        gone = [number for number in numbers if number != UNKNOWN]
        self._index.add(entries)
        self._view = view.after(base, view.relations.changed(changed, stated), gone)

    @property
    def worn(self) -> int:
        """How many facts are gone, or came since the matcher was made; with many it is quicker built anew."""
        return self._view.worn

    def id_of(self, number: int) -> str:
        """Return the id of a fact by its number; those that the matcher was made of come first, in order."""
        return self._index.id_of(number)

    @property
    def relations(self) -> Relations:
        """Which facts of the base bear on which."""
        return self._view.relations

    @property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """Every source that facts of the base rest on, with how many do; in no order."""
        return self._view.sources

    def tally(self) -> Tally:
        """Count how the facts of the base stand; no fact is read."""
        return Tally(len(self._view.with_trait(Trait.VERIFIED)), self._view.contradictions)

    def most_told(self, limit: int) -> list[str]:
        """Return the entities that most facts are tagged with, the one with most first."""
        view = self._view
        counted = ((-len(view.tagged(each)), each) for each in view.base.entities)
        return [each for count, each in nsmallest(limit, counted) if count]

    def about(self, ids: Iterable[str]) -> frozenset[str]:
        """Return the facts about any of these entities and topics, and what these entities say themselves."""
        view, asked = self._view, tuple(ids)
        return frozenset(
            fact_id
            for find in (view.about, view.on_topic)
            for each in asked
            for fact_id in view.ids_of(find(each))
        )

    def on_topic(self, topic_id: str) -> frozenset[str]:
        """Return the facts about a topic."""
        return frozenset(self._view.ids_of(self._view.on_topic(topic_id)))

    def is_superseded(self, fact_id: str) -> bool:
        """Tell whether another fact of the base takes a fact's place."""
        return self._view.number_of(fact_id) in self._view.superseded

    def understand(self, text: str, chosen: str = "", scope: Scope | None = None) -> Understanding:
        """Read a question, and find the facts that explain all of it, else most of it; any text will do.

        Only the first 64 words are read. Where no fact is likely enough to answer, nothing is found, and it
        is said what is missing. `chosen` is the id of the entity that the asker chose where the words left a
        choice. Of what is found only what is within the scope is kept; without a word, all that is.
        """
        if scope is None:
            return self._understander().understand(text, chosen)
        return self._understander().understand_among(text, chosen, passing(self._view, scope))

    def read(self, text: str, chosen: str = "") -> tuple[Reading, ...]:
        """Say how each stretch of a text is read to the letter, without looking for facts on all of it."""
        return tuple(part.reading for part in self._understander().read(text, chosen))

    def called(self, name: str) -> tuple[str, ...]:
        """Return the entities that bear exactly this name, or code, in whatever script it is written."""
        return self._knowledge.lexicon.gazetteer.called(name)

    def facts_on(self, each: str) -> int:
        """Count the facts on an entity (by its names, what it says included) or a topic, by its id."""
        return len(self._view.named(each) | self._view.on_topic(each))

    def compare(
        self, entity_ids: Collection[str], topic_ids: Iterable[str], scope: Scope | None = None
    ) -> Mapping[str, tuple[Matches, ...]]:
        """Return for each topic the facts on each entity, best first; topics without any are left out."""
        view, understander = self._view, self._understander()
        among = passing(view, scope) if scope else None
        found = {}
        for topic_id in topic_ids:
            on_topic = view.on_topic(topic_id)
            if any(not on_topic.isdisjoint(view.named(each)) for each in entity_ids):
                matches = [understander.about(each, topic_id) for each in entity_ids]
                kept = tuple(each if among is None else each.within(among) for each in matches)
                if any(kept):
                    found[topic_id] = kept
        return found

    def evidence(self, text: str) -> Evidence | None:
        """Return what speaks for the first fact of an answer, however unsure; None: there is none."""
        return self._understander().evidence(text)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Find whom and where a sentence names, in order; any text will do."""
        return Mentions(self._knowledge.lexicon.gazetteer, self._knowledge.corrector, self._view).find(text)

    def nearest(
        self, words: Iterable[Collection[str]], entity_ids: Iterable[str], limit: int
    ) -> Sequence[str]:
        """Return the ids of the facts that share most with a statement (`nearby.nearest`)."""
        return nearest(self._view, words, entity_ids, limit)

    def _understander(self) -> Understander:
        return Understander(self._knowledge, self._view, self._least_confidence)


def _entries(base: FactBase, fact_ids: Iterable[str], prepared: Prepared) -> Iterator[Entry]:
    """Yield what is indexed of facts; only where it was not prepared, the facts themselves are read."""
    terms, sources, judged = prepared.terms, prepared.sources, prepared.judged
    for fact_id in fact_ids:
        text, source = terms.get(fact_id), sources.get(source_of(fact_id))
        if text is None or source is None:
            cited = base.facts[fact_id]
            read = read_fact(cited.fact) if text is None else read_terms(text)
            source = source or cited.source
        else:
            read = read_terms(text)
        is_judged = judged is None or fact_id in judged
        yield Entry(fact_id, read, source, base.standings.get(fact_id) if is_judged else None)


def _noting(stated: dict[str, Sequence[tuple[str, str]]], entries: Iterable[Entry]) -> Iterator[Entry]:
    """Pass entries on, and note what each fact says of others."""
    for each in entries:
        if each.terms.relations:
            stated[each.id] = each.terms.relations
        yield each
