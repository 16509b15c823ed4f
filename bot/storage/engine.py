"""The database: how it is opened, and the two kinds of transactions on it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.connecting import FILE_NAME, Engines, in_file, in_memory, on_server
from bot.storage.failures import (
    DatabaseAwayError,
    DatabaseBusyError,
    DatabaseFullError,
    DatabaseNewerError,
    DirectoryTakenError,
    StorageError,
    failures_told,
)
from bot.storage.tables import metadata
from bot.storage.upgrading import HEAD, refuse_newer, upgrade, version

__all__ = [
    "FILE_NAME",
    "Database",
    "DatabaseAwayError",
    "DatabaseBusyError",
    "DatabaseFullError",
    "DatabaseNewerError",
    "DirectoryTakenError",
    "Session",
    "StorageError",
    "examine_database",
    "lock",
    "open_database",
]

Session: TypeAlias = AsyncConnection


class Database:
    """One database, on which the rooms above begin their transactions."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._is_closed = False

    @property
    def name(self) -> str:
        """What sentences call it; never with a password."""
        return self._engines.name

    @property
    def is_shared(self) -> bool:
        """Whether several running bots may use it at once."""
        return self._engines.writer.dialect.name == "postgresql"

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Session]:
        """Read and write in one transaction, which an error rolls back; on SQLite one at a time.

        Raise StorageError where the database fails.
        """
        async with self._transaction(self._engines.writer) as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """Read one state of the database, whatever is written meanwhile; in memory one at a time.

        Raise StorageError where the database fails.
        """
        async with self._transaction(self._engines.reader) as session:
            yield session

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[Session]:
        if self._is_closed:
            raise StorageError(f"{self.name} is closed, for this Footnote is stopping. Start it again.")
        with failures_told(self.name):
            async with engine.begin() as session:
                yield session

    async def close(self) -> None:
        """End every connection; no transaction may be under way."""
        self._is_closed = True
        await self._engines.close()


async def lock(session: Session, name: str) -> None:
    """Hold a name until the transaction ends; whoever comes second waits, at most 10 s.

    Raise DatabaseBusyError after that. On SQLite one transaction writes at a time, which is enough.
    """
    if session.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        await session.execute(select(func.pg_advisory_xact_lock(number)))


async def open_database(url: str | None, directory: Path | None) -> Database:
    """Open a database and bring its tables up to date: by URL, else in a directory, else in memory.

    Raise StorageError, with what to do, if it cannot be reached, read or written, or is a newer Footnote's.
    """
    database = await _connect(url, directory)
    async with AsyncExitStack() as on_failure:
        on_failure.push_async_callback(database.close)
        if url or directory:
            await _upgrade(database)
        else:
            async with database.begin() as session:
                # It is new: to look for each table would take as long as to make it.
                await session.run_sync(partial(metadata.create_all, checkfirst=False))
        on_failure.pop_all()
    return database


async def examine_database(url: str | None, directory: Path | None) -> str:
    """Return a database's name, and leave its tables as they are; raise what open_database would raise."""
    database = await _connect(url, directory)
    try:
        async with database.begin() as session:
            await session.run_sync(refuse_newer, database.name)
    finally:
        await database.close()
    return database.name


async def _connect(url: str | None, directory: Path | None) -> Database:
    if url:
        return Database(on_server(url))
    if directory is None:
        return Database(in_memory())
    return Database(await asyncio.to_thread(in_file, directory))


async def _upgrade(database: Database) -> None:
    async with database.reading() as session:
        if await session.run_sync(version) == HEAD:
            return
    async with database.begin() as session:
        # Whoever comes second waits here, and finds nothing left to do.
        await lock(session, "upgrade")
        await session.run_sync(upgrade, database.name)
