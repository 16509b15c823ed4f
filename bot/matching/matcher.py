"""The matcher: a question goes in, what it was read as and what the base holds for it come out."""

from collections.abc import Collection, Iterable, Sequence

from bot.domain import FactBase, Lead, Source, Understanding
from bot.matching.corrections import Corrector
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import FactIndex, Prepared
from bot.matching.meanings import Part
from bot.matching.near import MOST_LEADS, Leads
from bot.matching.questions import Reader, asks_for_speech, wanted
from bot.matching.ranking import Ranking
from bot.matching.relations import Relations
from bot.matching.selection import VOICES, Found, Selection, select
from bot.matching.topics import TopicWords

_NOTHING = Prepared()


class Matcher:
    """One base, indexed once, for any number of questions; it keeps no state between them."""

    def __init__(self, base: FactBase, english: frozenset[str], prepared: Prepared = _NOTHING) -> None:
        """Index a base; `english` holds ordinary lower-case words, never read as misspelt names.

        Of a fact whose terms and source are `prepared`, only the id is read. Many facts make millions of
        objects that stay: whoever builds pauses the garbage collector meanwhile (`gc.disable`, `gc.freeze`).
        """
        gazetteer = Gazetteer(base.entities)
        topics = dict(base.topics)
        topic_words = TopicWords(topics)
        self._base = base
        self._index = FactIndex(base, gazetteer, prepared)
        corrector = Corrector(gazetteer, topic_words, self._index.wording.spellings, english)
        self._gazetteer = gazetteer
        self._reader = Reader(gazetteer, topic_words, self._index, corrector)
        self._ranking = Ranking(gazetteer, topics, self._index)
        self._leads = Leads(gazetteer, self._index, corrector)

    def replace(self, base: FactBase, changed: Collection[str], prepared: Prepared = _NOTHING) -> None:
        """Answer from another base from now on, as a matcher newly built over it would.

        `changed` names every fact that was added, revised or removed, and all facts of a source that
        changed; `prepared` concerns these. Entities and topics must be equal, else ValueError is raised:
        build a new matcher then. If any error is raised, nothing has changed.
        """
        if base.entities != self._base.entities or base.topics != self._base.topics:
            raise ValueError("entities or topics changed: names are read anew. Build a new Matcher")
        self._index.replace(base, changed, prepared)
        self._base = base

    @property
    def relations(self) -> Relations:
        """Which facts of the base bear on which."""
        return self._index.relations

    @property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """Every source that facts of the base rest on, with how many do; in no order."""
        return self._index.sources

    def about(self, ids: Iterable[str]) -> frozenset[str]:
        """Return the facts about any of these entities and topics, and what these entities say themselves."""
        asked = tuple(ids)
        return frozenset().union(*map(self._index.about, asked), *map(self._index.on_topic, asked))

    def on_topic(self, topic_id: str) -> frozenset[str]:
        """Return the facts about a topic."""
        return frozenset(self._index.on_topic(topic_id))

    def is_superseded(self, fact_id: str) -> bool:
        """Tell whether another fact of the base takes a fact's place."""
        return self._index.is_superseded(fact_id)

    def understand(self, text: str, chosen: str = "") -> Understanding:
        """Read a question and find the facts that explain every reading of it; any text will do.

        Only the first 64 words are read. What is not understood finds nothing, and says so. `chosen` is
        the id of the entity that the asker chose where the words left a choice.
        """
        parts = self._reader.read(text, chosen)
        is_heard = self._names_others(parts) or asks_for_speech(text)
        found = [Found(part, self._index.explaining(part.meaning, is_heard=is_heard)) for part in parts]
        selection = select(found, self._gazetteer)
        is_answered = bool(selection.facts)
        return Understanding(
            readings=tuple(part.reading for part in parts),
            matches=self._ranking.rank(selection.facts, found, wanted(text)),
            missing=tuple(part.reading for part in selection.missing),
            choices=() if is_answered else self._leads.choices(parts),
            near=() if is_answered else self._near(found, selection),
            is_ambiguous=any(part.meaning.is_ambiguous for part in parts),
            is_apart=selection.is_apart,
            complete=selection.complete,
        )

    def _near(self, found: Sequence[Found], selection: Selection) -> tuple[Lead, ...]:
        """Lead to the rest of the question without what is missing, to what is missing alone, to names."""
        missing = [each for each in found if each.part in selection.missing]
        rest = [each for each in found if each not in missing]
        first = self._lead(rest) if missing else ()
        last = self._lead(missing) if selection.is_apart else ()
        names = self._leads.near([each.part for each in found], selection.missing)
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
