"""A clock that runs as the real one does, and skips what everybody only waits for."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta


class RunningClock:
    """Tells the time to a fixed number of beats, each of which works or waits for its next turn."""

    def __init__(self, begins_at: datetime) -> None:
        self._begins_at = begins_at
        self._started_s = time.perf_counter()
        self._skipped_s = 0.0
        self._skip = asyncio.Event()
        self._beats = 0
        self._wake_at_s: list[float] = []

    def __call__(self) -> datetime:
        """Return the moment."""
        return self._begins_at + timedelta(seconds=self.passed_s)

    @property
    def passed_s(self) -> float:
        """How long it has run, with what was skipped."""
        return time.perf_counter() - self._started_s + self._skipped_s

    async def beat(self, run: Callable[[], Awaitable[object]], every_s: float) -> None:
        """Run something at intervals, until it is cancelled."""
        self._beats += 1
        while True:
            turn_s = self.passed_s
            await run()
            await self._sleep_until(turn_s + every_s)

    async def _sleep_until(self, wake_at_s: float) -> None:
        self._wake_at_s.append(wake_at_s)
        while self.passed_s < wake_at_s:
            if len(self._wake_at_s) == self._beats:
                self._skipped_s += max(0.0, min(self._wake_at_s) - self.passed_s)
                # Whoever sleeps looks again how long.
                self._skip.set()
                self._skip.clear()
                # The others come to look before it is skipped any further.
                await asyncio.sleep(0)
            else:
                await self._wait(wake_at_s - self.passed_s)
        self._wake_at_s.remove(wake_at_s)

    async def _wait(self, at_most_s: float) -> None:
        try:
            async with asyncio.timeout(at_most_s):
                await self._skip.wait()
        except TimeoutError:
            return
