"""What clocks that go wrong, and edits at the wrong moment, do to digests: nothing."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.app.digesting import DRAWING
from bot.digests.sending import Digests
from bot.domain.schedules import Schedule
from bot.slack.blocks.digest import draw_digest
from tests.ceilings import inside
from tests.digests.round import NINE, digest_round

TUESDAYS = Schedule("UTC", time(9), weekdays=(1,))


@pytest.fixture
def place():
    """In memory, where all time is the test's clock."""
    return (None, None)


def told_in(slack, fact_id):
    return sum(fact_id in words for words in slack.words())


async def test_an_edit_while_it_is_due_does_not_skip_the_day(slack):
    made = await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    slack.clock.at = NINE + timedelta(seconds=5)

    await slack.subscriptions.edit(made.id, replace(made.wishes, quiet="silence"))
    await slack.beat(seconds=60)

    assert told_in(slack, told) == 1


async def test_after_an_edit_under_a_clock_that_was_set_back_no_run_comes_again(slack):
    made = await slack.subscribe("attacks", schedule=TUESDAYS)
    slack.clock.at = NINE
    await slack.beat(seconds=30)
    slack.clock.at -= timedelta(hours=1)

    edited = await slack.subscriptions.edit(made.id, replace(made.wishes, quiet="silence"))

    assert edited.next_at == NINE + timedelta(days=7)


async def test_what_a_clock_planned_that_ran_ahead_is_planned_anew(database):
    # Slack's own clock is right; this one paces nothing here.
    async with digest_round(database, rate_limited=False) as slack:
        made = await slack.subscribe("attacks")
        slack.clock.at += timedelta(days=365)
        await slack.beat(seconds=60)
        slack.clock.at -= timedelta(days=365)
        told = await slack.write("Bombers struck a market in Kabul.")

        await slack.replica.digests.prune()
        await slack.until_nine()

        assert (await slack.known(made.id)).next_at == NINE + timedelta(days=1)
        assert told_in(slack, told) == 1


async def test_slacks_clock_may_be_behind_ours_by_minutes_where_a_post_is_in_doubt(slack):
    await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    slack.clock.at = NINE
    slack.workspace.team.now = lambda: slack.clock() - timedelta(minutes=10)
    slack.workspace.faults.drop_after_commit()

    await slack.beat(seconds=600)

    assert told_in(slack, told) == 1


async def test_what_a_lagging_replica_cannot_compose_is_free_for_another_at_once(slack):
    await slack.subscribe("attacks")
    behind = await slack.another()
    told = await slack.write("Bombers struck a market in Kabul.")
    await slack.until_nine()
    slack.clock.at = NINE + timedelta(days=1)

    assert await behind.digests.beat() == 0
    assert await slack.replica.digests.beat() == 1

    assert told_in(slack, told) == 1
    await behind.outbox.close()


async def test_one_that_cannot_be_composed_stops_no_other(slack):
    broken = await slack.subscribe("attacks")
    await slack.subscribe("taliban")
    slack.clock.at = NINE

    def draw(digest):
        if digest.subscription.id == broken.id:
            raise ZeroDivisionError
        return draw_digest(digest)

    drawing = replace(DRAWING, digest=draw)
    digests = Digests(slack.database, slack.replica.composer, drawing, slack.clock, inside)

    assert await digests.beat() == 1


async def test_a_thread_whose_first_message_is_gone_is_begun_anew(slack):
    made = await slack.subscribe("attacks")
    for number in range(40):
        await slack.write(f"Attackers struck place number {number} in Kabul.")
    slack.clock.at = NINE
    await slack.replica.follower.beat()
    await slack.replica.digests.beat()
    await slack.replica.outbox.beat()
    [first] = slack.messages()
    slack.workspace.team.take_away(first.channel, first.ts)
    await slack.beat(seconds=60)
    assert (await slack.known(made.id)).state == "paused"

    await slack.subscriptions.resume(made.id)
    await slack.until_nine(days=1, seconds=120)

    assert (await slack.delivery(made.id)).state == "sent"
    assert (await slack.known(made.id)).state == "active"
