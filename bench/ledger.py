"""What a large ledger costs: taking over one changed file, starting, and following a change while answering.

Everything is the real command, in processes of its own, on made-up facts in SQLite: `footnote sync` and
`footnote serve` before a local Slack. The last line sums up; the exit code is 1 when a target is missed.

    python bench/ledger.py [--quick]      100,000 facts, or 10,000
"""

import argparse
import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from many_facts import write_dossiers
from rich.console import Console
from rich.table import Table

from bot.console.delivering import http_delivery
from bot.console.errors import ConsoleError
from bot.console.workspace import Workspace

ROOT = Path(__file__).parent.parent
FULL, QUICK = 100_000, 10_000
ROUNDS = 3
SYNC_S, START_S, FOLLOW_S, PAUSE_S = 2.0, 3.0, 5.0, 3.0
"""Targets. The last is Slack's own: nobody may wait longer while a change comes in."""
QUESTION = "afghanistan attacks"
GIVE_UP_S = 60
BETWEEN_QUESTIONS_S = 0.02


def command(directory: Path, *arguments: str, **more: str) -> tuple[list[str], dict[str, str]]:
    """Return a command of Footnote's and the environment it runs in."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "FOOTNOTE_KNOWLEDGE_DIR": str(directory / "knowledge"),
        "FOOTNOTE_SEEDS_DIR": str(directory / "seeds"),
        "FOOTNOTE_DATA_DIR": str(directory / "data"),
        **more,
    }
    return [sys.executable, "-m", "bot", *arguments], environment


def sync(directory: Path) -> float:
    """Run `footnote sync` and return the seconds it took."""
    arguments, environment = command(directory, "sync")
    started = time.perf_counter()
    subprocess.run(arguments, cwd=directory, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own
    return time.perf_counter() - started


def change(directory: Path, words: str) -> str:
    """Change the note of the first fact of a dossier and return the fact's id."""
    path = min((directory / "knowledge" / "facts").rglob("*.yaml"))
    lines = [line for line in path.read_text("utf-8").splitlines(keepends=True) if "note: round" not in line]
    at = next(number for number, line in enumerate(lines) if line.lstrip().startswith("- id:"))
    indent = " " * (lines[at].index("id:"))
    lines.insert(at + 1, f"{indent}note: round {words}\n")
    path.write_text("".join(lines), "utf-8")
    return lines[at].split("id:")[1].strip()


@asynccontextmanager
async def serving(directory: Path, workspace: Workspace) -> AsyncIterator[float]:
    """Run `footnote serve`, and yield the seconds from its start to its first answer."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments, environment = command(
        directory,
        "serve",
        SLACK_API_URL=workspace.api_url,
        SLACK_BOT_TOKEN=workspace.bot_token,
        SLACK_SIGNING_SECRET=workspace.signing_secret,
        FOOTNOTE_PORT=str(port),
    )
    workspace.connect(http_delivery(f"http://127.0.0.1:{port}/slack/events"))
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *arguments, cwd=directory, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        while not await answers(workspace):
            if process.returncode is not None or time.perf_counter() - started > GIVE_UP_S:
                raise SystemExit("footnote serve did not answer")
            await asyncio.sleep(BETWEEN_QUESTIONS_S)
        yield time.perf_counter() - started
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def answers(workspace: Workspace) -> bool:
    """Ask, and tell whether an answer came."""
    try:
        replies = await workspace.slash("/threat", QUESTION)
    except ConsoleError:
        return False
    return any("origin" in reply.words for reply in replies)


async def following(directory: Path, workspace: Workspace) -> tuple[float, float]:
    """Take over a change beside a running bot; return how long it is unseen, and the longest answer, in s."""
    fact_id = change(directory, "followed")
    syncing = asyncio.create_task(asyncio.to_thread(sync, directory))
    synced_at, longest_s = 0.0, 0.0
    begun = time.perf_counter()
    while time.perf_counter() - begun < GIVE_UP_S:
        asked = time.perf_counter()
        await workspace.slash("/threat", QUESTION)
        [reply] = await workspace.slash("/threat", f"about {fact_id}")
        longest_s = max(longest_s, time.perf_counter() - asked)
        if syncing.done() and not synced_at:
            synced_at = time.perf_counter()
        if "round followed" in reply.words:
            await syncing
            return time.perf_counter() - (synced_at or time.perf_counter()), longest_s
        await asyncio.sleep(BETWEEN_QUESTIONS_S)
    raise SystemExit("the change was never in the answers")


async def measured(directory: Path, facts: int) -> list[tuple[str, float, float | None]]:
    """Measure everything: what, seconds, target."""
    write_dossiers(directory, facts=facts)
    rows: list[tuple[str, float, float | None]] = [("first sync, every fact checked", sync(directory), None)]
    changed = []
    for number in range(ROUNDS):
        change(directory, str(number))
        changed.append(sync(directory))
    rows.append(("sync of one changed file", statistics.median(changed), SYNC_S))
    rows.append(("sync of nothing", sync(directory), None))
    starts = []
    async with Workspace(strict=False, rate_limited=False) as workspace:
        for _ in range(ROUNDS):
            async with serving(directory, workspace) as start_s:
                starts.append(start_s)
        rows.append(("start to the first answer", statistics.median(starts), START_S))
        async with serving(directory, workspace):
            followed_s, longest_s = await following(directory, workspace)
        rows.append(("a change until it is answered", followed_s, FOLLOW_S))
        rows.append(("longest answer meanwhile", longest_s, PAUSE_S))
    return rows


def main() -> None:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} facts instead of {FULL:,}")
    facts = QUICK if parser.parse_args().quick else FULL
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as directory:
        rows = asyncio.run(measured(Path(directory), facts))
    table = Table(title=f"{facts:,} facts, SQLite")
    for title in ("what", "seconds", "target"):
        table.add_column(title, justify="left" if title == "what" else "right")
    for what, seconds, target in rows:
        table.add_row(what, f"{seconds:.2f}", "" if target is None else f"< {target:g}")
    Console().print(table)
    missed = [what for what, seconds, target in rows if target is not None and seconds >= target]
    print(f"missed: {', '.join(missed)}" if missed else "every target met")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
