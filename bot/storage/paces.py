"""When the next message may go to a channel, for all who post there; '' is the whole workspace.

What lies further ahead than the longest pause was written by a clock that ran ahead, and counts as over.
"""

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


async def take_turn(session: Session, channel: str, now: datetime, apart: timedelta) -> None:
    """Count one message, after which the channel waits; turns taken early add up."""
    await _wait(session, channel, await free_at(session, channel, now) + apart)


async def pause(session: Session, channel: str, until: datetime, now: datetime) -> None:
    """Let a channel wait at least until then, but no longer than an hour."""
    await _wait(session, channel, max(await free_at(session, channel, now), min(until, now + LONGEST)))


async def _wait(session: Session, channel: str, until: datetime) -> None:
    row: dict[str, Any] = {"channel": channel, "not_before": until}
    await session.execute(upsert(session, paces), [row])
