from datetime import UTC, datetime, timedelta

import pytest

from bot.storage import outbox, paces
from bot.storage.outbox import NewRow

LEASE = timedelta(seconds=120)
CHANGE = {"ts": "1.0"}


@pytest.fixture
async def now(database):
    """The time by the database's own clock, a little after what is put."""
    async with database.reading() as session:
        return await outbox.moment(session, datetime(2026, 11, 24, 12, tzinfo=UTC)) + timedelta(seconds=1)


def row(key="k", *, kind="share", channel="C1", thread_ts=None, payload=None):
    return NewRow(key, kind, channel, thread_ts, payload or {"text": "x", "blocks": []}, "CLEAR")


async def put(session, now, *rows, **how):
    return await outbox.put(session, rows, now - timedelta(seconds=1), **how)


async def ready(session, now, *, with_changes=True):
    found = await outbox.ready(session, now + LEASE / 60, with_changes=with_changes, limit=9)
    return [each.key for each in found]


async def taken(session, key, at, owner="a"):
    found = await outbox.find(session, key)
    return await outbox.claim(session, found, owner, at, at + LEASE)


async def test_a_key_is_taken_once(database, now):
    async with database.begin() as session:
        assert await put(session, now, row("a"), row("b")) == 2
        assert await put(session, now, row("b", channel="C2"), row("c")) == 1

        assert (await outbox.find(session, "b")).channel == "C1"


async def test_a_message_has_one_owner_until_its_lease_runs_out(database, now):
    later = now + timedelta(seconds=3)
    async with database.begin() as session:
        await put(session, now, row())
        first = await taken(session, "k", later)
        assert await taken(session, "k", later + LEASE / 2, "b") is None
        second = await taken(session, "k", later + LEASE, "b")

        assert not first.is_in_doubt
        assert second.is_in_doubt
        assert second.since == first.since
        assert not await outbox.is_held(session, first, later)
        assert not await outbox.confirm(session, first, "1.0")
        assert await outbox.confirm(session, second, "1.0")


async def test_what_was_given_up_comes_in_its_turn_among_what_is_due(database, now):
    later = now + timedelta(seconds=3)
    async with database.begin() as session:
        for age, key in ((4, "c"), (3, "b"), (2, "a")):
            await outbox.put(session, [row(key)], now - timedelta(seconds=age))
        await taken(session, "b", later)

        found = await outbox.ready(session, later + LEASE, with_changes=True, limit=2)
        assert [each.key for each in found] == ["c", "b"]


async def test_what_its_sender_may_have_posted_is_in_doubt_for_others(database, now):
    async with database.begin() as session:
        await put(session, now, row(), is_tried=True)

        assert (await outbox.find(session, "k")).is_in_doubt


async def test_what_was_in_doubt_stays_so_when_it_is_postponed(database, now):
    later = now + timedelta(seconds=3)
    async with database.begin() as session:
        await put(session, now, row())
        await taken(session, "k", later)
        again = await taken(session, "k", later + LEASE, "b")
        await outbox.postpone(session, again, later + LEASE)

        found = await outbox.find(session, "k")
        assert found.is_in_doubt
        assert found.attempts == 1


async def test_a_channel_that_waits_and_changes_that_wait_are_passed_over(database, now):
    async with database.begin() as session:
        await put(session, now, row("a"), row("b", channel="C2"), row("c", kind="correction", channel="C3"))
        await paces.pause(session, "C1", now + timedelta(hours=1), now)

        assert await ready(session, now) == ["b", "c"]
        assert await ready(session, now, with_changes=False) == ["b"]


async def test_changes_within_one_thread_come_one_after_another(database, now):
    later = now + timedelta(seconds=3)
    change = {"kind": "correction", "thread_ts": "1.0", "payload": CHANGE}
    async with database.begin() as session:
        await put(session, now, row("a", **change), row("b", **change), row("r", thread_ts="1.0"))
        first = await taken(session, "a", later)
        assert await taken(session, "b", later) is None
        assert await taken(session, "r", later) is not None
        await outbox.confirm(session, first, "2.0")

        assert await taken(session, "b", later) is not None


async def test_only_changes_that_nobody_has_begun_with_are_taken_back(database, now):
    later = now + timedelta(seconds=3)
    async with database.begin() as session:
        await put(session, now, row("a", kind="correction"), row("b", kind="correction", thread_ts="2.0"))
        await taken(session, "a", later)

        assert [each.key for each in await outbox.untried_changes(session)] == ["b"]
        assert await outbox.withdraw(session, ["a", "b"]) == {"b"}


async def test_a_pause_never_shortens_another(database, now):
    async with database.begin() as session:
        await paces.pause(session, "C1", now + timedelta(seconds=30), now)
        await paces.pause(session, "C1", now + timedelta(seconds=5), now)

        assert await paces.free_at(session, "C1", now) == now + timedelta(seconds=30)


async def test_no_pause_is_longer_than_an_hour_and_what_is_was_a_wrong_clocks(database, now):
    async with database.begin() as session:
        await paces.pause(session, "C1", now + timedelta(days=1), now)
        await paces.take_turns(session, ["C2"], now + timedelta(days=1), timedelta(seconds=1))

        assert await paces.free_at(session, "C1", now) == now + timedelta(hours=1)
        assert await paces.free_at(session, "C2", now) == now


async def test_a_lease_by_a_clock_that_ran_ahead_holds_nothing_back(database, now):
    later, ahead = now + timedelta(seconds=3), now + timedelta(days=1)
    async with database.begin() as session:
        await put(session, now, row())
        await taken(session, "k", ahead)

        again = await taken(session, "k", later, "b")

        assert again.is_in_doubt
        assert again.since < later


async def test_what_is_over_is_forgotten_and_what_is_not_stays(database, now):
    async with database.begin() as session:
        await put(session, now, row("a"), row("b"))
        claimed = await taken(session, "a", now + timedelta(seconds=3))
        await outbox.confirm(session, claimed, "1.0")
        await outbox.forget_before(session, now + timedelta(days=1))

        assert await outbox.find(session, "a") is None
        assert await outbox.find(session, "b") is not None
