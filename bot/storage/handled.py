"""The deliveries of Slack that were begun and finished, one row each."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from bot.storage.engine import Database, StorageError

Claimed: TypeAlias = Literal["first", "again", "busy", "done"]


def create_table(database: Database) -> None:
    """Make the table where it is not there yet."""
    with _failures():
        database.execute(
            "CREATE TABLE IF NOT EXISTS handled (key TEXT PRIMARY KEY, claimed_at REAL NOT NULL, "
            "lease_until REAL NOT NULL, done_at REAL) WITHOUT ROWID"
        )


def claim(database: Database, key: str, *, now: float, lease_s: float) -> Claimed:
    """Take a delivery, unless it is done or somebody has it; `again` if an earlier try did not finish."""
    with _failures():
        fresh = database.execute(
            "INSERT INTO handled VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING", (key, now, now + lease_s)
        )
        if fresh.rowcount:
            return "first"
        taken = database.execute(
            "UPDATE handled SET lease_until = ? WHERE key = ? AND done_at IS NULL AND lease_until <= ?",
            (now + lease_s, key, now),
        )
        if taken.rowcount:
            return "again"
        row = database.execute("SELECT done_at FROM handled WHERE key = ?", (key,)).fetchone()
    return "busy" if row and row[0] is None else "done"


def confirm(database: Database, key: str, *, now: float) -> None:
    """Note that a delivery is finished."""
    with _failures():
        database.execute("UPDATE handled SET done_at = ? WHERE key = ?", (now, key))


def release(database: Database, key: str, *, now: float) -> None:
    """End the lease of one delivery that is not finished."""
    with _failures():
        database.execute("UPDATE handled SET lease_until = ? WHERE key = ? AND done_at IS NULL", (now, key))


def release_unfinished(database: Database, *, now: float) -> None:
    """End every lease: called at start, when whoever held one is gone."""
    with _failures():
        database.execute("UPDATE handled SET lease_until = ? WHERE done_at IS NULL", (now,))


def forget_before(database: Database, moment: float) -> None:
    """Drop the deliveries claimed before a moment: Slack will not send them again."""
    with _failures():
        database.execute("DELETE FROM handled WHERE claimed_at < ?", (moment,))


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(
            f"the database of handled deliveries fails ({error}). Look at disk and data directory."
        ) from error
