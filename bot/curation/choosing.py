"""What a proposal names is chosen while its name is typed: entities, topics, documents."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain import Entity, EntityKind, FactBase, Source, Topic
from bot.domain.handling import Tlp, may_see
from bot.matching.prefixes import Prefixes
from bot.storage import ledger
from bot.storage.engine import Database

OFFERED = 20
"""At once: whoever does not see theirs types on."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    id: str
    name: str
    hint: str = ""
    """What tells it from others of a like name."""


class Choosing:
    """Finds by the first letters; entities and topics from what is answered from, at no cost."""

    def __init__(self, database: Database, base: Callable[[], FactBase]) -> None:
        self._database = database
        self._base = base
        self._known: Mapping[str, Entity | Topic] = {}
        self._names = Prefixes(())
        self._sources: dict[str, Source] = {}
        self._titles = Prefixes(())
        self._read_up_to = 0

    def entities(self, typed: str, kinds: Collection[EntityKind] = ()) -> list[Choice]:
        """Return the entities whose names, in any language, begin so."""
        known = self._base().entities
        self._index(known)
        found = (known[each] for each in self._names.find(typed) if each in known)
        return [entity_choice(each) for each in found if not kinds or each.kind in kinds][:OFFERED]

    def topics(self, typed: str) -> list[Choice]:
        """Return the topics whose names or words begin so."""
        known = self._base().topics
        names = Prefixes((each.id, [*_names(each), *each.words]) for each in known.values())
        return [Choice(each, known[each].name) for each in names.find(typed)][:OFFERED]

    async def sources(self, typed: str, ceiling: Tlp) -> list[Choice]:
        """Return the documents within a ceiling whose title, publisher or id begins so.

        StorageError if that fails.
        """
        await self._read_sources()
        found = (self._sources[each] for each in self._titles.find(typed))
        return [source_choice(each) for each in found if may_see(each, ceiling)][:OFFERED]

    def chosen(self, ids: Iterable[str]) -> list[Choice]:
        """Name entities and topics that were chosen before; what is in words stays words."""
        base = self._base()
        known = [(each, base.entities.get(each) or base.topics.get(each)) for each in ids]
        return [Choice(each, found.name if found else each) for each, found in known]

    def _index(self, known: Mapping[str, Entity]) -> None:
        # The mapping stays the same one as long as no name changes.
        if known is not self._known:
            self._names = Prefixes((each.id, _names(each)) for each in known.values())
            self._known = known

    async def _read_sources(self) -> None:
        async with self._database.reading() as session:
            new = await ledger.stored(session, "source", after=self._read_up_to)
            head = await ledger.head(session)
        if head != self._read_up_to:
            for each in new:
                self._sources.pop(each.id, None)
                if each.is_active and each.body:
                    self._sources[each.id] = Source.model_validate_json(each.body)
        if new:
            self._titles = Prefixes(
                (each.id, (each.title, each.publisher, each.id)) for each in self._sources.values()
            )
        self._read_up_to = head


def entity_choice(entity: Entity) -> Choice:
    """Offer an entity."""
    return Choice(entity.id, entity.name, entity.kind.replace("-", " "))


def source_choice(source: Source) -> Choice:
    """Offer a document."""
    return Choice(source.id, source.title, f"{source.publisher}, {source.published}")


def _names(named: Entity | Topic) -> list[str]:
    """Return the name that is shown, then all there are."""
    return [named.name, *(name for names in named.names.values() for name in names)]
