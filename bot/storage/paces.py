"""When the next message may go to a channel, for all who post there; '' is the whole workspace.

What lies further ahead than the longest pause was written by a clock that ran ahead, and counts as over.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select

from bot.storage.engine import Session
from bot.storage.statements import upsert
from bot.storage.tables import paces

WORKSPACE = ""
LONGEST = timedelta(hours=1)
"""No pause and no lease is longer."""


def is_paused(channel: ColumnElement[str], now: datetime) -> ColumnElement[bool]:
    """Be true of the rows of another table whose channel has to wait."""
    return exists(
        select(paces.c.channel).where(paces.c.channel == channel, is_ahead(paces.c.not_before, now))
    )


def is_ahead(
    moment: ColumnElement[datetime] | ColumnElement[datetime | None], now: datetime
) -> ColumnElement[bool]:
    """Be true of a moment that is still to be waited for."""
    return and_(moment > now, moment <= now + LONGEST)


async def free_at(session: Session, channel: str, now: datetime) -> datetime:
    """Return from when on a message may go to a channel: now, or later."""
    waits = select(paces.c.not_before).where(paces.c.channel == channel, is_ahead(paces.c.not_before, now))
    return await session.scalar(waits) or now


async def take_turns(session: Session, channels: Collection[str], now: datetime, apart: timedelta) -> None:
    """Count one message in each of some channels, which then waits; turns taken early add up."""
    waiting = select(paces.c.channel, paces.c.not_before).where(
        paces.c.channel.in_(channels), is_ahead(paces.c.not_before, now)
    )
    free_at = {row.channel: row.not_before for row in (await session.execute(waiting)).all()}
    await _wait(session, {channel: free_at.get(channel, now) + apart for channel in channels})


async def pause(session: Session, channel: str, until: datetime, now: datetime) -> None:
    """Let a channel wait at least until then, but no longer than an hour."""
    await _wait(session, {channel: max(await free_at(session, channel, now), min(until, now + LONGEST))})


async def _wait(session: Session, until: Mapping[str, datetime]) -> None:
    rows: list[dict[str, Any]] = [{"channel": each, "not_before": moment} for each, moment in until.items()]
    await session.execute(upsert(session, paces), rows)
