"""The poster that `crash_delivery.py` kills: a bot's heart, which beats faster than the product's."""

import asyncio
from typing import Any

from ceilings import inside
from crash_worker import Workplace, now, outbox_of

from bot.app.digesting import DRAWING, composer_of
from bot.app.following import follower_of
from bot.digests.sending import Digests
from bot.log import configure_logging
from bot.scheduling.jobs import Job, heartbeat
from bot.slack.posting import shared_session
from bot.storage.engine import open_database

FOLLOW_S, DUE_S, POST_S = 0.1, 0.1, 0.05


def run_poster(place: Workplace, has_begun: Any) -> None:  # noqa: ANN401  # multiprocessing's Event
    """Compose and post what is due, again and again, until this process is killed."""
    configure_logging(to_terminal=False, is_quiet=True)
    asyncio.run(_post(place, has_begun))


async def _post(place: Workplace, has_begun: Any) -> None:  # noqa: ANN401  # the same
    database = await open_database(place.url, place.directory)
    follower = await follower_of(database, now)
    async with shared_session() as session:
        outbox = outbox_of(place, database, session)
        digests = Digests(database, composer_of(database, follower), DRAWING, now, inside)
        jobs = (
            Job("ledger", FOLLOW_S, follower.beat),
            Job("digests", DUE_S, digests.beat),
            Job("outbox", POST_S, outbox.beat),
        )
        async with heartbeat(jobs):
            has_begun.set()
            await asyncio.Event().wait()
