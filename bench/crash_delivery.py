"""What kill -9 costs: 1,000 digests and more, their poster killed at 200 random moments.

Digests are sent while facts come in all the time, to a strict local Slack in a process of its own, which
answers some time after it has done what it was asked, and cuts connections. One poster is killed and
followed by another on SQLite; on PostgreSQL there are two at a time. Then once more each with the look-up
switched off, which must show doubles, else the kills missed. Every event counts once a subscription, every
message once. The last line sums up; the exit code is 1 when a target is missed. `--quick` kills 10 times.
"""

import argparse
import asyncio
import multiprocessing
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the builders of the tests

from crash_worker import Workplace, now  # noqa: E402  # beside this file
from delivery_tally import Message, Tally, tally  # noqa: E402  # the same
from delivery_worker import run_poster  # noqa: E402  # the same
from made_ledger import add_facts, added_about, begin_ledger, subscribe  # noqa: E402  # the same
from slow_slack import CHANNELS, UNHEARD, run_slack  # noqa: E402  # the same

from bot.digests.subscribing import SubscribingRefusedError, Subscriptions  # noqa: E402  # after the path
from bot.domain.digests import Delivery, Subscription  # noqa: E402  # the same
from bot.log import configure_logging  # noqa: E402  # the same
from bot.storage import deliveries, ledger, outbox, subscriptions  # noqa: E402  # the same
from bot.storage.engine import Database, open_database  # noqa: E402  # the same
from tests.databases import empty_schema, postgresql_server  # noqa: E402  # the same

KILLS, DELIVERIES = 200, 1000
QUICK_KILLS, QUICK_DELIVERIES = 10, 60
KILLED_AFTER_S = (0.05, 1.5)
EACH_CHANNEL = 5
REPLICAS = {"SQLite": 1, "PostgreSQL": 2}
DROPS = 0.05
CHANGES_EVERY_S = 0.25
LOST_PATIENCE_S = 2.0
"""What is due for longer was taken by a poster that died: whoever waits asks for it again."""
SETTLES_WITHIN_S = 120.0
MOST = 1_000_000
PRELOADED = (
    "bot.app.delivering",
    "bot.app.digesting",
    "bot.console.workspace",
    "bot.scheduling.jobs",
    "bot.storage.upgrading",
    "delivery_worker",
    "psycopg",
)
"""A poster is started by a fork of a process that has these: it is killed at its work, not at its imports."""
_CONTEXT = multiprocessing.get_context("forkserver")


@dataclass
class Poster:
    """A process that posts, until it is killed."""

    place: Workplace
    has_begun: Any = field(default_factory=_CONTEXT.Event)

    def __post_init__(self) -> None:
        self._process = _CONTEXT.Process(target=run_poster, args=(self.place, self.has_begun))
        self._process.start()

    async def begun(self) -> None:
        """Wait until it is at its work."""
        if not await asyncio.to_thread(self.has_begun.wait, SETTLES_WITHIN_S):
            raise SystemExit("A poster did not begin. Run bench/delivery_worker.py's loop by hand.")

    def kill(self) -> None:
        """Kill it, and wait until it is gone."""
        self._process.kill()
        self._process.join()


@dataclass
class Run:
    """One run on one database."""

    place: Workplace
    database: Database
    replicas: int
    facts: int = 0
    """How many were added."""
    kills: int = 0
    is_changing: bool = True

    async def kill_and_change(self, kills: int, wanted: int) -> None:
        """Kill a poster again and again while facts come in, until enough was sent; then let all be sent."""
        await begin_ledger(self.database, now())
        await subscribe(self.database, CHANNELS, EACH_CHANNEL, now=now(), next_at=now())
        posters = [Poster(self.place) for _ in range(self.replicas)]
        changing = asyncio.create_task(self._change())
        try:
            chance = random.Random(kills)  # noqa: S311  # reproducible, not secret
            while self.kills < kills or await self._sent() < wanted:
                number = chance.randrange(self.replicas)
                await posters[number].begun()
                await asyncio.sleep(chance.uniform(*KILLED_AFTER_S))
                posters[number].kill()
                self.kills += 1
                posters[number] = Poster(self.place)
            self.is_changing = False
            await changing
            async with asyncio.timeout(SETTLES_WITHIN_S):
                while not await self._is_settled():  # noqa: ASYNC110  # other processes settle it
                    await asyncio.sleep(CHANGES_EVERY_S)
        finally:
            changing.cancel()
            for each in posters:
                each.kill()

    async def told(self) -> list[Delivery]:
        """Return every delivery."""
        async with self.database.reading() as session:
            return await deliveries.latest(session, MOST)

    async def subscribed(self) -> list[Subscription]:
        """Return every subscription."""
        async with self.database.reading() as session:
            return await subscriptions.all_of(session)

    async def _change(self) -> None:
        """Add facts, one at a time, and ask for the digests that are not on their way."""
        while self.is_changing:
            await add_facts(self.database, [self.facts], now())
            self.facts += 1
            await self._ask(await self.subscribed())
            await asyncio.sleep(CHANGES_EVERY_S)

    async def _ask(self, all_of: list[Subscription]) -> None:
        asking = Subscriptions(self.database, now)
        for each in all_of:
            since_s = (now() - each.next_at).total_seconds() if each.next_at else 0.0
            if not each.under_way and not 0 <= since_s < LOST_PATIENCE_S:
                try:
                    await asking.send_now(each.id)
                except SubscribingRefusedError:
                    continue  # it has gone on its way meanwhile

    async def _sent(self) -> int:
        async with self.database.reading() as session:
            return (await deliveries.counts(session)).get("sent", 0)

    async def _is_settled(self) -> bool:
        """Ask for what is left to be told, and tell whether there was nothing."""
        async with self.database.reading() as session:
            head = await ledger.head(session)
            waiting = await outbox.waiting(session)
        behind = [each for each in await self.subscribed() if each.cursor < head or each.under_way]
        await self._ask(behind)
        return not behind and not waiting


@dataclass(frozen=True)
class Count:
    """What came of a run, and where."""

    database: str
    looks_up: bool
    kills: int
    unheard: int
    """How often Slack had posted something and nobody heard it say so."""
    tally: Tally

    @property
    def is_met(self) -> bool:
        """Whether nothing was lost, and doubles came only where nobody looked."""
        return self.tally.is_whole and (self.tally.twice == 0) == self.looks_up

    def line(self) -> str:
        """Return its line of the table."""
        told = self.tally
        numbers = (self.kills, self.unheard, told.deliveries, told.messages, told.lost, told.doubled)
        more = (told.misplaced, told.told, told.events_lost, told.events_doubled)
        look_up = "with" if self.looks_up else "without"
        return " ".join((f"{self.database:<10} {look_up:<7}", *(f"{each:>8}" for each in (*numbers, *more))))


HEADING = (
    "database   look-up    kills  unheard  digests messages     lost  doubled misplaced  events"
    "     lost  doubled"
)


async def measure(place: Workplace, kind: str, kills: int, wanted: int) -> Count:
    """Run, and count in the database and at Slack."""
    database = await open_database(place.url, place.directory)
    try:
        run = Run(place, database, REPLICAS[kind])
        await run.kill_and_change(kills, wanted)
        async with ClientSession() as session, session.get(f"{place.slack}/messages") as answer:
            messages: list[Message] = await answer.json()
            unheard = int(answer.headers[UNHEARD])
        expected = {each.id: added_about(each.wishes.about, run.facts) for each in await run.subscribed()}
        return Count(kind, place.looks_up, run.kills, unheard, tally(await run.told(), messages, expected))
    finally:
        await database.close()


@contextmanager
def _place(kind: str, *, looks_up: bool, server: str) -> Iterator[Workplace]:
    here, there = _CONTEXT.Pipe()
    slack = _CONTEXT.Process(target=run_slack, args=(there, DROPS), daemon=True)
    slack.start()
    url, token = here.recv()
    try:
        with tempfile.TemporaryDirectory(prefix="footnote-crash-") as directory:
            root = Path(directory)
            if kind == "SQLite":
                yield Workplace(None, root / "data", root, url, token, looks_up)
            else:
                with empty_schema(server) as schema:
                    yield Workplace(schema, None, root, url, token, looks_up)
    finally:
        slack.kill()
        slack.join()


def main() -> int:
    """Run all four, print them, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"kill {QUICK_KILLS} times, not {KILLS}")
    is_quick = parser.parse_args().quick
    kills, wanted = (QUICK_KILLS, QUICK_DELIVERIES) if is_quick else (KILLS, DELIVERIES)
    configure_logging(to_terminal=False, is_quiet=True)
    _CONTEXT.set_forkserver_preload(list(PRELOADED))
    print(HEADING, flush=True)
    counts = []
    with postgresql_server() as server:
        for looks_up in (True, False):
            for kind in REPLICAS:
                with _place(kind, looks_up=looks_up, server=server) as place:
                    counts.append(asyncio.run(measure(place, kind, kills, wanted)))
                print(counts[-1].line(), flush=True)
    is_met = all(count.is_met for count in counts)
    with_it = [count for count in counts if count.looks_up]
    told = [count.tally for count in with_it]
    without = sum(count.tally.twice for count in counts if not count.looks_up)
    print(
        f"crash_delivery: {sum(count.kills for count in with_it)} kills, "
        f"{sum(each.deliveries for each in told)} digests with the look-up: messages and events lost "
        f"{sum(each.lost + each.events_lost for each in told)}, doubled {sum(each.twice for each in told)}, "
        f"misplaced {sum(each.misplaced for each in told)}; without it doubled {without}: "
        f"{'ok' if is_met else 'MISSED'}"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
