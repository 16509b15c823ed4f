"""The worker that `crash_ledger.py` kills: it takes over files and sends the corrections that follow."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from ceilings import tlp_of

from bot.app.delivering import make_outbox
from bot.curation import corrections
from bot.delivery.claims import Rules
from bot.delivery.outbox import Outbox
from bot.domain.postman import Place
from bot.factbase.sync import sync
from bot.log import configure_logging
from bot.settings import Settings
from bot.slack.posting import SlackPostman, posting_client, shared_session
from bot.storage.engine import Database, StorageError, open_database

LEASE = timedelta(seconds=1)
"""Above Slack's slowest commit here, as the product's two minutes are above the real one's."""
RULES = Rules(LEASE, timedelta(), timedelta(), most_attempts=100_000, longest_pause=LEASE)


@dataclass(frozen=True)
class Workplace:
    """Where a worker works."""

    url: str | None
    directory: Path | None
    root: Path
    slack: str
    token: str
    looks_up: bool


class Forgetful(SlackPostman):
    """Never looks whether a message stands already."""

    async def find(self, place: Place, *, key: str, since: datetime) -> str | None:  # noqa: ARG002
        """Find nothing."""
        return None


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def run_worker(place: Workplace, phase: Any) -> None:  # noqa: ANN401  # multiprocessing's Value
    """Take over and correct, again and again, until this process is killed."""
    configure_logging(to_terminal=False, is_quiet=True)
    asyncio.run(_work(place, phase))


async def _work(place: Workplace, phase: Any) -> None:  # noqa: ANN401  # the same
    database = await open_database(place.url, place.directory)
    async with shared_session() as session:
        made = outbox_of(place, database, session)
        while True:
            try:
                phase.value = b"s"
                await sync(database, place.root / "knowledge", place.root / "seeds", now)
                phase.value = b"c"
                await corrections.sweep(database, now(), 180)
                await made.beat()
            except StorageError:
                continue
            phase.value = b"-"
            await asyncio.sleep(0.01)


def outbox_of(place: Workplace, database: Database, session: ClientSession) -> Outbox:
    """Make the outbox of a worker: with the look-up, or without."""
    client = posting_client(place.token, f"{place.slack}/api/", session)
    postman = SlackPostman(client) if place.looks_up else Forgetful(client)
    return make_outbox(database, postman, Settings(_env_file=None), now, tlp_of, rules=RULES)
