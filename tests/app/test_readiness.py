from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app.following import Follower
from bot.app.readiness import DOUBTED_S, FRESH_S, LATE_S, Link, Reach, Ready
from bot.console.workspace import Workspace
from bot.factbase.recalling import recall
from bot.slack.posting import posting_client, shared_session
from bot.slack.watching import Watch
from bot.storage.engine import open_database
from tests.factories import base, cited

FACTS = replace(base(cited("The bridge of Elba is closed.", places=("elba",))), head=1)


class Clock:
    def __init__(self):
        self.at = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self):
        return self.at

    def seconds(self):
        return self.at.timestamp()

    def move(self, seconds):
        self.at += timedelta(seconds=seconds)


class Stand:
    """Everything that readiness looks at: a ledger in memory, a local Slack, and one clock."""

    def __init__(self, slack, database, follower, client, clock):
        self.slack, self.database, self.clock, self.client = slack, database, clock, client
        self.link = Link(is_needed=False)
        self.watch = client.retry_handlers[0]
        self.follower = follower
        self.ready = Ready(follower, Reach(client, self.watch, self.link))


@pytest.fixture
async def stand():
    clock, database = Clock(), await open_database(None, None)
    state = replace(await recall(database), base=FACTS)
    follower = Follower(database, frozenset(), clock, state)
    async with Workspace(rate_limited=False) as slack, shared_session() as session:
        client = posting_client(slack.bot_token, slack.api_url, session, Watch(clock.seconds))
        yield Stand(slack, database, follower, client, clock)
    await database.close()


async def test_with_every_part_there_it_is_ready(stand):
    told = await stand.ready()

    assert (told["ready"], told["not_ready"]) == (True, [])
    assert (told["index"], told["database"], told["slack"]) == ("there", "there", "connected")
    assert told["facts"] == 1


async def test_without_a_fact_the_index_is_not_ready(stand):
    await stand.follower.beat()

    assert (await stand.ready())["not_ready"] == ["index"]


async def test_with_the_database_away_it_says_since_when(stand):
    await stand.database.close()
    stand.clock.move(3)
    await stand.follower.beat()

    told = await stand.ready()
    assert told["not_ready"] == ["database"]
    assert told["database"] == "away since 2026-11-24T09:00:00Z"
    assert told["index_age_s"] == 3


async def test_a_database_that_neither_answers_nor_fails_is_not_ready_either(stand):
    stand.clock.move(LATE_S + 1)

    assert (await stand.ready())["database"] == "late"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda faults: faults.refuse("token_revoked", "auth.test"), "refuses the bot"),
        (lambda faults: faults.answer_500("auth.test"), "does not answer"),
        (lambda faults: faults.hang("auth.test"), "does not answer"),
    ],
)
async def test_with_slack_out_of_reach_it_says_how(stand, fault, said):
    fault(stand.slack.faults)

    told = await stand.ready()

    assert (told["ready"], told["not_ready"], told["slack"]) == (False, ["slack"], said)


async def test_slack_is_asked_again_only_when_its_last_answer_is_old(stand):
    await stand.ready()
    stand.slack.faults.answer_500("auth.test")
    stand.clock.move(FRESH_S - 1)
    assert (await stand.ready())["ready"]

    stand.clock.move(2)
    assert not (await stand.ready())["ready"]
    assert not (await stand.ready())["ready"]
    stand.clock.move(FRESH_S + 1)
    await stand.follower.beat()
    assert (await stand.ready())["slack"] == "connected"


async def test_where_socket_mode_is_needed_its_link_must_stand(stand):
    stand.link.is_needed = True

    assert (await stand.ready())["slack"] == "not connected"


async def test_one_call_that_failed_counts_for_seconds_only(stand):
    stand.watch.note("does not answer")
    assert (await stand.ready())["not_ready"] == ["slack"]

    stand.clock.move(DOUBTED_S + 1)

    assert (await stand.ready())["ready"]
