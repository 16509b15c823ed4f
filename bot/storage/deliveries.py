"""Each digest on its way, and what became of the earlier ones."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, delete, func, select, update

from bot.domain.digests import Delivery, Part
from bot.storage.engine import Session
from bot.storage.postings import without_words
from bot.storage.statements import insert_unless_there
from bot.storage.tables import deliveries, outbox


async def add(session: Session, delivery: Delivery) -> bool:
    """Keep a new delivery; False if there is one with its key."""
    row = {
        "key": delivery.key,
        "subscription": delivery.subscription_id,
        "channel": delivery.channel,
        "kind": delivery.kind,
        "due_at": delivery.due_at,
        "made_at": delivery.made_at,
        "from_seq": delivery.from_seq,
        "to_seq": delivery.to_seq,
        "parts": _parts_text(delivery.parts),
        "tlp": delivery.tlp,
        "parts_total": delivery.parts_total,
        "sent": delivery.sent,
        "state": delivery.state,
        "ts": delivery.ts,
        "error": delivery.error,
        "finished_at": delivery.finished_at,
    }
    inserted = insert_unless_there(session, deliveries).values(row).returning(deliveries.c.key)
    return (await session.execute(inserted)).first() is not None


async def find(session: Session, key: str) -> Delivery | None:
    """Return one delivery; None if there is none with that key."""
    found = await _deliveries(session, select(deliveries).where(deliveries.c.key == key))
    return found[0] if found else None


async def latest(session: Session, limit: int, *, subscription_id: str = "") -> list[Delivery]:
    """Return deliveries, the newest first; of one subscription where one is given."""
    found = select(deliveries).order_by(deliveries.c.due_at.desc(), deliveries.c.key).limit(limit)
    if subscription_id:
        found = found.where(deliveries.c.subscription == subscription_id)
    return await _with_attempts(session, await _deliveries(session, found))


async def counts(session: Session) -> dict[str, int]:
    """Count the deliveries that are kept, by state."""
    counted = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    return {row[0]: row[1] for row in (await session.execute(counted)).all()}


async def note_sent(session: Session, delivery: Delivery, ts: str) -> Delivery:
    """Note that one more message of a delivery stands, and return it so."""
    after = replace(delivery, sent=delivery.sent + 1, ts=delivery.ts or ts)
    changed = update(deliveries).where(deliveries.c.key == delivery.key)
    await session.execute(changed.values(sent=after.sent, ts=after.ts))
    return after


async def finish(session: Session, delivery: Delivery, now: datetime) -> None:
    """Note what became of a delivery; what it says is kept only if it may still be posted."""
    parts = _parts_text(delivery.parts if delivery.state == "failed" else ())
    values = {"state": delivery.state, "error": delivery.error, "finished_at": now, "parts": parts}
    await session.execute(update(deliveries).where(deliveries.c.key == delivery.key).values(values))


async def reopen(session: Session, key: str) -> None:
    """Note that a failed delivery goes on."""
    values = {"state": "open", "error": "", "finished_at": None}
    await session.execute(update(deliveries).where(deliveries.c.key == key).values(values))


async def blank_words(session: Session, fact_ids: Collection[str]) -> None:
    """Take the words of facts out of what is still to be posted of digests."""
    for fact_id in fact_ids:
        holding = select(deliveries).where(deliveries.c.parts.contains(fact_id, autoescape=True))
        for each in await _deliveries(session, holding):
            parts = _parts_text(_without_words(fact_id, part) for part in each.parts)
            changed = update(deliveries).where(deliveries.c.key == each.key)
            await session.execute(changed.values(parts=parts))


async def forget_before(session: Session, finished_before: datetime) -> None:
    """Drop the deliveries that were over before a moment."""
    await session.execute(delete(deliveries).where(deliveries.c.finished_at < finished_before))


async def _deliveries(session: Session, found: Select[Any]) -> list[Delivery]:
    return [_delivery(row) for row in (await session.execute(found)).mappings()]


async def _with_attempts(session: Session, found: list[Delivery]) -> list[Delivery]:
    """Add how often the last message that was begun with was tried, as long as the outbox knows."""
    last = {f"{each.key}:{min(each.sent, max(0, each.parts_total - 1))}": each.key for each in found}
    asked = select(outbox.c.key, outbox.c.attempts).where(outbox.c.key.in_(last))
    attempts = {last[row.key]: row.attempts for row in (await session.execute(asked)).all()}
    return [replace(each, attempts=attempts.get(each.key, 0)) for each in found]


def _without_words(fact_id: str, part: Part) -> Part:
    text, blocks = without_words(fact_id, part.text, [dict(block) for block in part.blocks])
    return replace(part, text=text, blocks=tuple(blocks))


def _parts_text(parts: Iterable[Part]) -> str:
    return json.dumps([[each.text, list(each.blocks), each.facts] for each in parts], ensure_ascii=False)


def _parts(text: str) -> tuple[Part, ...]:
    return tuple(
        Part(said, tuple(blocks), tuple((fact_id, content_hash) for fact_id, content_hash in facts))
        for said, blocks, facts in json.loads(text)
    )


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(
        key=row["key"],
        subscription_id=row["subscription"],
        channel=row["channel"],
        kind=row["kind"],
        due_at=row["due_at"],
        made_at=row["made_at"],
        from_seq=row["from_seq"],
        to_seq=row["to_seq"],
        parts=_parts(row["parts"]),
        tlp=row["tlp"],
        parts_total=row["parts_total"],
        sent=row["sent"],
        state=row["state"],
        ts=row["ts"],
        error=row["error"],
        finished_at=row["finished_at"],
    )
