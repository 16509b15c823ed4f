"""The base as it was on a day: the ledger folded up to that day's end, also of facts retracted since."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from bot.documents.quoting import find_quote
from bot.documents.reading import Document, document_of
from bot.domain import Entity, Fact, FactBase, Passage, Source, Topic
from bot.domain.facts import source_of
from bot.domain.ledger import Body, Kept, Target, TargetKind, fold
from bot.factbase.stored_facts import StoredFacts, terms_to_store
from bot.storage import ledger, synced
from bot.storage.engine import Database
from bot.storage.ledger import Located, Stored


@dataclass(frozen=True, slots=True)
class PastDay:
    """What was known at the end of a day."""

    base: FactBase
    stored: StoredFacts
    begins_on: date | None
    """The day on which the ledger begins, if it has begun."""


async def recall_day(database: Database, day: date) -> PastDay:
    """Fold the ledger up to the end of a day (UTC); StorageError if the database fails.

    In a large base it takes a while, in which others are served.
    """
    end = datetime.combine(day, time.max, UTC)
    async with database.reading() as session:
        events = await ledger.events_until(session, end)
        begins_at = await ledger.begins_at(session)
        present = {each.id: each for each in await ledger.stored(session, "fact")}
        documents_now = {each.id: _sha256(each) for each in await ledger.stored(session, "source")}
    # Outside of a transaction: a server ends one that stands idle.
    kept = await asyncio.to_thread(fold, events)
    sources = {source.id: source for source in map(Source.model_validate, _bodies(kept, "source"))}
    same = {source.id for source in sources.values() if documents_now.get(source.id) == source.sha256}
    async with database.reading() as session:
        texts = await synced.document_texts(session, {source.sha256 for source in sources.values()})
    past = _Past(
        sources,
        texts,
        {fact_id: each for fact_id, each in present.items() if source_of(fact_id) in same},
    )
    stored = await asyncio.to_thread(past.stored, kept)
    base = FactBase(
        entities={each.id: each for each in map(Entity.model_validate, _bodies(kept, "entity"))},
        topics={each.id: each for each in map(Topic.model_validate, _bodies(kept, "topic"))},
        facts=stored,
        standings=stored.standings,
        withdrawn=stored.withdrawn,
        withdrawn_claims=stored.withdrawn_claims,
        markings=stored.markings,
        head=events[-1].seq if events else 0,
        known_on=day,
    )
    return PastDay(base, stored, begins_at.date() if begins_at else None)


def _bodies(kept: Mapping[Target, Kept], kind: TargetKind) -> Iterable[Body]:
    found = (each for target, each in kept.items() if target.kind == kind)
    return (each.body for each in found if each.body and (kind == "source" or each.standing.is_active))


def _sha256(source: Stored) -> str:
    return Source.model_validate_json(source.body).sha256 if source.body else ""


class _Past:
    """Works out where the quotes of a day's facts stand; of a wording that still stands it is known."""

    def __init__(
        self, sources: dict[str, Source], texts: Mapping[str, str], present: Mapping[str, Stored]
    ) -> None:
        self._sources = sources
        self._texts = texts
        self._present = present
        self._documents: dict[str, Document] = {}

    def stored(self, kept: Mapping[Target, Kept]) -> StoredFacts:
        facts = (each for target, each in kept.items() if target.kind == "fact")
        return StoredFacts({each.target.id: self._fact(each) for each in facts}, self._sources)

    def _fact(self, each: Kept) -> Stored:
        known = self._present.get(each.target.id)
        was = Stored.of(each, Located(()))
        if known and each.body and known.read_standing().content_hash == each.standing.content_hash:
            return replace(was, passages=known.passages, terms=known.terms)
        fact = Fact.model_validate(each.body) if each.body else None
        places = self._places(fact) if fact else None
        if fact is None or places is None:
            # Its words, or its document, were taken down since.
            return replace(was, is_active=False)
        return Stored.of(each, Located(places, terms_to_store(fact)))

    def _places(self, fact: Fact) -> tuple[Passage, ...] | None:
        source = self._sources.get(fact.source_id)
        text = self._texts.get(source.sha256) if source else None
        if source is None or text is None:
            return None
        document = self._documents.setdefault(source.sha256, document_of(text))
        found = [find_quote(document, quote) for quote in fact.quotes]
        places = tuple(place for place in found if isinstance(place, Passage))
        return places if len(places) == len(found) else None
