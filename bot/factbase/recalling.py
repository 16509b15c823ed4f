"""The base is recalled from the ledger: as it stands, with what has changed since, or as it was on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain import Entity, FactBase, Source, Topic
from bot.domain.facts import source_of
from bot.domain.handling import UNMARKED, is_looser
from bot.factbase.stored_facts import StoredFacts
from bot.storage import ledger, synced
from bot.storage.cursors import cursor
from bot.storage.engine import Database, Session
from bot.storage.forgetting import FORGOTTEN
from bot.storage.ledger import Stored


@dataclass(frozen=True, slots=True)
class Recalled:
    """One state of the ledger."""

    base: FactBase
    stored: StoredFacts
    changed: frozenset[str] | None
    """The facts that differ from the state before; None where names differ, too, or there was none, or
    somebody was forgotten since."""
    forgotten: int = 0
    """How many people were forgotten, whose names stood with what they did."""


async def has_facts(database: Database) -> bool:
    """Tell whether the ledger holds anything yet; StorageError if it cannot be read."""
    async with database.reading() as session:
        return await ledger.head(session) > 0


async def recall(database: Database, before: Recalled | None = None) -> Recalled:
    """Read the state of the ledger, or what has changed since an earlier one; StorageError if it fails."""
    async with database.reading() as session:
        head = await ledger.head(session)
        problems = await synced.all_problems(session)
        forgotten = await cursor(session, FORGOTTEN)
        if before and forgotten == before.forgotten and not await _has_new_names(session, before.base.head):
            return await _changed(session, before, head, problems)
        entities = await ledger.stored(session, "entity")
        topics = await ledger.stored(session, "topic")
        sources = await ledger.stored(session, "source")
        facts = await ledger.stored(session, "fact")
    stored = StoredFacts({each.id: each for each in facts}, _sources(sources))
    base = FactBase(
        entities={each.id: Entity.model_validate_json(each.body) for each in entities if each.is_active},
        topics={each.id: Topic.model_validate_json(each.body) for each in topics if each.is_active},
        facts=stored,
        **_left_out(problems, stored),
        standings=stored.standings,
        credibilities=stored.credibilities,
        withdrawn=stored.withdrawn,
        withdrawn_claims=stored.withdrawn_claims,
        head=head,
    )
    return Recalled(base, stored, None, forgotten)


async def _has_new_names(session: Session, seen: int) -> bool:
    return bool(
        await ledger.stored(session, "entity", after=seen)
        or await ledger.stored(session, "topic", after=seen)
    )


async def _changed(session: Session, before: Recalled, head: int, problems: Mapping[str, str]) -> Recalled:
    seen = before.base.head
    if head == seen:
        base = replace(before.base, **_left_out(problems, before.stored))
        return replace(before, base=base, changed=frozenset())
    facts = await ledger.stored(session, "fact", after=seen)
    sources = _sources(await ledger.stored(session, "source", after=seen))
    stored = before.stored.with_changes(facts, sources)
    # A source's title is in the index with each of its facts.
    of_sources = {fact_id for fact_id in stored.known if source_of(fact_id) in sources} if sources else set()
    base = replace(
        before.base,
        facts=stored,
        **_left_out(problems, stored),
        standings=stored.standings,
        credibilities=stored.credibilities,
        withdrawn=stored.withdrawn,
        withdrawn_claims=stored.withdrawn_claims,
        head=head,
    )
    changed = frozenset({*(each.id for each in facts), *of_sources})
    return Recalled(base, stored, changed, before.forgotten)


def _left_out(problems: Mapping[str, str], stored: StoredFacts) -> dict[str, Any]:
    """Return what is kept out, marked like its document; not what is served as it was before the error."""
    left_out = {name: message for name, message in problems.items() if name not in stored}
    marked = {
        name: stored.sources[source_of(name)].tlp for name in left_out if source_of(name) in stored.sources
    }
    strict = {name: tlp for name, tlp in marked.items() if is_looser(UNMARKED, tlp)}
    return {"left_out": left_out, "markings": {**stored.markings, **strict} if strict else stored.markings}


def _sources(found: Iterable[Stored]) -> dict[str, Source]:
    return {each.id: Source.model_validate_json(each.body) for each in found if each.body}
