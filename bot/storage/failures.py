"""What the failures of a database are called, and the sentence that each is told in."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

from bot.errors import FootnoteError

PRIMARY_CODE = 0xFF
"""SQLite's extended codes say more in the higher bits."""
AWAY = ("08", "28", "3D", "53300", "57P")
"""PostgreSQL's states: no connection, no such user or database, too many connections, shutting down."""
BUSY = ("40", "55P03", "57014")
"""PostgreSQL's states: a deadlock, a lock or a statement that takes too long."""
FULL = ("53100", "53200")
OF_THE_LINK = frozenset({"OperationalError", "InterfaceError"})
"""What drivers raise where there is no connection. A value that cannot be stored has no state, too."""


class StorageError(FootnoteError):
    """The database cannot be read or written."""

    in_public = "The database cannot be used at the moment: nothing was done. Try again in a minute."


class DatabaseAwayError(StorageError):
    """The database server cannot be reached, or lets nobody in."""


class DatabaseBusyError(StorageError):
    """Somebody else holds the database for too long."""


class DatabaseFullError(StorageError):
    """The disk of the database is full."""


class DatabaseNewerError(StorageError):
    """The tables are those of a newer Footnote."""


class DirectoryTakenError(StorageError):
    """Another running bot uses the data directory."""


@contextmanager
def failures_told(name: str) -> Iterator[None]:
    """Turn the failures of the database of that name into StorageError; let everything else pass.

    A statement that was never sent (a naive datetime, a column that does not exist) is our own mistake and
    stays what it is.
    """
    try:
        yield
    except DBAPIError as error:
        raise _told(name, error.orig or error) from error
    except NoConnectionFreeError as error:
        raise _busy(name, "every connection is in use") from error
    except sqlite3.Error as error:
        raise _told(name, error) from error


def unusable(name: str, why: object) -> StorageError:
    """Say that a database file cannot be read or written."""
    return StorageError(
        f"{name} cannot be used ({why}). Make it writable, or set FOOTNOTE_DATA_DIR to a directory that is."
    )


def _told(name: str, error: BaseException) -> StorageError:
    # PostgreSQL's further lines repeat the values of a row.
    why = (str(error).strip() or type(error).__name__).splitlines()[0]
    if isinstance(error, sqlite3.Error):
        return _told_of_sqlite(name, error, why)
    state = getattr(error, "sqlstate", None)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if state.startswith(AWAY) if state else kinds & OF_THE_LINK:
        return DatabaseAwayError(
            f"{name} cannot be reached ({why}). Start it, or mend FOOTNOTE_DATABASE_URL."
        )
    if state and state.startswith(BUSY):
        return _busy(name, why)
    if state and state.startswith(FULL):
        return _full(name)
    return StorageError(f"{name} fails ({why}). Look at its log.")


def _told_of_sqlite(name: str, error: sqlite3.Error, why: str) -> StorageError:
    match getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE:
        case sqlite3.SQLITE_FULL:
            return _full(name)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _busy(name, why)
        case _:
            return unusable(name, why)


def _busy(name: str, why: str) -> DatabaseBusyError:
    return DatabaseBusyError(f"{name} is busy ({why}): nothing was written. Try again in a minute.")


def _full(name: str) -> DatabaseFullError:
    return DatabaseFullError(f"{name} has no room left: nothing was written. Make room on its disk.")
