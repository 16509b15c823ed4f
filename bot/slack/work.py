"""What is under way, so that a stop can wait for it."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager

import structlog

log = structlog.get_logger()


class Work:
    """The requests and errands of one process that have not ended yet."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self.is_stopping = False
        self._ends_at_s: float | None = None

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count the current task as work for as long as this lasts."""
        task = asyncio.current_task()
        if task is not None:
            self._running.add(task)
        try:
            yield
        finally:
            if task is not None:
                self._running.discard(task)

    def begin(self, errand: Coroutine[None, None, None]) -> None:
        """Start an errand that nobody waits for; it must handle its own failures."""
        task = asyncio.create_task(errand)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def drain(self, *, at_most_s: float) -> None:
        """Take nothing new, and wait until all has ended, but no longer than that after the first call."""
        self.is_stopping = True
        now_s = asyncio.get_running_loop().time()
        self._ends_at_s = self._ends_at_s or now_s + at_most_s
        await self.settle(at_most_s=max(0.0, self._ends_at_s - now_s))

    async def settle(self, *, at_most_s: float) -> None:
        """Wait until all that is under way has ended, but no longer than that."""
        running = self._running - {asyncio.current_task()}
        if running:
            _, unfinished = await asyncio.wait(running, timeout=at_most_s)
            if unfinished:
                log.warning("work.unfinished", work=len(unfinished))
