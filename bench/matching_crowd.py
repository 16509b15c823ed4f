"""Many askers at once in one process: in threads, and as coroutines on one event loop, as the bot runs."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

Ask = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Crowd:
    """What askers saw."""

    per_s: float
    """Questions answered a second, by all together."""
    p50_ms: float
    """From when an asker wants to know, the wait for the others included."""
    p99_ms: float
    longest_ms: float
    """The longest that one question alone took: in coroutines, how long it held the event loop."""


def in_threads(ask: Ask, questions: Sequence[str], askers: int) -> Crowd:
    """Let threads ask, each as soon as it has its answer."""
    waiting = iter(questions)
    waits: list[float] = []

    def asker() -> None:
        for question in waiting:
            took_ms = _took_ms(ask, question)
            waits.append(took_ms)

    started = time.perf_counter()
    with ThreadPoolExecutor(askers) as threads:
        for done in [threads.submit(asker) for _ in range(askers)]:
            done.result()
    return _crowd(started, waits, waits)


def in_coroutines(ask: Ask, questions: Sequence[str], askers: int) -> Crowd:
    """Let coroutines ask; each waits for its turn on the loop, as after an await of the bot's."""
    waiting = iter(questions)
    waits: list[float] = []
    holds: list[float] = []

    async def asker() -> None:
        for question in waiting:
            wanted = time.perf_counter()
            await asyncio.sleep(0)
            holds.append(_took_ms(ask, question))
            waits.append((time.perf_counter() - wanted) * 1000)

    async def all_askers() -> None:
        await asyncio.gather(*(asker() for _ in range(askers)))

    started = time.perf_counter()
    asyncio.run(all_askers())
    return _crowd(started, waits, holds)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def _took_ms(ask: Ask, question: str) -> float:
    started = time.perf_counter()
    ask(question)
    return (time.perf_counter() - started) * 1000


def _crowd(started: float, waits: Sequence[float], holds: Sequence[float]) -> Crowd:
    per_s = len(waits) / (time.perf_counter() - started)
    return Crowd(per_s, quantile(waits, 0.5), quantile(waits, 0.99), max(holds))
