"""What the filters of a question mean in one base; a name that does not say whom it means explains itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from bot.answering.ground import Asked, Ground, again
from bot.domain import Entity, Lead
from bot.domain.answers import UnreadFilter
from bot.domain.assessment import edtf_in_words
from bot.domain.clocks import as_edtf
from bot.domain.filters import NamingKind, Scope
from bot.matching import normalise

MOST_NEAR = 5
_ALIKE = 75
"""Of 100: so much of a publisher's name must be typed to be meant."""


@dataclass(frozen=True, slots=True)
class _Meant:
    """What may have been meant by a value of a filter."""

    kind: NamingKind
    name: str
    typed: str
    """What to type for it, so that nothing else is meant."""
    facts: int


class _UnclearError(Exception):
    """A value of a filter does not say whom it means; the message is a sentence that says why."""

    def __init__(self, kind: NamingKind, value: str, sentence: str, near: Iterable[_Meant]) -> None:
        super().__init__(sentence)
        self.kind: NamingKind = kind
        self.value = value
        self.near = tuple(near)[:MOST_NEAR]


def resolve(ground: Ground, asked: Asked) -> Asked | UnreadFilter:
    """Look up whom the filters of a question name; only what is named exactly is taken."""
    if not asked.filters:
        return asked
    filters, names = asked.filters, _Names(ground)
    try:
        scope = Scope(
            places=tuple(names.entity("place", value) for value in filters.place),
            actors=tuple(names.entity("actor", value) for value in filters.actor),
            topics=tuple(map(names.topic, filters.topic)),
            sources=tuple(each for value in filters.source for each in names.sources(value)),
            since=filters.since.earliest_on if filters.since else None,
            until=filters.until.latest_on if filters.until else None,
            credibility=filters.credibility,
        )
    except _UnclearError as unclear:
        return UnreadFilter(asked.question, str(unclear), tuple(_leads(asked, unclear)))
    return replace(asked, scope=scope, said=tuple(_in_words(ground, asked, scope)))


def _leads(asked: Asked, unclear: _UnclearError) -> Iterator[Lead]:
    for meant in unclear.near:
        mended = asked.filters.exchanged(unclear.kind, unclear.value, meant.kind, meant.typed)
        asks = again(asked.words, mended, asked.moment.clocks)
        named = "" if meant.name == meant.typed else f" ({meant.name})"
        yield Lead("", f"{meant.kind}:{meant.typed}{named}", meant.facts, asks)


def _in_words(ground: Ground, asked: Asked, scope: Scope) -> Iterator[str]:
    base, filters = ground.base, asked.filters
    entities = (("place", scope.places), ("actor", scope.actors))
    for kind, ids in entities:
        if ids:
            yield f"{kind} {' or '.join(base.entities[each].name for each in ids)}"
    if scope.topics:
        yield f"topic {' or '.join(base.topics[each].name for each in scope.topics)}"
    if filters.source:
        yield f"source {' or '.join(filters.source)}"
    if filters.since:
        yield f"since {edtf_in_words(as_edtf(filters.since))}"
    if filters.until:
        yield f"until {edtf_in_words(as_edtf(filters.until))}"
    if scope.credibility:
        yield "credibility 1" if scope.credibility == 1 else f"credibility 1 to {scope.credibility}"


class _Names:
    """Looks names up in one base."""

    def __init__(self, ground: Ground) -> None:
        self._base = ground.base
        self._matcher = ground.matcher

    def entity(self, kind: NamingKind, value: str) -> str:
        """Return the one place, or the one actor, that bears a name."""
        called = self._called(value)
        found = [each for each in called if _kind_of(each) == kind]
        if len(found) == 1:
            return found[0].id
        if found:
            sentence = f"“{value}” is the name of {len(found)} in {kind}:. Which one?"
        elif called:
            sentence = f"“{value}” is no {kind}."
            found = called
        else:
            sentence = f"“{value}” in {kind}: is no name that I know."
            found = [each for each in self._alike(value) if _kind_of(each) == kind]
        raise _UnclearError(kind, value, sentence, map(self._meant, found))

    def topic(self, value: str) -> str:
        """Return the topic that bears a name."""
        key = normalise(value)
        for each in self._base.topics.values():
            names = (name for several in each.names.values() for name in several)
            if value == each.id or key in map(normalise, names):
                return each.id
        asked = dict.fromkeys(each for reading in self._matcher.read(value) for each in reading.topic_ids)
        near = asked or [each for each in self._base.topics if self._matcher.facts_on(each)]
        topics = [self._base.topics[each] for each in near]
        raise _UnclearError(
            "topic",
            value,
            f"“{value}” in topic: is no topic.",
            (_Meant("topic", each.name, each.id, self._matcher.facts_on(each.id)) for each in topics),
        )

    def sources(self, value: str) -> tuple[str, ...]:
        """Return the source with an id, or all whose id, publisher and title hold some words."""
        counts = {source.id: count for source, count in self._matcher.sources}
        if value.lower() in counts:
            return (value.lower(),)
        wanted = set(normalise(value).split())
        found = tuple(each for each, words in self._source_words if wanted and wanted <= words)
        if found:
            return found
        publishers: dict[str, int] = {}
        for each, _ in self._matcher.sources:
            publishers[each.publisher] = publishers.get(each.publisher, 0) + counts[each.id]
        near = process.extract(
            value, list(publishers), scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=MOST_NEAR
        )
        raise _UnclearError(
            "source",
            value,
            f"“{value}” in source: is no document's id, and no publisher or title has it: see sources.",
            (_Meant("source", name, name, publishers[name]) for name, _, _ in near),
        )

    @cached_property
    def _source_words(self) -> list[tuple[str, frozenset[str]]]:
        return [(each.id, _words(each.id, each.publisher, each.title)) for each, _ in self._matcher.sources]

    def _called(self, value: str) -> list[Entity]:
        ids = self._matcher.called(value) or (value.lower(),)
        return [self._base.entities[each] for each in ids if each in self._base.entities]

    def _alike(self, value: str) -> list[Entity]:
        """Return those who may be meant by a name that nobody bears."""
        read = [each for reading in self._matcher.read(value) for each in reading.entity_ids]
        choices = [lead.entity_id for lead in self._matcher.understand(value).choices]
        known = self._base.entities
        return [known[each] for each in dict.fromkeys((*read, *choices)) if each in known]

    def _meant(self, entity: Entity) -> _Meant:
        names = (name for several in entity.names.values() for name in several)
        typed = (entity.name, *names, *entity.ids.values(), entity.id)
        alone = next((each for each in typed if self._called(each) == [entity]), entity.id)
        return _Meant(_kind_of(entity), entity.name, alone, self._matcher.facts_on(entity.id))


def _kind_of(entity: Entity) -> NamingKind:
    return "place" if entity.kind == "place" else "actor"


# Asked for every document of the base by every question that filters by words of it.
@lru_cache(maxsize=2**15)
def _words(*texts: str) -> frozenset[str]:
    return frozenset(normalise(" ".join(texts)).split())
