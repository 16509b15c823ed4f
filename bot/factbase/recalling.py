"""The base is recalled from the ledger: as it stands, with what has changed since, or as it was on a day."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from bot.documents.quoting import find_quote
from bot.documents.reading import Document, document_of
from bot.domain import CitedFact, Entity, Fact, FactBase, Passage, Source, Topic
from bot.domain.ledger import Kept, Standing, Target, fold
from bot.factbase.stored_facts import StoredFacts
from bot.storage import ledger, synced
from bot.storage.engine import Database, Session
from bot.storage.ledger import Stored


@dataclass(frozen=True, slots=True)
class Recalled:
    """One state of the ledger."""

    base: FactBase
    stored: StoredFacts
    changed: frozenset[str] | None
    """The facts that differ from the state before; None where names differ, too, or there was none."""


async def has_facts(database: Database) -> bool:
    """Tell whether the ledger holds anything yet; StorageError if it cannot be read."""
    async with database.reading() as session:
        return await ledger.head(session) > 0


async def recall(database: Database, before: Recalled | None = None) -> Recalled:
    """Read the state of the ledger, or what has changed since an earlier one; StorageError if it fails."""
    async with database.reading() as session:
        head = await ledger.head(session)
        left_out = await synced.all_problems(session)
        if before and not await _has_new_names(session, before.base.head):
            return await _changed(session, before, head, left_out)
        entities = await ledger.stored(session, "entity")
        topics = await ledger.stored(session, "topic")
        sources = await ledger.stored(session, "source")
        facts = await ledger.stored(session, "fact")
    stored = StoredFacts({each.id: each for each in facts}, _sources(sources))
    base = FactBase(
        entities={each.id: Entity.model_validate_json(each.body) for each in entities if each.is_active},
        topics={each.id: Topic.model_validate_json(each.body) for each in topics if each.is_active},
        facts=stored,
        left_out=left_out,
        standings=stored.standings,
        withdrawn=stored.withdrawn,
        withdrawn_claims=stored.withdrawn_claims,
        head=head,
    )
    return Recalled(base, stored, None)


async def _has_new_names(session: Session, seen: int) -> bool:
    return bool(
        await ledger.stored(session, "entity", after=seen)
        or await ledger.stored(session, "topic", after=seen)
    )


async def _changed(session: Session, before: Recalled, head: int, left_out: Mapping[str, str]) -> Recalled:
    seen = before.base.head
    if head == seen:
        return Recalled(replace(before.base, left_out=left_out), before.stored, frozenset())
    facts = await ledger.stored(session, "fact", after=seen)
    sources = _sources(await ledger.stored(session, "source", after=seen))
    stored = before.stored.with_changes(facts, sources)
    # A source's title is in the index with each of its facts.
    of_sources = (
        {fact_id for fact_id in stored.known if fact_id.rpartition(".")[0] in sources} if sources else set()
    )
    base = replace(
        before.base,
        facts=stored,
        left_out=left_out,
        standings=stored.standings,
        withdrawn=stored.withdrawn,
        withdrawn_claims=stored.withdrawn_claims,
        head=head,
    )
    return Recalled(base, stored, frozenset({*(each.id for each in facts), *of_sources}))


def _sources(found: Iterable[Stored]) -> dict[str, Source]:
    return {each.id: Source.model_validate_json(each.body) for each in found if each.body}


async def recall_day(database: Database, day: date) -> tuple[FactBase, date | None]:
    """Fold the ledger up to the end of a day (UTC): what was known then, also of facts retracted since.

    The second is the day on which the ledger begins, if it has begun.
    """
    end = datetime.combine(day, time.max, UTC)
    async with database.reading() as session:
        events = await ledger.events_until(session, end)
        begins_at = await ledger.begins_at(session)
        kept = await asyncio.to_thread(fold, events)
        sources = {
            target.id: Source.model_validate(each.body)
            for target, each in kept.items()
            if target.kind == "source" and each.body
        }
        texts = await synced.document_texts(session, {source.sha256 for source in sources.values()})
    base = await asyncio.to_thread(_as_it_was, kept, sources, texts, day)
    return base, begins_at.date() if begins_at else None


def _as_it_was(
    kept: Mapping[Target, Kept], sources: Mapping[str, Source], texts: Mapping[str, str], day: date
) -> FactBase:
    documents = {sha256: document_of(text) for sha256, text in texts.items()}
    facts: dict[str, CitedFact] = {}
    standings: dict[str, Standing] = {}
    withdrawn: dict[str, Standing] = {}
    for target, each in kept.items():
        if target.kind != "fact":
            continue
        cited = _cited(each, sources, documents) if each.standing.is_active else None
        if cited is None:
            withdrawn[target.id] = each.standing
        else:
            facts[target.id], standings[target.id] = cited, each.standing
    return FactBase(
        entities={
            target.id: Entity.model_validate(each.body)
            for target, each in kept.items()
            if target.kind == "entity" and each.body
        },
        topics={
            target.id: Topic.model_validate(each.body)
            for target, each in kept.items()
            if target.kind == "topic" and each.body
        },
        facts=facts,
        standings=standings,
        withdrawn=withdrawn,
        withdrawn_claims={
            fact_id: str(body["claim"])
            for fact_id, standing in withdrawn.items()
            if standing.retraction and (body := kept[Target("fact", fact_id)].body)
        },
        head=max((each.standing.last_seq for each in kept.values()), default=0),
        known_on=day,
    )


def _cited(each: Kept, sources: Mapping[str, Source], documents: Mapping[str, Document]) -> CitedFact | None:
    """Find a fact's quotes again; None where its words or its document were taken down."""
    fact = Fact.model_validate(each.body) if each.body else None
    source = sources.get(fact.source_id) if fact else None
    document = documents.get(source.sha256) if source else None
    if fact is None or source is None or document is None:
        return None
    found = [find_quote(document, quote) for quote in fact.quotes]
    places = tuple(place for place in found if isinstance(place, Passage))
    return CitedFact(fact, source, places) if len(places) == len(found) else None
