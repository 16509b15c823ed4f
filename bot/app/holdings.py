"""What the ledger holds, looked at without bringing its tables up to date."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.database import database_url, has_database
from bot.app.indexing import index_path, read_saved
from bot.app.looking import Look
from bot.digests.ceilings import BECAME_SHARED
from bot.domain.assessment import day_in_words
from bot.factbase.recalling import Recalled, recall
from bot.settings import Settings
from bot.storage import ledger, subscriptions
from bot.storage.connecting import in_file, on_server
from bot.storage.engine import Database, StorageError

AHEAD = timedelta(hours=1)
"""More than two machines' clocks may differ by."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger holds, as far as it can be read."""

    state: Recalled | None = None
    last_at: datetime | None = None
    """When its last event was; None before the first."""
    shared: tuple[str, ...] = ()
    """The digests that rest because others have come to their channels."""

    @property
    def facts(self) -> int:
        """How many facts it serves."""
        return len(self.state.base.facts) if self.state else 0


async def held(settings: Settings) -> Held:
    """Read what the ledger serves; nothing where there is none, or it cannot be read."""
    if not has_database(settings):
        return Held()
    try:
        async with _as_it_is(settings) as database:
            state = await recall(database)
            async with database.reading() as session:
                last = await ledger.numbered(session, [state.base.head])
            shared = await _shared(database)
    except StorageError:
        # Why, the look at the database says.
        return Held()
    return Held(state, last[0].at if last else None, shared)


@asynccontextmanager
async def _as_it_is(settings: Settings) -> AsyncIterator[Database]:
    url = database_url(settings)
    database = Database(on_server(url) if url else await asyncio.to_thread(in_file, settings.data_dir))
    try:
        yield database
    finally:
        await database.close()


async def _shared(database: Database) -> tuple[str, ...]:
    try:
        async with database.reading() as session:
            return tuple(await subscriptions.paused_because(session, BECAME_SHARED))
    except StorageError:
        # An earlier release had none, and its tables are left as they are.
        return ()


def look_at_shared(found: Held) -> Iterator[Look]:
    """Look which digests rest because others than our own have come to their channels."""
    if found.shared:
        yield Look(
            "note",
            f"paused, since guests or other organisations came: {', '.join(found.shared)}",
            "Resume each that is to go on with what is TLP:CLEAR: `footnote digest resume ID`.",
        )


def look_at_index(found: Held, settings: Settings) -> Iterator[Look]:
    """Look where the index is saved, how large it is, and whether it fits what the ledger holds."""
    path = index_path(settings)
    if found.state is None or not found.facts:
        return
    if path is None:
        yield Look("ok", "index: built at each start; FOOTNOTE_INDEX_DIR would save it")
        return
    try:
        size = f"{path.stat().st_size / 1e6:.1f} MB"
    except OSError:
        yield Look("ok", f"{path}: no index is saved yet; the next start does so")
        return
    saved = read_saved(path, found.state)
    if saved is None:
        yield Look("note", f"{path}: the saved index ({size}) does not fit", "The next start builds it anew.")
        return
    changed = ", but for what changed since" if saved.came or saved.gone else ""
    yield Look("ok", f"{path}: the saved index ({size}) fits{changed}")


def look_at_last_event(found: Held, now: datetime) -> Iterator[Look]:
    """Look whether the last event is dated in the time to come: no event after it can be earlier."""
    if found.last_at and found.last_at > now + AHEAD:
        when = f"{day_in_words(found.last_at.date())}, {found.last_at:%H:%M} UTC"
        yield Look(
            "note",
            f"the ledger's last event is dated {when}: a clock was ahead; `known on` is off until then",
            "Set the clocks of all machines that write to it, best by NTP.",
        )
