"""What kill -9 costs: events and corrections, counted after a worker was killed at 200 random moments.

A worker takes changing files over into the ledger and sends the corrections that follow, to a strict local
Slack in a process of its own, which answers some time after it has done what it was asked. The worker is
killed at random, and started again, on SQLite and on PostgreSQL; then once more each with the look-up
switched off, which must show doubles, else the kills missed. This process counts, in the database and at
Slack. The last line sums up; the exit code is 1 when a target is missed. `--quick` kills 20 times.
"""

import argparse
import asyncio
import multiprocessing
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the builders of the tests

from changing_files import ChangingFiles  # noqa: E402  # beside this file
from crash_worker import Workplace, now, outbox_of, run_worker  # noqa: E402  # beside this file
from slow_slack import CHANNELS, run_slack  # noqa: E402  # beside this file

from bot.curation import corrections  # noqa: E402
from bot.delivery.outbox import Outbox  # noqa: E402
from bot.domain.facts import Fact  # noqa: E402
from bot.domain.ledger import Event, content_hash, fold  # noqa: E402
from bot.factbase.sync import sync  # noqa: E402
from bot.log import configure_logging  # noqa: E402
from bot.slack.posting import shared_session  # noqa: E402
from bot.storage import ledger  # noqa: E402
from bot.storage.engine import Database, open_database  # noqa: E402
from bot.storage.tables import outbox  # noqa: E402
from tests.databases import empty_schema, postgresql_server  # noqa: E402
from tests.delivery.circle import letter_of  # noqa: E402

KILLED_AFTER_S = ((0.0, 0.04), (0.02, 0.45))
"""By turns: soon, which falls into taking over the file, and later, which falls into the corrections."""
SETTLES_WITHIN_S = 60.0
PRELOADED = (
    "bot.app.delivering",
    "bot.console.workspace",
    "bot.factbase.sync",
    "bot.storage.upgrading",
    "psycopg",
)
"""A worker is started by a fork of a process that has these: it is killed at its work, not at its imports."""
FACTS_A_MESSAGE = 3


@dataclass(frozen=True)
class Count:
    """What came of one run."""

    database: str
    looks_up: bool
    kills: int
    in_sync: int
    in_corrections: int
    events: int
    lost: int
    doubled: int
    told: int
    told_twice: int
    uncorrected: int

    @property
    def is_met(self) -> bool:
        """Whether nothing was lost, and doubles came only where nobody looked."""
        kept = not (self.lost or self.doubled or self.uncorrected)
        return kept and (self.told_twice == 0 if self.looks_up else self.told_twice > 0)


async def measure(place: Workplace, files: ChangingFiles, kills: int, kind: str) -> Count:
    """Kill a worker again and again, let the last one finish, and count."""
    context = multiprocessing.get_context("forkserver")
    chance = random.Random(kills)  # noqa: S311  # reproducible, not secret
    phases: Counter[bytes] = Counter()
    database = await open_database(place.url, place.directory)
    try:
        async with shared_session() as session:
            made = outbox_of(place, database, session)
            shown = await _show(database, made, files)
            for number in range(kills):
                files.change()
                phase = context.Value("c", b"-")
                worker = context.Process(target=run_worker, args=(place, phase))
                worker.start()
                await _begun(phase)
                await asyncio.sleep(chance.uniform(*KILLED_AFTER_S[number % 2]))
                worker.kill()
                worker.join()
                phases[phase.value] += 1
            await _settle(place, database, made)
            async with session.get(f"{place.slack}/messages") as answer:
                messages = await answer.json()
        return await _counted(database, files, shown, messages, (kind, place.looks_up, kills, phases))
    finally:
        await database.close()


async def _begun(phase: Any) -> None:  # noqa: ANN401  # the same
    while phase.value == b"-":  # noqa: ASYNC110  # another process sets it
        await asyncio.sleep(0.005)


async def _show(database: Database, made: Outbox, files: ChangingFiles) -> dict[str, Fact]:
    """Take the files over, and post their facts, three a message."""
    head = (await sync(database, files.root / "knowledge", files.root / "seeds", now)).head
    facts = list(files.facts.values())
    for number in range(2 * len(CHANNELS)):
        some = [facts[(number + step) % len(facts)] for step in range(FACTS_A_MESSAGE)]
        channel = CHANNELS[number % len(CHANNELS)]
        await made.send(letter_of(*some, key=f"share:{number}", channel=channel, seen_seq=head))
    return {each.id: each for each in facts}


async def _settle(place: Workplace, database: Database, made: Outbox) -> None:
    async with asyncio.timeout(SETTLES_WITHIN_S):
        while True:
            await sync(database, place.root / "knowledge", place.root / "seeds", now)
            await corrections.sweep(database, now(), 180)
            await made.beat()
            async with database.reading() as session:
                left = select(outbox.c.key).where(outbox.c.state.in_(("due", "posting"))).limit(1)
                if await session.scalar(left) is None:
                    return
            await asyncio.sleep(0.1)


async def _counted(
    database: Database,
    files: ChangingFiles,
    shown: dict[str, Fact],
    messages: list[dict[str, Any]],
    run: tuple[str, bool, int, Counter[bytes]],
) -> Count:
    kind, looks_up, kills, phases = run
    async with database.reading() as session:
        events = await ledger.events_after(session, 0)
        is_sent = (outbox.c.kind == "correction", outbox.c.state == "sent", outbox.c.ts.is_not(None))
        sent = list(await session.scalars(select(outbox.c.key).where(*is_sent)))
    replies = Counter(one["key"] for one in messages if one["key"].startswith("correction:"))
    roots = [one for one in messages if one["key"].startswith("share:")]
    untold = sum(replies[key] == 0 for key in sent)
    wrong = sum(not _is_right(one, files.facts, shown) for one in roots)
    return Count(
        database=kind,
        looks_up=looks_up,
        kills=kills,
        in_sync=phases[b"s"],
        in_corrections=phases[b"c"],
        events=len(events),
        lost=_lost(events, files.facts),
        doubled=_doubled(events),
        told=len(replies),
        told_twice=sum(count - 1 for count in replies.values())
        + sum(count - 1 for count in Counter(one["key"] for one in roots).values()),
        uncorrected=untold + wrong,
    )


def _lost(events: tuple[Event, ...], facts: dict[str, Fact]) -> int:
    """Count numbers that are missing, and facts that do not stand in the ledger as in the file."""
    gaps = sum(event.seq != number for number, event in enumerate(events, 1))
    kept = {target.id: each.standing for target, each in fold(events).items()}
    return gaps + sum(
        kept[fact_id].content_hash != content_hash(fact)
        or kept[fact_id].is_active != (fact.status == "active")
        for fact_id, fact in facts.items()
    )


def _doubled(events: tuple[Event, ...]) -> int:
    """Count events that change nothing: what they say was so already."""
    before: dict[str, tuple[str, bool]] = {}
    doubled = 0
    for event in events:
        known = before.get(event.target.id)
        active = event.kind != "retract" and (event.kind == "restore" or known is None or known[1])
        after = (event.content_hash, active)
        doubled += known == after
        before[event.target.id] = after
    return doubled


def _is_right(message: dict[str, Any], facts: dict[str, Fact], shown: dict[str, Fact]) -> bool:
    """Tell whether a message shows its facts as the file has them."""
    blocks = {block.get("block_id", ""): block for block in message["blocks"]}
    for fact_id in (name.partition(":")[2] for name in blocks if name.startswith("claim:")):
        fact = facts[fact_id]
        is_struck = blocks[f"claim:{fact_id}"]["type"] == "rich_text"
        line = str(blocks.get(f"now:{fact_id}", ""))
        is_revised = content_hash(fact) != content_hash(shown[fact_id])
        if is_struck != (fact.status == "retracted"):
            return False
        if not is_struck and is_revised != ("*Revised*" in line):
            return False
    return True


@contextmanager
def _place(kind: str, *, looks_up: bool, server: str) -> Iterator[tuple[Workplace, ChangingFiles]]:
    context = multiprocessing.get_context("forkserver")
    here, there = context.Pipe()
    slack = context.Process(target=run_slack, args=(there,), daemon=True)
    slack.start()
    url, token = here.recv()
    try:
        with tempfile.TemporaryDirectory(prefix="footnote-crash-") as directory:
            root = Path(directory)
            files = ChangingFiles(root)
            if kind == "SQLite":
                yield Workplace(None, root / "data", root, url, token, looks_up), files
            else:
                with empty_schema(server) as schema:
                    yield Workplace(schema, None, root, url, token, looks_up), files
    finally:
        slack.kill()
        slack.join()


def report(count: Count) -> None:
    """Print one line of the table."""
    numbers = (count.kills, count.in_sync, count.in_corrections, count.events, count.lost, count.doubled)
    told = (count.told, count.told_twice, count.uncorrected)
    look_up = "with" if count.looks_up else "without"
    print(f"{count.database:<10} {look_up:<8}", *(f"{number:>7}" for number in (*numbers, *told)), flush=True)


def main() -> int:
    """Run all four, print them, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="kill 20 times instead of 200")
    parser.add_argument("--without-look-up", action="store_true", help="only the comparison")
    arguments = parser.parse_args()
    configure_logging(to_terminal=False, is_quiet=True)
    multiprocessing.get_context("forkserver").set_forkserver_preload(list(PRELOADED))
    kills = 20 if arguments.quick else 200
    print(
        "database   look-up    kills in sync   corr.  events    lost doubled    told   twice  untold",
        flush=True,
    )
    counts = []
    with postgresql_server() as server:
        for looks_up in (False,) if arguments.without_look_up else (True, False):
            for kind in ("SQLite", "PostgreSQL"):
                with _place(kind, looks_up=looks_up, server=server) as (place, files):
                    counts.append(asyncio.run(measure(place, files, kills, kind)))
                report(counts[-1])
    is_met = all(count.is_met for count in counts)
    with_it = [count for count in counts if count.looks_up]
    without = sum(count.told_twice for count in counts if not count.looks_up)
    lost, doubled = sum(count.lost for count in with_it), sum(count.doubled for count in with_it)
    twice, untold = sum(count.told_twice for count in with_it), sum(count.uncorrected for count in with_it)
    print(
        f"crash_ledger: {sum(count.kills for count in with_it)} kills with the look-up: events lost {lost}, "
        f"doubled {doubled}; messages told twice {twice}, uncorrected {untold}; without it told twice "
        f"{without}: {'ok' if is_met else 'MISSED'}"
    )
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
