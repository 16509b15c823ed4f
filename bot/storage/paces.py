"""When the next message may go to a channel, for all who post there; '' is the whole workspace."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from bot.storage.engine import Session
from bot.storage.statements import upsert
from bot.storage.tables import paces

WORKSPACE = ""


def is_paused(channel: ColumnElement[str], now: datetime) -> ColumnElement[bool]:
    """Be true of the rows of another table whose channel has to wait."""
    return exists(select(paces.c.channel).where(paces.c.channel == channel, paces.c.not_before > now))


async def free_at(session: Session, channel: str) -> datetime | None:
    """Return from when on a message may go to a channel; None if it never had to wait."""
    found: datetime | None = await session.scalar(
        select(paces.c.not_before).where(paces.c.channel == channel)
    )
    return found


async def take_turn(session: Session, channel: str, now: datetime, apart: timedelta) -> None:
    """Count one message, after which the channel waits; turns taken early add up."""
    await _wait(session, channel, max(await free_at(session, channel) or now, now) + apart)


async def pause(session: Session, channel: str, until: datetime) -> None:
    """Let a channel wait at least until then."""
    await _wait(session, channel, max(await free_at(session, channel) or until, until))


async def _wait(session: Session, channel: str, until: datetime) -> None:
    row: dict[str, Any] = {"channel": channel, "not_before": until}
    await session.execute(upsert(session, paces), [row])
