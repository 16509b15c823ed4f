"""Stretches of the ledger without its words, read in parts, so that others are served in between."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import JSON, ColumnElement, Row, Select, cast, select, type_coerce

from bot.domain.ledger import EventKind, Target
from bot.storage.engine import Session
from bot.storage.statements import MOST_ROWS
from bot.storage.tables import events


@dataclass(frozen=True, slots=True)
class Touch:
    """An event, without what it says."""

    seq: int
    kind: EventKind
    target: Target


Arrivals: TypeAlias = Mapping[date, Mapping[str, tuple[str, str]]]
"""By day and fact: the ids of the topic and the place that it named first as it came; or nothing."""


async def touches_after(session: Session, seq: int) -> list[Touch]:
    """Return the events after a number."""
    found = select(events.c.seq, events.c.kind, events.c.target_kind, events.c.target)
    return [
        Touch(row.seq, row.kind, Target(row.target_kind, row.target))
        async for row in _in_parts(session, found, seq)
    ]


async def last_touches(session: Session, since: datetime, until_seq: int, limit: int) -> list[Touch]:
    """Return the events from a moment on, up to a number, the newest first; a first load is left out."""
    found = select(events.c.seq, events.c.kind, events.c.target_kind, events.c.target)
    found = found.where(events.c.at >= since, events.c.seq <= until_seq, events.c.origin != "baseline")
    rows = await session.execute(found.order_by(events.c.seq.desc()).limit(limit))
    return [Touch(row.seq, row.kind, Target(row.target_kind, row.target)) for row in rows]


async def arrivals_since(session: Session, moment: datetime) -> Arrivals:
    """Return which facts were added from a moment on; a first load is left out."""
    # Later events have higher numbers, by which they are found in parts.
    begun = select(events.c.seq).where(events.c.at >= moment).order_by(events.c.at, events.c.seq).limit(1)
    first = await session.scalar(begun)
    if first is None:
        return {}
    first_of = (_first(session, "topics").label("topic"), _first(session, "places").label("place"))
    is_news = (events.c.kind == "add", events.c.origin != "baseline")
    found = select(events.c.seq, events.c.target_kind, events.c.target, events.c.at, *first_of)
    arrivals: defaultdict[date, dict[str, tuple[str, str]]] = defaultdict(dict)
    # Many are about the same.
    alike: dict[tuple[str, str], tuple[str, str]] = {}
    async for row in _in_parts(session, found.where(*is_news), first - 1):
        # Asked for facts alone, SQLite would go through an index of all of them for each part.
        if row.target_kind == "fact":
            about = (row.topic or "", row.place or "")
            arrivals[row.at.date()][row.target] = alike.setdefault(about, about)
    return dict(arrivals)


async def _in_parts(session: Session, found: Select[Any], after: int) -> AsyncIterator[Row[Any]]:
    """Yield the rows of events after a number, in their order."""
    part = None
    while part is None or len(part) == MOST_ROWS:
        asked = found.where(events.c.seq > after).order_by(events.c.seq).limit(MOST_ROWS)
        part = (await session.execute(asked)).all()
        for row in part:
            yield row
        after = part[-1].seq if part else after


def _first(session: Session, field: str) -> ColumnElement[str]:
    """Return the first of several that an event's body names."""
    is_server = session.dialect.name == "postgresql"
    body = cast(events.c.body, JSON) if is_server else type_coerce(events.c.body, JSON)
    found: ColumnElement[str] = body[(field, 0)].as_string()
    return found
