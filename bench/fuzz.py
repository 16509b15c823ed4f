"""Fuzzing: questions, blocks, requests and whole stories that nobody means, for as long as one likes.

Four kinds take turns, each time with new examples: questions are answered from the shipped base and drawn;
every kind of reply is drawn from random facts; signed requests, well formed or mangled, are handled by the
whole bot, by Bolt's own dispatch and by the HTTP app; what people do in a workspace must leak nothing
(tests/slack/test_walls.py). What breaks is shown as small as it gets. Then the latest examples are tried
again and again, by one bot, whose memory must not grow. The last line sums up; the exit code is 1 when a
target is missed.

    python bench/fuzz.py [--minutes 10] [--quick]      quick: 50 s
"""

import argparse
import asyncio
import gc
import logging
import resource
import sys
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import structlog
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the builders of the tests

from fuzz_inputs import mangled, questions, requests  # noqa: E402  # after the path
from fuzz_requests import Loud, forget, handle, joined_bot, send  # noqa: E402  # the same

from bot.answering.desk import AnswerDesk  # noqa: E402  # the same
from bot.answering.fact_check import check_text  # noqa: E402  # the same
from bot.domain.answers import Question  # noqa: E402  # the same
from bot.matching import Matcher  # noqa: E402  # the same
from bot.slack.blocks.fact_check import draw_check  # noqa: E402  # the same
from bot.slack.blocks.replies import draw_reply  # noqa: E402  # the same
from tests.first_document import ENGLISH, first_document  # noqa: E402  # the same
from tests.slack.blocks.hostile import assert_slack_takes  # noqa: E402  # the same
from tests.slack.blocks.random_replies import REPLIES  # noqa: E402  # the same
from tests.slack.test_walls import acts, after  # noqa: E402  # the same

TODAY = date(2026, 11, 24)
QUICK_S = 50
SLOWEST_S = 1.0
REPLAYED = 0.25
"""Of the time: the latest examples again and again."""
KEPT = 60
"""Examples of each kind that are replayed."""
MOST_GROWTH = 0.05
"""By how much memory may grow from the middle of the replay to its end."""
SHOWN = 2000
"""Characters of what broke."""


@dataclass
class Run:
    """What came of it so far."""

    tried: Counter[str] = field(default_factory=Counter)
    slowest_s: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    kept: dict[str, deque[Any]] = field(default_factory=dict)
    """The latest examples of each kind."""

    def took(self, kind: str, began_s: float) -> None:
        """Note how long a reply took."""
        self.tried[kind] += 1
        self.slowest_s[kind] = max(self.slowest_s.get(kind, 0.0), time.perf_counter() - began_s)

    def batch(
        self, kind: str, body: Callable[[Any], None], inputs: st.SearchStrategy[Any], **told: int
    ) -> None:
        """Try new examples; what breaks is noted as hypothesis has made it small."""
        kept = self.kept.setdefault(kind, deque(maxlen=KEPT))

        def tried(example: Any) -> None:  # noqa: ANN401  # whatever the body takes
            kept.append(example)
            body(example)

        options = settings(
            max_examples=told["examples"],
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )
        try:
            seed(told["number"])(options(given(inputs)(tried)))()
        except Exception as error:  # noqa: BLE001  # whatever breaks is what is looked for
            self.failed.append(kind)
            notes = "\n".join(getattr(error, "__notes__", ()))
            print(f"{kind}, seed {told['number']}: {error!r}"[:SHOWN])
            print("".join(traceback.format_tb(error.__traceback__, limit=-4)), notes[-SHOWN:])


def answer(run: Run, desk: AnswerDesk) -> Callable[[str], None]:
    """Return what answers a question, checks it as a text, and draws both."""

    def body(text: str) -> None:
        began_s = time.perf_counter()
        message = draw_reply(desk.reply(Question(text)), TODAY, "/threat")
        run.took("question", began_s)
        assert_slack_takes(message.text, message.newer or message.blocks)
        began_s = time.perf_counter()
        checked = draw_check(check_text(desk, text), TODAY)
        run.took("fact-check", began_s)
        assert_slack_takes(checked.text, checked.blocks)

    return body


def draw(run: Run) -> Callable[[Any], None]:
    """Return what draws a reply."""

    def body(reply: Any) -> None:  # noqa: ANN401  # any reply
        began_s = time.perf_counter()
        message = draw_reply(reply, TODAY, "/threat")
        run.took("drawing", began_s)
        for blocks in filter(None, (message.blocks, message.newer)):
            assert_slack_takes(message.text, blocks)

    return body


def live(run: Run) -> Callable[[Any], None]:
    """Return what lets people act in a workspace, in which nothing may leak."""

    def body(steps: Any) -> None:  # noqa: ANN401  # acts
        asyncio.run(after(steps))
        run.tried["act"] += len(steps)

    return body


def fuzz(for_s: float, loud: Loud) -> Run:
    """Take turns until the time is over."""
    run, began_s, number = Run(), time.perf_counter(), 0
    base = first_document()
    desk = AnswerDesk(base, Matcher(base, ENGLISH))
    kinds = [*REPLIES.values()]
    formed, other = st.lists(requests, min_size=1, max_size=25), st.lists(mangled(), min_size=1, max_size=25)
    stories = st.lists(acts, max_size=25)
    while time.perf_counter() - began_s < for_s:
        number += 1
        many, some, few = ({"number": number, "examples": examples} for examples in (40, 15, 4))
        run.batch("question", answer(run, desk), questions, **many)
        run.batch("drawing", draw(run), kinds[number % len(kinds)], **some)
        run.batch("request", handle(run.took, loud, is_formed=True), formed, **few)
        run.batch("mangled request", handle(run.took, loud, is_formed=False), other, **few)
        run.batch("act", live(run), stories, **few)
        # Each bot sets its base aside from collection, as a process does that has one.
        gc.unfreeze()
        gc.collect()
    return run


def replay(kept: dict[str, list[Any]], for_s: float) -> list[tuple[float, float]]:
    """Try examples again and again; return the memory that this process takes, in MB, by seconds."""
    silence()
    return asyncio.run(_replay(kept, for_s))


async def _replay(kept: dict[str, list[Any]], for_s: float) -> list[tuple[float, float]]:
    run, base, memory_mb = Run(), first_document(), []
    ask, show = answer(run, AnswerDesk(base, Matcher(base, ENGLISH))), draw(run)
    sent = [each for made in kept["request"] for each in made][-KEPT:]
    began_s = time.perf_counter()
    async with joined_bot() as bot:
        while (passed_s := time.perf_counter() - began_s) < for_s:
            for text in kept["question"]:
                ask(text)
            for reply in kept["drawing"]:
                show(reply)
            for request in sent:
                await send(run.took, bot, request, None, is_over_http=True)
                forget(bot)
            gc.collect()
            memory_mb.append((passed_s, _memory_mb()))
    return memory_mb


def silence() -> Loud:
    """Log nothing; return what takes the errors."""
    loud = Loud()
    logging.disable(logging.CRITICAL)
    structlog.configure(processors=[loud], wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    return loud


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def slope(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return by how many MB a minute memory grows in the second half, by least squares, and from how many."""
    late = points[len(points) // 2 :]
    if len(late) < 2:  # noqa: PLR2004  # a line has two points
        return 0.0, points[-1][1] if points else 0.0
    middle_s = sum(at for at, _ in late) / len(late)
    middle_mb = sum(mb for _, mb in late) / len(late)
    spread = sum((at - middle_s) ** 2 for at, _ in late)
    return 60 * sum((at - middle_s) * (mb - middle_mb) for at, mb in late) / spread, late[0][1]


def main() -> None:
    """Fuzz, and say what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--quick", action="store_true")
    asked_for = parser.parse_args()
    for_s = QUICK_S if asked_for.quick else 60 * asked_for.minutes
    run = fuzz((1 - REPLAYED) * for_s, silence())
    kept = {
        kind: [*examples] for kind, examples in run.kept.items() if kind in {"question", "drawing", "request"}
    }
    # In a fresh process: here hypothesis, and a thousand bots one after the other, have left their holes.
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        points = [] if run.failed else fresh.submit(replay, kept, REPLAYED * for_s).result()
    growth_mb, from_mb = slope(points)
    for kind, count in sorted(run.tried.items()):
        slowest = run.slowest_s.get(kind)
        print(f"{kind:12} {count:7}" + (f"   slowest {1000 * slowest:7.1f} ms" if slowest else ""))
    slowest_s = max(run.slowest_s.values(), default=0.0)
    is_flat = growth_mb * REPLAYED * for_s / 120 <= MOST_GROWTH * from_mb
    is_met = not run.failed and slowest_s <= SLOWEST_S and is_flat
    print(
        f"fuzz: {'met' if is_met else 'MISSED'} · {for_s:.0f} s · {sum(run.tried.values())} tried · "
        f"{len(run.failed)} broke · slowest {1000 * slowest_s:.0f} ms of {1000 * SLOWEST_S:.0f} · "
        f"memory {from_mb:.0f} MB, {growth_mb:+.2f} MB a minute"
    )
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
