"""The deliveries of Slack that were begun and finished, one row each."""

from typing import Literal, TypeAlias

from sqlalchemy import delete, select, update

from bot.storage.engine import Session
from bot.storage.statements import insert_unless_there
from bot.storage.tables import handled

Claimed: TypeAlias = Literal["first", "again", "busy", "done"]

_unfinished = handled.c.done_at.is_(None)


async def claim(session: Session, key: str, *, now: float, lease_s: float) -> Claimed:
    """Take a delivery, unless it is done or somebody has it; `again` if an earlier try did not finish."""
    row = {"key": key, "claimed_at": now, "lease_until": now + lease_s}
    fresh = insert_unless_there(session, handled).values(row).returning(handled.c.key)
    if await session.scalar(fresh) is not None:
        return "first"
    free = update(handled).where(handled.c.key == key, _unfinished, handled.c.lease_until <= now)
    if (await session.execute(free.values(lease_until=now + lease_s))).rowcount:
        return "again"
    done_at = await session.scalar(select(handled.c.done_at).where(handled.c.key == key))
    return "busy" if done_at is None else "done"


async def confirm(session: Session, key: str, *, now: float) -> None:
    """Note that a delivery is finished."""
    await session.execute(update(handled).where(handled.c.key == key).values(done_at=now))


async def release(session: Session, key: str, *, now: float) -> None:
    """End the lease of one delivery that is not finished."""
    await session.execute(update(handled).where(handled.c.key == key, _unfinished).values(lease_until=now))


async def release_unfinished(session: Session, *, now: float) -> None:
    """End every lease: only where whoever held one is surely gone."""
    await session.execute(update(handled).where(_unfinished).values(lease_until=now))


async def forget_before(session: Session, moment: float) -> None:
    """Drop the deliveries claimed before a moment: Slack will not send them again."""
    await session.execute(delete(handled).where(handled.c.claimed_at < moment))
