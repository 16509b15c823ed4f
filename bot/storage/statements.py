"""What SQLite and PostgreSQL both say, but SQLAlchemy only in the words of each."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from bot.storage.engine import Session

MOST_ROWS = 500
"""Rows or keys a statement: below the number of parameters that either database takes."""
_Each = TypeVar("_Each")


def insert_unless_there(session: Session, table: Table) -> Any:  # noqa: ANN401  # one of two dialects' Insert
    """Insert rows; one whose key is there already changes nothing."""
    return _insert(session, table).on_conflict_do_nothing()


def upsert(session: Session, table: Table) -> Any:  # noqa: ANN401  # one of two dialects' Insert
    """Insert whole rows; one whose primary key is there already takes its place."""
    statement = _insert(session, table)
    keys = [column.name for column in table.primary_key]
    others = {
        column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys
    }
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


def batches(items: Sequence[_Each], size: int = MOST_ROWS) -> Iterator[Sequence[_Each]]:
    """Cut a sequence into parts that fit a statement."""
    return (items[at : at + size] for at in range(0, len(items), size))


def _insert(session: Session, table: Table) -> Any:  # noqa: ANN401  # one of two dialects' Insert
    if session.dialect.name == "postgresql":
        # Nobody else needs its 30 ms.
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # see above

        return postgresql.insert(table)
    return sqlite.insert(table)
