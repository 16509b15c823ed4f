import asyncio
import sqlite3
import time

import pytest
from structlog.testing import capture_logs

from bot.delivery.handled import KEPT_S, LEASE_S, Handled
from bot.storage.engine import FILE_NAME, open_database


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def handled(database, clock):
    handled = Handled(database, clock)
    yield handled
    await handled.close()


async def test_a_delivery_is_done_once_it_is_confirmed(handled):
    assert await handled.claim("Ev1") == "first"
    await handled.confirm("Ev1")

    assert await handled.claim("Ev1") == "done"


async def test_two_at_once_are_one_and_a_busy_one(handled):
    claims = await asyncio.gather(*(handled.claim("Ev1") for _ in range(5)))

    assert sorted(claims) == ["busy"] * 4 + ["first"]


async def test_what_was_begun_and_never_finished_may_be_begun_again_after_the_lease(handled, clock):
    await handled.claim("Ev1")
    clock.now += LEASE_S

    assert await handled.claim("Ev1") == "again"
    assert await handled.claim("Ev1") == "busy"


async def test_what_is_given_back_may_be_begun_again_at_once(handled):
    await handled.claim("Ev1")
    await handled.release("Ev1")

    assert await handled.claim("Ev1") == "again"


async def test_what_is_done_is_not_given_back(handled):
    await handled.claim("Ev1")
    await handled.confirm("Ev1")
    await handled.release("Ev1")

    assert await handled.claim("Ev1") == "done"


@pytest.mark.parametrize(
    ("place", "claim"),
    [("sqlite", "again"), ("sqlite-file", "again"), ("postgresql", "busy")],
    indirect=["place"],
)
async def test_a_new_process_takes_up_what_the_old_one_left_where_none_works_beside_it(
    database, clock, claim
):
    await Handled(database, clock).claim("Ev1")

    after = Handled(database, clock)
    await after.take_up()

    assert await after.claim("Ev1") == claim


async def test_a_new_process_remembers_what_is_done(database, clock):
    before = Handled(database, clock)
    await before.claim("Ev1")
    await before.confirm("Ev1")

    after = Handled(database, clock)
    await after.take_up()

    assert await after.claim("Ev1") == "done"


async def test_what_slack_will_not_send_again_is_forgotten(database, clock):
    before = Handled(database, clock)
    await before.claim("Ev1")
    await before.confirm("Ev1")
    clock.now += KEPT_S + 1

    after = Handled(database, clock)
    await after.claim("Ev2")
    assert await after.claim("Ev1") == "first"


async def test_with_the_database_away_everything_is_answered(handled, database):
    await database.close()

    with capture_logs() as logs:
        assert await handled.claim("Ev1") == "first"
        await handled.confirm("Ev1")

    assert [entry["event"] for entry in logs] == ["handled.unavailable"] * 2


async def test_a_database_that_somebody_holds_delays_an_answer_by_half_a_second_and_forgets_nothing(
    tmp_path, clock
):
    database = await open_database(None, tmp_path)
    handled = Handled(database, clock)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = time.monotonic()

    with capture_logs() as logs:
        assert await handled.claim("Ev1") == "first"
    assert time.monotonic() - started < 2
    assert [entry["event"] for entry in logs] == ["handled.slow"]

    other.close()
    await handled.close()
    assert await Handled(database, clock).claim("Ev1") == "busy"
    await database.close()
