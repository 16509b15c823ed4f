"""How long 10,000 digests take that are all due at nine, in 2,000 channels.

The strict local Slack holds us to its limit, a message a second and channel, and answers after 100 ms. The
clock runs as the real one does, so that what this machine needs counts, and skips only what everybody waits
for. One replica, then two, then two with a few channels that Slack refuses for ten minutes. Last, what it
takes to compose and draw one digest. The last line sums up; the exit code is 1 when a target is missed.

    python bench/digests_due.py [--quick]      10,000 digests, or 1,000 in 200 channels
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the builders of the tests

from ceilings import inside, tlp_of  # noqa: E402  # beside this file
from digest_cost import COST_HEADING, cost_lines  # noqa: E402  # beside this file
from made_ledger import add_facts, begin_ledger, subscribe  # noqa: E402  # the same
from running_clock import RunningClock  # noqa: E402  # the same

from bot.app.delivering import BEAT_S, make_outbox  # noqa: E402  # after the path
from bot.app.digesting import DRAWING, DUE_S, composer_of  # noqa: E402  # the same
from bot.app.following import follower_of  # noqa: E402  # the same
from bot.console.team import BOT_USER_ID, Channel, Message  # noqa: E402  # the same
from bot.console.workspace import Workspace  # noqa: E402  # the same
from bot.digests.sending import Digests  # noqa: E402  # the same
from bot.domain.postman import Place, Writing  # noqa: E402  # the same
from bot.log import configure_logging  # noqa: E402  # the same
from bot.settings import Settings  # noqa: E402  # the same
from bot.slack.posting import SlackPostman, posting_client, shared_session  # noqa: E402  # the same
from bot.storage import deliveries  # noqa: E402  # the same
from bot.storage.engine import Database, open_database  # noqa: E402  # the same

CHANNELS, QUICK_CHANNELS = 2000, 200
EACH_CHANNEL = 5
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
BEGINS_AT = NINE + timedelta(seconds=DUE_S)
"""The worst case: the beat before came just before nine."""
NEW_FACTS = 6
AWAY_S = 0.1
APART_S = 1.0
REFUSED, REFUSED_FOR_S = 5, 600
TARGET_S = 300.0
"""15 s until the beat, 5 s for five messages a channel, 28 ms a digest where Slack runs on the same cores."""
GIVE_UP_S = 900.0
LOOKS_EVERY_S = 0.2


class Distant(SlackPostman):
    """Has a way to Slack, and back."""

    async def post(self, place: Place, writing: Writing, *, key: str) -> str:
        """Post, some time later."""
        await asyncio.sleep(AWAY_S)
        return await super().post(place, writing, key=key)


@dataclass(frozen=True)
class Outcome:
    """What came of one run."""

    replicas: int
    due: int
    lost: int
    doubled: int
    too_fast: int
    """Messages that Slack refused, or that stand less than a second after another of their channel."""
    lags_s: list[float]
    """From nine o'clock to each message, in channels that Slack took messages for."""
    refused: list[float]
    """The same, in those that it refused for a while."""
    cpu_s: float

    @property
    def is_met(self) -> bool:
        """Whether all arrived once, at Slack's pace, in time."""
        is_once = not (self.lost or self.doubled or self.too_fast)
        late = max(self.refused, default=0.0) - REFUSED_FOR_S
        return is_once and max(*self.lags_s, late) <= TARGET_S

    def line(self) -> str:
        """Return its line of the table."""
        counts = (self.replicas, self.due, self.lost, self.doubled, self.too_fast)
        lags = (median(self.lags_s), max(self.lags_s), max(self.refused, default=0.0))
        numbers = "".join(f"{count:>10}" for count in counts)
        return numbers + "".join(f"{lag:>10.1f}" for lag in lags) + f"{self.cpu_s:>10.1f}"


HEADING = "  replicas       due      lost   doubled  too fast  median s   worst s refused s     CPU s"


async def measure(channels: list[str], replicas: int, refused: int = 0) -> Outcome:
    """Let everything be due, and count what stands in the channels."""
    with tempfile.TemporaryDirectory(prefix="footnote-due-") as directory:
        database = await open_database(None, Path(directory))
        try:
            yesterday = NINE - timedelta(days=1)
            await begin_ledger(database, yesterday)
            await subscribe(database, channels, EACH_CHANNEL, now=yesterday, next_at=NINE)
            await add_facts(database, range(NEW_FACTS), NINE - timedelta(hours=1))
            clock = RunningClock(BEGINS_AT)
            async with Workspace(now=clock) as workspace:
                for name in channels:
                    workspace.add_channel(Channel(name, name.lower(), members=frozenset({BOT_USER_ID})))
                workspace.faults.limit_rate(retry_after_s=REFUSED_FOR_S, times=refused)
                began_s = time.process_time()
                async with _beating(database, workspace, clock, replicas):
                    await _all_over(database, len(channels) * EACH_CHANNEL)
                cpu_s = time.process_time() - began_s
            return await _outcome(database, workspace, channels, (replicas, cpu_s))
        finally:
            await database.close()


@asynccontextmanager
async def _beating(
    database: Database, workspace: Workspace, clock: RunningClock, replicas: int
) -> AsyncIterator[None]:
    """Let the hearts of replicas beat until the block ends."""
    beats: list[asyncio.Task[None]] = []
    async with AsyncExitStack() as stack:
        for _ in range(replicas):
            session = await stack.enter_async_context(shared_session())
            postman = Distant(posting_client(workspace.bot_token, workspace.api_url, session))
            outbox = make_outbox(database, postman, Settings(_env_file=None), clock, tlp_of)
            composer = composer_of(database, await follower_of(database, clock))
            digests = Digests(database, composer, DRAWING, clock, inside)
            beats += [
                asyncio.create_task(clock.beat(digests.beat, DUE_S)),
                asyncio.create_task(clock.beat(outbox.beat, BEAT_S)),
            ]
        yield
        for each in beats:
            each.cancel()
        await asyncio.gather(*beats, return_exceptions=True)


async def _all_over(database: Database, due: int) -> None:
    async with asyncio.timeout(GIVE_UP_S):
        over = 0
        while over < due:
            await asyncio.sleep(LOOKS_EVERY_S)
            async with database.reading() as session:
                counts = await deliveries.counts(session)
            over = counts.get("sent", 0) + counts.get("quiet", 0)


async def _outcome(
    database: Database, workspace: Workspace, channels: list[str], run: tuple[int, float]
) -> Outcome:
    due = len(channels) * EACH_CHANNEL
    async with database.reading() as session:
        made = await deliveries.latest(session, due + 1)
    keys = Counter(_key(one) for name in channels for one in workspace.messages(name))
    lags = [[float(one.ts) - NINE.timestamp() for one in workspace.messages(name)] for name in channels]
    apart = sum(after - before < APART_S for every in lags for before, after in pairwise(every))
    return Outcome(
        replicas=run[0],
        due=due,
        lost=due - len(made) + sum(not keys[f"{each.key}:0"] for each in made if each.parts_total),
        doubled=sum(count - 1 for count in keys.values()),
        too_fast=len(workspace.refusals) + apart,
        lags_s=[lag for every in lags if max(every) < REFUSED_FOR_S for lag in every],
        refused=[lag for every in lags if max(every) >= REFUSED_FOR_S for lag in every],
        cpu_s=run[1],
    )


def _key(message: Message) -> str:
    return str((message.metadata or {}).get("event_payload", {}).get("key", ""))


async def _print_all(channels: list[str]) -> list[Outcome]:
    print(HEADING, flush=True)
    outcomes = []
    for replicas, refused in ((1, 0), (2, 0), (2, REFUSED)):
        outcomes.append(await measure(channels, replicas, refused))
        print(outcomes[-1].line(), flush=True)
    print(COST_HEADING)
    print(*await cost_lines(), sep="\n", flush=True)
    return outcomes


def main() -> int:
    """Measure, print it, and return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_CHANNELS} channels, not {CHANNELS}")
    count = QUICK_CHANNELS if parser.parse_args().quick else CHANNELS
    configure_logging(to_terminal=False, is_quiet=True)
    outcomes = asyncio.run(_print_all([f"C{number:09}" for number in range(count)]))
    is_met = all(outcome.is_met for outcome in outcomes)
    print(
        f"digests_due: {outcomes[0].due} due at nine in {count} channels, lost "
        f"{sum(each.lost for each in outcomes)}, doubled {sum(each.doubled for each in outcomes)}, too fast "
        f"{sum(each.too_fast for each in outcomes)}; worst lag {max(outcomes[0].lags_s):.0f} s, with two "
        f"replicas {max(outcomes[1].lags_s):.0f} s: {'ok' if is_met else 'MISSED'}"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
