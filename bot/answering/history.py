"""A fact's life, read from the ledger."""

from bot.domain.answers import FactHistory
from bot.domain.ledger import Target, fold
from bot.storage import ledger
from bot.storage.engine import Database


async def fact_history(database: Database, fact_id: str) -> FactHistory:
    """Read everything that happened to a fact: without an event if the ledger does not know it.

    Raises StorageError where the database fails.
    """
    target = Target("fact", fact_id)
    async with database.reading() as session:
        events = await ledger.history(session, target)
    body = fold(events)[target].body if events else None
    return FactHistory(fact_id, body["claim"] if body else None, events)
