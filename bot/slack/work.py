"""What is under way, so that a stop can wait for it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import structlog
from slack_sdk.web.async_client import AsyncWebClient

ShowHome: TypeAlias = Callable[[AsyncWebClient, str], Awaitable[None]]
"""Shows the Home tab of a person, by id."""

log = structlog.get_logger()


async def _shows_none(_client: AsyncWebClient, _user_id: str) -> None:
    """Stand for a home that there is not."""


class Work:
    """The requests and errands of one process that have not ended yet."""

    def __init__(self) -> None:
        self.show_home: ShowHome = _shows_none
        """What shows somebody's Home tab anew, once there is one."""
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
