"""What the ledger holds, looked at without bringing its tables up to date."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.database import database_url, has_database
from bot.app.looking import Look
from bot.domain.assessment import day_in_words
from bot.settings import Settings
from bot.storage import ledger
from bot.storage.connecting import in_file, on_server
from bot.storage.engine import Database, StorageError

AHEAD = timedelta(hours=1)
"""More than two machines' clocks may differ by."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger holds, as far as it can be read."""

    facts: int = 0
    last_at: datetime | None = None
    """When its last event was; None before the first."""


async def held(settings: Settings) -> Held:
    """Read how many facts the ledger serves; nothing where there is none, or it cannot be read."""
    if not has_database(settings):
        return Held()
    try:
        url = database_url(settings)
        database = Database(on_server(url) if url else await asyncio.to_thread(in_file, settings.data_dir))
    except StorageError:
        return Held()
    try:
        async with database.reading() as session:
            facts = await ledger.stored(session, "fact")
            last = await ledger.numbered(session, [await ledger.head(session)])
    except StorageError:
        # Why, the look at the database says.
        return Held()
    finally:
        await database.close()
    return Held(sum(each.is_active for each in facts), last[0].at if last else None)


def look_at_last_event(found: Held, now: datetime) -> Iterator[Look]:
    """Look whether the last event is dated in the time to come: no event after it can be earlier."""
    if found.last_at and found.last_at > now + AHEAD:
        when = f"{day_in_words(found.last_at.date())}, {found.last_at:%H:%M} UTC"
        yield Look(
            "note",
            f"the ledger's last event is dated {when}: a clock was ahead; `known on` is off until then",
            "Set the clocks of all machines that write to it, best by NTP.",
        )
