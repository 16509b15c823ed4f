"""Curation by command: each opens the database that the settings name, does one thing and closes it."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app.asking import desks_to_ask
from bot.app.database import database_of
from bot.app.following import now
from bot.curation.acts import Acts
from bot.curation.gaps import Gaps
from bot.curation.life import done_in_words, life, life_in_lines
from bot.curation.proposals import Proposals
from bot.curation.review import Card, Reviews
from bot.domain.answers import NothingKnown, Question
from bot.domain.assessment import day_in_words
from bot.domain.handling import STRICTEST
from bot.domain.ledger import Actor
from bot.errors import FootnoteError
from bot.factbase.export import export
from bot.factbase.recalling import has_facts
from bot.factbase.sync import Synced, sync
from bot.settings import Settings
from bot.storage.engine import Database


@dataclass(frozen=True, slots=True)
class Curation:
    """What curators do, on one database."""

    database: Database
    acts: Acts
    proposals: Proposals
    reviews: Reviews
    gaps: Gaps


def curation_on(database: Database) -> Curation:
    """Join the parts of curation to a database."""
    return Curation(
        database,
        Acts(database, now),
        Proposals(database, now),
        Reviews(database, now),
        Gaps(database, now),
    )


@asynccontextmanager
async def curating(settings: Settings) -> AsyncIterator[Curation]:
    """Open the database for one command; raise StorageError if it fails."""
    async with database_of(settings) as database:
        yield curation_on(database)


async def sync_files(settings: Settings) -> Synced:
    """Bring the ledger up to date with the files."""
    async with database_of(settings) as database:
        return await sync(database, settings.knowledge_dir, settings.seeds_dir, now)


async def export_facts(settings: Settings, to: Path | None) -> dict[str, tuple[str, ...]]:
    """Write the facts that the ledger owns into dossiers; return their ids by file.

    Raise FootnoteError if the ledger is empty.
    """
    async with database_of(settings) as database:
        await _refuse_empty(database)
        return await export(database, settings.knowledge_dir, to)


async def act(settings: Settings, kind: str, fact_id: str, name: str, said: Mapping[str, str]) -> str:
    """Do one act of judgement, with what was `said` of it (`why`, `by`); say what was done."""
    async with curating(settings) as curation:
        event = await getattr(curation.acts, kind)(as_written(fact_id), actor_named(name), **said)
    return f"{event.target.id}: {done_in_words(event)} (event {event.seq})."


def actor_named(name: str) -> Actor:
    """Name who acts on the command line."""
    return Actor(f"cli:{name.casefold()}", name)


def as_written(name: str) -> str:
    """Return an id as the ledger has it, however it was typed: its letters are small."""
    return name.lower()


async def life_of(settings: Settings, name: str) -> tuple[str, ...]:
    """Tell all that happened to what bears an id."""
    async with database_of(settings) as database, database.reading() as session:
        return tuple(life_in_lines(await life(session, as_written(name))))


async def queue_in_lines(settings: Settings) -> tuple[str, ...]:
    """List what awaits a curator; raise FootnoteError if the ledger is empty."""
    async with curating(settings) as curation:
        await _refuse_empty(curation.database)
        cards = await curation.reviews.queue(STRICTEST)
    lines = [line for card in cards for line in _card_in_lines(card)]
    return tuple(lines) or ("Nothing awaits a curator.",)


def _card_in_lines(card: Card) -> Iterator[str]:
    name = card.fact.id if card.proposal is None else f"proposal {card.proposal.id}"
    by = f", by {card.proposal.by.name}" if card.proposal else ""
    shown = f", shown in {card.shown} message{'' if card.shown == 1 else 's'}" if card.shown else ""
    taken = f", taken by {card.taken.by.name}" if card.taken.by else ""
    yield f"{card.why:<10}  {name}{by}{shown}{taken}: {card.fact.claim}"
    for doubt in card.doubts:
        kind = "flag" if card.standing and doubt in card.standing.flags else "dispute"
        yield f"{'':<10}  {kind} by {doubt.by.name}, {day_in_words(doubt.at.date())}: {doubt.why}"


async def _refuse_empty(database: Database) -> None:
    if not await has_facts(database):
        raise FootnoteError("The ledger is empty. Run `footnote sync` first.")


async def gaps_in_lines(settings: Settings) -> tuple[str, ...]:
    """List the questions asked most that nothing answers by now."""
    async with desks_to_ask(settings) as desks, curating(settings) as curation:
        desk = desks.whole
        found = await curation.gaps.top(lambda text: not isinstance(desk.reply(Question(text)), NothingKnown))
    return tuple(
        f"{gap.count:>5} ×  {gap.last_at:%Y-%m-%d}  {gap.text}"
        f"{f' (a source is known: {gap.decided_by})' if gap.state == 'source' else ''}"
        for gap in found
    ) or ("No question is without an answer.",)
