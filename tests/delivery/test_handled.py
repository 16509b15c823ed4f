import pytest

from bot.delivery.handled import KEPT_S, LEASE_S, Handled
from bot.storage.engine import open_database


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database():
    connection = open_database(None)
    yield connection
    connection.close()


@pytest.fixture
def handled(database, clock):
    return Handled(database, clock)


def test_a_delivery_is_done_once_it_is_confirmed(handled):
    assert handled.claim("Ev1") == "first"
    handled.confirm("Ev1")

    assert handled.claim("Ev1") == "done"


def test_two_at_once_are_one_and_a_busy_one(handled):
    assert handled.claim("Ev1") == "first"
    assert handled.claim("Ev1") == "busy"


def test_what_was_begun_and_never_finished_may_be_begun_again_after_the_lease(handled, clock):
    handled.claim("Ev1")
    clock.now += LEASE_S

    assert handled.claim("Ev1") == "again"
    assert handled.claim("Ev1") == "busy"


def test_what_is_given_back_may_be_begun_again_at_once(handled):
    handled.claim("Ev1")
    handled.release("Ev1")

    assert handled.claim("Ev1") == "again"


def test_what_is_done_is_not_given_back(handled):
    handled.claim("Ev1")
    handled.confirm("Ev1")
    handled.release("Ev1")

    assert handled.claim("Ev1") == "done"


def test_a_new_process_takes_up_at_once_what_the_old_one_left(database, clock):
    Handled(database, clock).claim("Ev1")

    assert Handled(database, clock).claim("Ev1") == "again"


def test_a_new_process_remembers_what_is_done(database, clock):
    before = Handled(database, clock)
    before.claim("Ev1")
    before.confirm("Ev1")

    assert Handled(database, clock).claim("Ev1") == "done"


def test_what_slack_will_not_send_again_is_forgotten(database, clock):
    before = Handled(database, clock)
    before.claim("Ev1")
    before.confirm("Ev1")
    clock.now += KEPT_S + 1

    after = Handled(database, clock)
    after.claim("Ev2")
    assert after.claim("Ev1") == "first"


def test_with_the_database_away_everything_is_answered(database, clock):
    handled = Handled(database, clock)
    database.close()

    assert handled.claim("Ev1") == "first"
    handled.confirm("Ev1")
