import asyncio

from structlog.testing import capture_logs

from bot.errors import FootnoteError
from bot.scheduling.jobs import Job, heartbeat

OFTEN_S = 0.01


class Counting:
    """A job that counts its runs, and does in each what it is given to do."""

    def __init__(self, *acts):
        self.acts, self.runs, self.at_once, self.most_at_once = list(acts), 0, 0, 0
        self.has_run = asyncio.Event()

    async def __call__(self):
        self.runs += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.acts:
                await self.acts.pop(0)()
        finally:
            self.at_once -= 1
            if self.runs >= 3:
                self.has_run.set()


async def fail():
    raise RuntimeError("secret words")


async def be_away():
    raise FootnoteError("The database is away. Start it.")


async def run_all(*jobs):
    async with asyncio.timeout(10), heartbeat([Job(f"job{n}", OFTEN_S, job) for n, job in enumerate(jobs)]):
        for job in jobs:
            await job.has_run.wait()


async def test_a_job_runs_again_and_again():
    job = Counting()

    await run_all(job)

    assert job.runs >= 3


async def test_its_first_run_does_not_wait_for_an_interval():
    begun = asyncio.Event()

    async def begin():
        begun.set()

    async with asyncio.timeout(10), heartbeat([Job("seldom", 3600, begin)]):
        await begun.wait()


async def test_a_job_that_fails_does_not_stop_itself_or_another_and_is_logged_without_its_words():
    failing, other = Counting(fail), Counting()

    with capture_logs() as logs:
        await run_all(failing, other)

    [line] = [line for line in logs if line["event"] == "job.failed"]
    assert line["job"] == "job0"
    assert "secret" not in str(line)


async def test_what_is_expected_is_logged_once_and_once_more_when_it_is_over():
    job = Counting(be_away, be_away)

    with capture_logs() as logs:
        await run_all(job)

    assert [line["event"] for line in logs] == ["job.postponed", "job.resumed"]
    assert "away" in logs[0]["reason"]


async def test_a_run_waits_for_the_one_before_it():
    first_may_end = asyncio.Event()
    slow, other = Counting(first_may_end.wait), Counting()

    async with asyncio.timeout(10), heartbeat([Job("slow", OFTEN_S, slow), Job("other", OFTEN_S, other)]):
        await other.has_run.wait()
        assert slow.runs == 1
        first_may_end.set()
        await slow.has_run.wait()

    assert slow.most_at_once == 1


async def test_a_stop_waits_for_what_is_under_way():
    ended = []
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def work():
        begun.set()
        await may_end.wait()
        ended.append(True)

    async with heartbeat([Job("job", OFTEN_S, work)]):
        await begun.wait()
        asyncio.get_running_loop().call_later(0.05, may_end.set)

    assert ended == [True]
