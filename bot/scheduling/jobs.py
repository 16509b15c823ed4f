"""The heartbeat: jobs that run at intervals, each by itself, until the bot stops."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import FootnoteError
from bot.log import describe

DRAIN_S = 5.0
"""How long a stop waits for jobs under way; whoever starts next looks up what was cut off then."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done again and again; `run` takes up where it was left, whenever that was."""

    name: str
    every_s: float
    run: Callable[[], Awaitable[object]]


@asynccontextmanager
async def heartbeat(jobs: Sequence[Job]) -> AsyncIterator[None]:
    """Run jobs at once and then at their intervals, each in turn with itself, until the block ends.

    Then wait for what is under way.
    """
    # It warns of each run that is skipped while the one before goes on, which is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_listener(_report, EVENT_JOB_ERROR)
    runs = [_Runs(job) for job in jobs]
    for each in runs:
        # At once: what became due while nobody ran has waited long enough.
        begins_at = datetime.now(UTC)
        scheduler.add_job(
            each.run, "interval", seconds=each.job.every_s, id=each.job.name, next_run_time=begins_at
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        under_way = [each.task for each in runs if each.task]
        if under_way:
            await asyncio.wait(under_way, timeout=DRAIN_S)
        scheduler.shutdown(wait=False)
        # It does so at the loop's next turn.
        await asyncio.sleep(0)


class _Runs:
    """One job, run after run."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.task: asyncio.Task[object] | None = None
        self._is_failing = False

    async def run(self) -> None:
        self.task = asyncio.current_task()
        try:
            await self.job.run()
        except FootnoteError as error:
            # Once, not at every beat: a database may be away for long.
            if not self._is_failing:
                log.warning("job.postponed", job=self.job.name, reason=str(error))
            self._is_failing = True
        else:
            if self._is_failing:
                log.info("job.resumed", job=self.job.name)
            self._is_failing = False
        finally:
            self.task = None


def _report(event: JobExecutionEvent) -> None:
    """Log what no job expects; the job runs again at its next beat."""
    log.error("job.failed", job=event.job_id, **describe(event.exception))
