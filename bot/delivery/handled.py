"""Each delivery of Slack is handled once: claimed before the work, confirmed after it.

Slack sends an event again when it got no answer in time, and Bolt does not notice. A delivery that
was claimed and never confirmed (the process died) is handled again; one that is being worked on is
left to whoever has it; a confirmed one is over.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TypeVar

import structlog

from bot.storage import handled as rows
from bot.storage.engine import Database, StorageError
from bot.storage.handled import Claimed

LEASE_S = 30.0
"""Longer than any listener may take (2.5 s), shorter than Slack's second retry (60 s)."""
KEPT_S = 24 * 3600.0
"""Slack's last retry comes minutes after the first try; a day also covers a long outage."""
WAITS_S = 0.5
"""How long a request waits for the database, of the 3 s that Slack waits for the answer."""
CLAIMS_BETWEEN_PRUNING = 1000

log = structlog.get_logger()
_Result = TypeVar("_Result")


class Handled:
    """The memory of what was handled.

    With the database away or slow everything is `first`: an answer given twice is better than none.
    """

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now
        self._claims = 0
        self._under_way: set[asyncio.Task[object]] = set()

    async def take_up(self) -> None:
        """Give back, at the start, what the process before this one left unfinished; may raise StorageError.

        On a shared database another process may be at work on it: there its lease has to run out.
        """
        if not self._database.is_shared:
            async with self._database.begin() as session:
                await rows.release_unfinished(session, now=self._now())

    async def claim(self, key: str) -> Claimed:
        """Take a delivery by its key."""
        return await self._in_time(self._claim(key, self._now()), otherwise="first")

    async def confirm(self, key: str) -> None:
        """Note that the work for a delivery is finished."""
        await self._in_time(self._confirm(key, self._now()), otherwise=None)

    async def release(self, key: str) -> None:
        """Give a delivery back: whoever claims it next does so at once, as `again`."""
        await self._in_time(self._release(key, self._now()), otherwise=None)

    async def close(self) -> None:
        """Wait for what still waits for the database, as long as that lets anybody wait (10 s)."""
        await asyncio.gather(*self._under_way)

    async def _claim(self, key: str, now: float) -> Claimed:
        async with self._database.begin() as session:
            if self._claims % CLAIMS_BETWEEN_PRUNING == 0:
                await rows.forget_before(session, now - KEPT_S)
            self._claims += 1
            return await rows.claim(session, key, now=now, lease_s=LEASE_S)

    async def _confirm(self, key: str, now: float) -> None:
        async with self._database.begin() as session:
            await rows.confirm(session, key, now=now)

    async def _release(self, key: str, now: float) -> None:
        async with self._database.begin() as session:
            await rows.release(session, key, now=now)

    async def _in_time(self, work: Coroutine[None, None, _Result], otherwise: _Result) -> _Result:
        # What takes longer goes on without its request: cancelled, it would cost the connection.
        task = asyncio.create_task(self._unless_it_fails(work, otherwise))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.wait({task}, timeout=WAITS_S)
        if task.done():
            return task.result()
        log.warning("handled.slow", waited_s=WAITS_S)
        return otherwise

    async def _unless_it_fails(self, work: Coroutine[None, None, _Result], otherwise: _Result) -> _Result:
        try:
            return await work
        except StorageError:
            log.exception("handled.unavailable")
            return otherwise
