from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.digests.subscribing import MOST_IN_A_CHANNEL, Order, SubscribingRefusedError, Subscriptions
from bot.domain.digests import Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.storage import ledger, subscriptions
from tests.curation.small_ledger import Clock, SmallLedger

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
ANA, BEN = Actor("slack:U1", "Ana"), Actor("slack:U2", "Ben")
DAILY = Wishes(schedule=Schedule("UTC", time(8)), about=("attacks",))
ORDER = Order(team_id="T1", channel="C1", owner=ANA, wishes=DAILY, cause="T1:press:1")


@pytest.fixture
async def small(database):
    made = SmallLedger(database)
    await made.fill()
    return made


@pytest.fixture
def place():
    """In memory, where the clock is the test's: PostgreSQL has its own."""
    return (None, None)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def subscribed(small, clock):
    return Subscriptions(small.database, clock)


async def test_a_new_one_begins_at_the_ledgers_head_and_posts_its_first_at_once(small, subscribed):
    made = await subscribed.make(ORDER)

    new = made.subscription
    assert (new.cursor, new.covered_at, new.next_at, new.is_first) == (
        await head(small),
        NOW,
        NOW,
        True,
    )
    assert made.summary is None
    assert await subscribed.of_channel("C1") == [new]


async def test_a_press_that_comes_twice_makes_one(subscribed):
    first = await subscribed.make(replace(ORDER, summary_on=0))
    again = await subscribed.make(replace(ORDER, summary_on=0))

    assert again == first
    assert len(await subscribed.of_channel("C1")) == 2


async def test_two_presses_make_two(subscribed):
    await subscribed.make(ORDER)
    await subscribed.make(replace(ORDER, cause="T1:press:2"))

    assert len({each.id for each in await subscribed.of_channel("C1")}) == 2


async def test_a_weekly_summary_beside_it_waits_for_its_day(subscribed):
    made = await subscribed.make(replace(ORDER, summary_on=4))

    assert made.summary.wishes == Wishes(
        schedule=Schedule("UTC", time(8), weekdays=(4,)), about=("attacks",), kind="summary"
    )
    assert made.summary.next_at == datetime(2026, 11, 27, 8, tzinfo=UTC)
    assert not made.summary.is_first


async def test_a_channel_has_a_bounded_number(subscribed):
    for number in range(MOST_IN_A_CHANNEL):
        last = await subscribed.make(replace(ORDER, cause=f"press:{number}"))

    with pytest.raises(SubscribingRefusedError, match="Remove one first"):
        await subscribed.make(replace(ORDER, cause="press:last"))
    assert await subscribed.make(replace(ORDER, cause=f"press:{number}")) == last


async def test_a_weekly_summary_counts_as_well_and_neither_is_made_without_the_other(subscribed):
    for number in range(MOST_IN_A_CHANNEL - 1):
        await subscribed.make(replace(ORDER, cause=f"press:{number}"))

    with pytest.raises(SubscribingRefusedError, match="Remove one first"):
        await subscribed.make(replace(ORDER, cause="press:last", summary_on=4))

    assert len(await subscribed.of_channel("C1")) == MOST_IN_A_CHANNEL - 1


async def test_one_that_cannot_be_posted_yet_waits_until_it_is_resumed(subscribed, clock):
    waiting = (await subscribed.make(replace(ORDER, paused_because="not_in_channel"))).subscription
    assert (waiting.state, waiting.next_at) == ("paused", None)
    clock.at += timedelta(hours=5)

    resumed = await subscribed.resume(waiting.id)

    assert (resumed.state, resumed.paused_because, resumed.next_at) == ("active", "", clock.at)


async def test_an_edited_schedule_holds_from_the_next_run_on(subscribed, small):
    made = (await subscribed.make(ORDER)).subscription
    await posted(small, made)
    evening = replace(DAILY, schedule=Schedule("UTC", time(20)))

    edited = await subscribed.edit(made.id, evening)

    assert edited.wishes == evening
    assert edited.next_at == datetime(2026, 11, 24, 20, tzinfo=UTC)
    assert await subscribed.find(made.id) == edited


async def test_an_edit_before_the_first_post_does_not_delay_it(subscribed):
    made = (await subscribed.make(ORDER)).subscription

    assert (await subscribed.edit(made.id, replace(DAILY, quiet="silence"))).next_at == NOW


async def test_what_is_paused_has_no_next_run_until_it_is_resumed(subscribed, small, clock):
    made = (await subscribed.make(ORDER)).subscription
    await posted(small, made)

    paused = await subscribed.pause(made.id, BEN)
    assert (paused.state, paused.paused_because, paused.next_at) == ("paused", "by Ben", None)
    assert await subscribed.pause(made.id, ANA) == paused
    clock.at += timedelta(days=9)
    resumed = await subscribed.resume(made.id)

    assert resumed.next_at == datetime(2026, 12, 4, 8, tzinfo=UTC)
    assert resumed.cursor == made.cursor
    assert await subscribed.resume(made.id) == resumed


async def test_sending_now_is_refused_while_it_rests(subscribed):
    made = (await subscribed.make(ORDER)).subscription
    await subscribed.pause(made.id, BEN)

    with pytest.raises(SubscribingRefusedError, match="Resume it first"):
        await subscribed.send_now(made.id)


async def test_sending_now_is_refused_while_one_is_being_posted(subscribed, small):
    made = (await subscribed.make(ORDER)).subscription
    await change(small, made, under_way="digest:x")

    with pytest.raises(SubscribingRefusedError, match="is being posted"):
        await subscribed.send_now(made.id)


async def test_what_is_removed_is_not_known_any_more(subscribed):
    made = (await subscribed.make(ORDER)).subscription

    assert await subscribed.remove(made.id) == made
    for act in (subscribed.find, subscribed.remove, subscribed.resume, subscribed.send_now):
        with pytest.raises(SubscribingRefusedError, match=f"There is no digest {made.id}"):
            await act(made.id)


async def test_those_of_a_person_stand_together(subscribed):
    mine = (await subscribed.make(ORDER)).subscription
    await subscribed.make(replace(ORDER, owner=BEN, cause="press:2"))

    assert await subscribed.of_owner(ANA) == [mine]


async def head(small):
    async with small.database.reading() as session:
        return await ledger.head(session)


async def change(small, before, **fields):
    async with small.database.begin() as session:
        assert await subscriptions.change(session, before, replace(before, **fields))


async def posted(small, made):
    """As if its first digest had been posted."""
    await change(small, made, is_first=False, next_at=datetime(2026, 11, 25, 8, tzinfo=UTC))
