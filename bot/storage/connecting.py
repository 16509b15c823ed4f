"""The connections to a database: SQLite in a file or in memory, or a PostgreSQL server."""

import importlib
import sqlite3
import time
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.storage.failures import StorageError, failures_told, unusable

FILE_NAME = "footnote.sqlite3"
BUSY_TIMEOUT_S = 5
"""How long SQLite waits for another process's transaction."""
WAL_RETRY_S = 0.02
TURN_S = 10
"""How long a session waits for a connection of its own process."""
READERS = 4
"""Connections that read an SQLite file side by side."""
CONNECTIONS = 5
"""To a server, of one process; as many again for a moment."""
DRIVER = "postgresql+psycopg"
SCHEMES = ("postgresql", "postgres", DRIVER)
NETWORK = {
    "connect_timeout": "5",
    # A server that vanishes is noticed within 15 s, not after the system's two hours.
    "keepalives_idle": "10",
    "tcp_user_timeout": "15000",
}
LIMITS = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
"""A statement that hangs, and a process that freezes inside a transaction, stop nobody for good."""


@dataclass(frozen=True, slots=True)
class Engines:
    """The connections of one process to one database, for either kind of transaction."""

    name: str
    writer: AsyncEngine
    reader: AsyncEngine
    keeper: sqlite3.Connection | None = None
    """Holds a database in memory, which ends with its last connection."""

    async def close(self) -> None:
        """End every connection that is not in use."""
        await self.writer.dispose()
        await self.reader.dispose()
        if self.keeper is not None:
            self.keeper.close()


def in_file(directory: Path) -> Engines:
    """Make ready the file in a directory, and both if need be; raise StorageError if that cannot be done."""
    path = directory / FILE_NAME
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(str(directory), error.strerror) from error
    with failures_told(str(path)):
        _write_ahead(path)
    writer = _sqlite(str(path), {}, "BEGIN IMMEDIATE", connections=1)
    reader = _sqlite(str(path), {}, "BEGIN", connections=READERS)
    event.listen(reader.sync_engine, "connect", _refuse_writes)
    return Engines(str(path), writer, reader)


def in_memory() -> Engines:
    """Make an empty database in memory, with one connection that sessions take in turns."""
    where = f"file:{uuid.uuid4().hex}"
    shared = {"mode": "memory", "cache": "shared"}
    query = "&".join(f"{name}={value}" for name, value in shared.items())
    # The engine closes its connection when a task is cancelled on it.
    keeper = sqlite3.connect(f"{where}?{query}", uri=True, check_same_thread=False)
    engine = _sqlite(where, {**shared, "uri": "true"}, "BEGIN IMMEDIATE", connections=1)
    return Engines("the database in memory", engine, engine, keeper)


def on_server(text: str) -> Engines:
    """Make ready for a PostgreSQL server; raise StorageError if the URL is wrong or the driver missing."""
    url = _server_url(text)
    try:
        driver = importlib.import_module("psycopg")
    except ImportError as error:
        raise StorageError(
            f"FOOTNOTE_DATABASE_URL names PostgreSQL, and its driver is missing ({error}). "
            "Install it: pip install 'footnote[postgres]'."
        ) from error
    try:
        driver.conninfo.make_conninfo(**dict.fromkeys(url.query, ""))
    except driver.ProgrammingError as error:
        raise StorageError(
            f"FOOTNOTE_DATABASE_URL is wrong: {error}. Take it out.".replace("\n", "")
        ) from error
    options = f"{LIMITS} {url.query.get('options', '')}"
    engine = create_async_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_timeout=TURN_S,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={**NETWORK, "options": options},
    )
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    # The driver knows where to look then: PGHOST, or the socket of this machine.
    host = url.host or url.query.get("host") or "(no host named)"
    port = f":{url.port}" if url.port else ""
    database = f"/{url.database}" if url.database else ""
    return Engines(f"PostgreSQL {host}{port}{database}", engine, reader)


def _server_url(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in SCHEMES:
        # Neither the text nor the cause is shown: there may be a password in it.
        raise StorageError(
            "FOOTNOTE_DATABASE_URL is wrong: it is postgresql://user:password@host:port/database. "
            "Mend it, or leave it out to use SQLite in FOOTNOTE_DATA_DIR."
        )
    if text.count("@") > 1:
        # What follows the first one would be taken for the host, and shown.
        raise StorageError("FOOTNOTE_DATABASE_URL is wrong: write @ in the password as %40.")
    return url.set(drivername=DRIVER)


def _write_ahead(path: Path) -> None:
    """Let readers and a writer work side by side: a property of the file, from then on."""
    give_up_at = time.monotonic() + BUSY_TIMEOUT_S
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                # The one statement for which SQLite's own timeout does not wait.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up_at:
                    raise
                time.sleep(WAL_RETRY_S)
            else:
                return


def _sqlite(database: str, query: dict[str, str], begin: str, *, connections: int) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=database, query=query),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=TURN_S,
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own
    # No transaction but our own BEGIN: the driver's would come after the first SELECT.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_S * 1000}")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _refuse_writes(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only=ON")
    cursor.close()
