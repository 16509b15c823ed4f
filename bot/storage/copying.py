"""The ledger of one database is copied into another, which is empty."""

from sqlalchemy import insert, select

from bot.storage.engine import Database
from bot.storage.statements import batches
from bot.storage.tables import coverage, documents, events, problems, synced, targets

_LEDGER = (events, targets, documents, synced, problems, coverage)


async def copy_ledger(kept: Database, empty: Database) -> None:
    """Copy what was done, what stands after it, and the documents; StorageError if that fails."""
    async with kept.reading() as reading, empty.begin() as writing:
        for table in _LEDGER:
            rows = (await reading.execute(select(table))).mappings().all()
            for part in batches([dict(row) for row in rows]):
                await writing.execute(insert(table), part)
