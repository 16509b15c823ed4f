"""How far each reader of the ledger has come."""

from sqlalchemy import select

from bot.storage.engine import Session
from bot.storage.statements import upsert
from bot.storage.tables import cursors


async def cursor(session: Session, name: str) -> int:
    """Return the number of the last event that a reader has dealt with; 0 before the first."""
    return await session.scalar(select(cursors.c.seq).where(cursors.c.name == name)) or 0


async def move_cursor(session: Session, name: str, seq: int) -> None:
    """Note that a reader has dealt with everything up to an event."""
    await session.execute(upsert(session, cursors), [{"name": name, "seq": seq}])
