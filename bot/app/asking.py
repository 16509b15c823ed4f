"""Answers on the command line: from the ledger where there is one, else straight from the files."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.answering.desks import Desks
from bot.app.database import database_of, has_database
from bot.app.desk import load_desk
from bot.app.following import follower_of, now
from bot.domain.handling import STRICTEST
from bot.factbase.fingerprints import fingerprints
from bot.factbase.recalling import has_facts
from bot.settings import Settings
from bot.storage import synced
from bot.storage.engine import Database


@asynccontextmanager
async def desks_to_ask(settings: Settings) -> AsyncIterator[Desks]:
    """Open the desks; raise KnowledgeError or StorageError if they have nothing to answer from."""
    if not has_database(settings):
        yield _of_files(settings)
        return
    async with database_of(settings) as database:
        if await has_facts(database):
            follower = await follower_of(database, now, settings)
            yield follower.desks
            await follower.close()
        else:
            yield _of_files(settings)


def _of_files(settings: Settings) -> Desks:
    """Answer straight from the files, for whoever has them: nothing in them is above their reader."""
    return Desks({STRICTEST: load_desk(settings)[0]})


async def files_are_ahead(settings: Settings) -> bool:
    """Tell whether files have changed since they were taken over into the ledger that answers."""
    if not has_database(settings) or not settings.knowledge_dir.is_dir():
        return False
    async with database_of(settings) as database:
        return await has_facts(database) and await _differ(database, settings)


async def _differ(database: Database, settings: Settings) -> bool:
    hashes = await asyncio.to_thread(fingerprints, settings.knowledge_dir, settings.seeds_dir)
    async with database.reading() as session:
        return hashes != await synced.file_hashes(session)
