"""The database file of one bot process: how it is opened, and what its failures are called."""

import sqlite3
from pathlib import Path
from typing import TypeAlias

from bot.errors import FootnoteError

Database: TypeAlias = sqlite3.Connection

BUSY_TIMEOUT_S = 0.5
"""Only at start: afterwards nobody else can hold a lock."""
FILE_NAME = "footnote.sqlite3"


class StorageError(FootnoteError):
    """The database cannot be read or written."""


class DirectoryTakenError(StorageError):
    """Another process owns the database of this directory."""


def open_database(directory: Path | None) -> Database:
    """Open, and make if need be, the database in a directory, or one in memory for None.

    Raise StorageError, with what to do, if the directory cannot be written or belongs to another process.
    """
    try:
        if directory is not None:
            directory.mkdir(parents=True, exist_ok=True)
        where = ":memory:" if directory is None else directory / FILE_NAME
        # isolation_level None: each statement is its own transaction unless we begin one.
        connection = sqlite3.connect(where, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        # One process owns the file, so no request ever waits for another process's lock.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise _unusable(directory, error) from error
        raise DirectoryTakenError(
            f"{directory}: another Footnote uses this data directory. End it, or set FOOTNOTE_DATA_DIR to "
            "a directory of its own."
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise _unusable(directory, error) from error
    return connection


def _unusable(directory: Path | None, error: Exception) -> StorageError:
    return StorageError(
        f"{directory}: the data directory cannot be used ({error}). "
        "Make it writable, or set FOOTNOTE_DATA_DIR to a directory that is."
    )
