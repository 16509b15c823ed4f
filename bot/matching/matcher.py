"""The matcher: a question goes in, what it was read as and what the base holds for it come out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain import FactBase, Lead, Source, Understanding
from bot.domain.facts import source_of
from bot.domain.questions import LEAST_CONFIDENCE
from bot.matching.corrections import Corrector
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import Entry, FactIndex
from bot.matching.matches import Asked, Ranked
from bot.matching.meanings import Part
from bot.matching.near import MOST_LEADS, Leads
from bot.matching.postings import inner, named
from bot.matching.questions import Reader, asks_for_speech, wanted
from bot.matching.ranking import Ranking, score
from bot.matching.reasons import Reasons
from bot.matching.relations import Relations
from bot.matching.selection import VOICES, Found, Selection, select
from bot.matching.strings import Arrays
from bot.matching.terms import read_terms, terms_of
from bot.matching.topics import TopicWords
from bot.matching.view import View
from bot.matching.ways import facts_of


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
        self._topics = dict(base.topics)
        self._topic_words = TopicWords(self._topics)
        self._least_confidence = least_confidence
        self._gazetteer = Gazetteer(base.entities, inner(saved, "gazetteer") if saved else None)
        self._reasons = Reasons(self._gazetteer, self._topics)
        self._index = FactIndex(self._gazetteer, prepared.sources, inner(saved, "index") if saved else None)
        if saved:
            relations = Relations.of_arrays(inner(saved, "relations"))
        else:
            stated: dict[str, Sequence[tuple[str, str]]] = {}
            self._index.add(_noting(stated, _entries(base, base.facts, prepared)))
            self._index.freeze()
            relations = Relations(stated)
        names = inner(saved, "names") if saved else None
        self._corrector = Corrector(self._gazetteer, self._topic_words, english, names)
        self._view = View(self._index, self._gazetteer, base, relations)

    def arrays(self) -> Arrays:
        """Return the arrays to save, so that the same base is opened at once; before any `replace`."""
        return {
            **named("gazetteer", self._gazetteer.arrays()),
            **named("index", self._index.arrays()),
            **named("names", self._corrector.arrays()),
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
        gone = [view.number_of(fact_id) for fact_id in changed if fact_id in view.base.facts]
        self._index.add(entries)
        self._view = view.after(base, view.relations.changed(changed, stated), gone)

    @property
    def relations(self) -> Relations:
        """Which facts of the base bear on which."""
        return self._view.relations

    @property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """Every source that facts of the base rest on, with how many do; in no order."""
        return self._view.sources

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

    def understand(self, text: str, chosen: str = "") -> Understanding:
        """Read a question and find the facts that explain every reading of it; any text will do.

        Only the first 64 words are read. What is not understood finds nothing, and says so. `chosen` is
        the id of the entity that the asker chose where the words left a choice.
        """
        view = self._view
        parts = Reader(self._gazetteer, self._topic_words, view, self._corrector).read(text, chosen)
        is_heard = self._names_others(parts) or asks_for_speech(text)
        found = [_found(part, view, is_heard=is_heard) for part in parts]
        selection = select(found, self._gazetteer)
        is_answered = bool(selection.facts)
        leads = Leads(self._gazetteer, view, self._corrector)
        return Understanding(
            readings=tuple(part.reading for part in parts),
            matches=self._rank(view, text, found, selection),
            missing=tuple(part.reading for part in selection.missing),
            choices=() if is_answered else leads.choices(parts),
            near=() if is_answered else self._near(leads, found, selection),
            is_ambiguous=any(part.meaning.is_ambiguous for part in parts),
            is_apart=selection.is_apart,
        )

    def _rank(self, view: View, text: str, found: Sequence[Found], selection: Selection) -> Ranked:
        ranking = Ranking(view, wanted(text))
        weighed = [ranking.weigh(each.part, each.ways, each.facts) for each in found]
        return Ranked(Asked(view, weighed, ranking, self._reasons), score(selection.facts, weighed))

    def _near(self, leads: Leads, found: Sequence[Found], selection: Selection) -> tuple[Lead, ...]:
        """Lead to the rest of the question without what is missing, to what is missing alone, to names."""
        missing = [each for each in found if each.part in selection.missing]
        rest = [each for each in found if each not in missing]
        first = self._lead(rest) if missing else ()
        last = self._lead(missing) if selection.is_apart else ()
        names = leads.near([each.part for each in found], selection.missing)
        return (*first, *names[: MOST_LEADS - len(first) - len(last)], *last)

    def _lead(self, side: Sequence[Found]) -> tuple[Lead, ...]:
        """Lead to several parts of a question together, or to one that is no name; names have their own."""
        facts = select(side, self._gazetteer).facts
        if not facts or (len(side) == 1 and side[0].part.meaning.is_name):
            return ()
        readings = [each.part.reading for each in side]
        name = " · ".join(dict.fromkeys(reading.name for reading in readings))
        return (Lead("", name, len(facts), asks=" ".join(reading.typed for reading in readings)),)

    def _names_others(self, parts: Sequence[Part]) -> bool:
        """Tell whether more is named than who speaks: "UN Sahel" asks the UN, "UN funding" is about it."""
        names = [part for part in parts if part.meaning.is_name]
        kinds = {self._gazetteer.kind_of(each) for part in names for each in part.meaning.entity_ids}
        return len(names) == len(parts) or not kinds <= VOICES


def _found(part: Part, view: View, *, is_heard: bool) -> Found:
    ways = view.ways(part.meaning, is_heard=is_heard)
    return Found(part, ways, facts_of(ways))


def _entries(base: FactBase, fact_ids: Iterable[str], prepared: Prepared) -> Iterator[Entry]:
    """Yield what is indexed of facts; only where it was not prepared, the facts themselves are read."""
    terms, sources, judged = prepared.terms, prepared.sources, prepared.judged
    for fact_id in fact_ids:
        text, source = terms.get(fact_id), sources.get(source_of(fact_id))
        if text is None or source is None:
            cited = base.facts[fact_id]
            text, source = text or terms_of(cited.fact), source or cited.source
        is_judged = judged is None or fact_id in judged
        yield Entry(fact_id, read_terms(text), source, base.standings.get(fact_id) if is_judged else None)


def _noting(stated: dict[str, Sequence[tuple[str, str]]], entries: Iterable[Entry]) -> Iterator[Entry]:
    """Pass entries on, and note what each fact says of others."""
    for each in entries:
        if each.terms.relations:
            stated[each.id] = each.terms.relations
        yield each
