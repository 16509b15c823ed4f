"""What it takes to compose and draw one digest: with nothing changed, and with 300 changes."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from statistics import median

from ceilings import INSIDE
from made_ledger import add_facts, begin_ledger, subscribe

from bot.app.digesting import composer_of
from bot.app.following import follower_of
from bot.digests.composing import Composer
from bot.domain.digests import Part, Subscription
from bot.slack.blocks.digest import draw_digest
from bot.storage import subscriptions
from bot.storage.engine import open_database

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
CHANGES = (0, 300)
ROUNDS = 20
COST_HEADING = "composed and drawn:  changes  messages  first ms  median ms"


async def cost_lines() -> list[str]:
    """Return a line for each number of changes."""
    return [await _cost_line(changes) for changes in CHANGES]


async def _cost_line(changes: int) -> str:
    database = await open_database(None, None)
    try:
        yesterday = NINE - timedelta(days=1)
        await begin_ledger(database, yesterday)
        await subscribe(database, ["C1"], 1, now=yesterday, next_at=NINE)
        await add_facts(database, range(changes), NINE - timedelta(hours=1))
        composer = composer_of(database, await follower_of(database, lambda: NINE))
        async with database.reading() as session:
            [subscription] = await subscriptions.all_of(session)
        first_ms, parts = await _timed(composer, subscription)
        again_ms = [(await _timed(composer, subscription))[0] for _ in range(ROUNDS)]
        return f"{'':<19}{changes:>9}{len(parts):>10}{first_ms:>10.1f}{median(again_ms):>11.2f}"
    finally:
        await database.close()


async def _timed(composer: Composer, subscription: Subscription) -> tuple[float, Sequence[Part]]:
    """Compose and draw once; return the milliseconds, and what was drawn."""
    began_s = time.perf_counter()
    parts = draw_digest(await composer.compose(subscription, NINE, INSIDE))
    return (time.perf_counter() - began_s) * 1000, parts
