"""Events as rows of their table."""

import json
from typing import Any

from sqlalchemy import RowMapping, Select

from bot.domain.ledger import Actor, Event, Target
from bot.storage.engine import Session
from bot.storage.tables import events


async def read_events(session: Session, found: Select[Any]) -> tuple[Event, ...]:
    """Return the events that were selected, in their order."""
    rows = (await session.execute(found.order_by(events.c.seq))).mappings()
    return tuple(_event(row) for row in rows)


def event_row(event: Event) -> dict[str, Any]:
    """Write an event as its row."""
    return {
        "seq": event.seq,
        "at": event.at,
        "kind": event.kind,
        "target_kind": event.target.kind,
        "target": event.target.id,
        "actor_id": event.actor.id,
        "actor_name": event.actor.name,
        "content_hash": event.content_hash,
        "body": None if event.body is None else json.dumps(event.body, ensure_ascii=False),
        "changed": json.dumps(event.changed),
        "review_by": event.review_by,
        "note": event.note,
        "origin": event.origin,
        "cause": event.cause or None,
    }


def _event(row: RowMapping) -> Event:
    return Event(
        seq=row["seq"],
        at=row["at"],
        kind=row["kind"],
        target=Target(row["target_kind"], row["target"]),
        actor=Actor(row["actor_id"], row["actor_name"]),
        content_hash=row["content_hash"],
        body=json.loads(row["body"]) if row["body"] else None,
        changed=tuple(json.loads(row["changed"])),
        review_by=row["review_by"],
        note=row["note"],
        origin=row["origin"],
        cause=row["cause"] or "",
    )
