from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.digests import Subscription, Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.storage import subscriptions

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ANA = Actor("slack:U1", "ana")
WISHES = Wishes(
    schedule=Schedule("Asia/Kabul", time(9, 30), weekdays=(0, 4)),
    about=("isis-k", "finance"),
    quiet="silence",
    least_credibility=3,
)


def subscription(name="d-aaaaa", **fields):
    usual = {
        "team_id": "T1",
        "channel": "C1",
        "owner": ANA,
        "wishes": WISHES,
        "created_at": NOW,
        "cursor": 7,
        "covered_at": NOW,
        "next_at": NOW,
    }
    return Subscription(id=name, **{**usual, **fields})


async def keep(database, *many):
    async with database.begin() as session:
        await subscriptions.add_all(session, many)


async def found(database, name="d-aaaaa"):
    async with database.reading() as session:
        return await subscriptions.find(session, name)


async def taken(database, now=NOW, limit=9):
    async with database.begin() as session:
        return [each.id for each in await subscriptions.take_due(session, now, limit)]


async def changed(database, before, **fields):
    async with database.begin() as session:
        return await subscriptions.change(session, before, replace(before, **fields))


async def test_a_subscription_comes_back_as_it_was_kept(database):
    kept = subscription(paused_because="by ana", is_first=False, under_way="digest:x", state="paused")
    await keep(database, kept)

    assert await found(database) == kept
    assert await found(database, "d-bbbbb") is None


async def test_those_of_a_channel_and_of_an_owner_come_oldest_first(database):
    older = subscription("d-bbbbb", created_at=NOW - timedelta(days=1))
    newer = subscription("d-aaaaa")
    elsewhere = subscription("d-ccccc", channel="C2", owner=Actor("slack:U2", "ben"))
    await keep(database, newer, elsewhere, older)

    async with database.reading() as session:
        assert await subscriptions.of_channel(session, "C1") == [older, newer]
        assert await subscriptions.of_owner(session, "slack:U2") == [elsewhere]
        assert await subscriptions.counts(session) == {"active": 3}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "paused", "next_at": None},
        {"under_way": "digest:d-aaaaa:x"},
        {"next_at": NOW + timedelta(seconds=1)},
    ],
    ids=["paused", "under way", "not yet"],
)
async def test_what_is_not_due_is_not_taken(database, fields):
    await keep(database, subscription(**fields))

    async with database.reading() as session:
        assert not await subscriptions.is_any_due(session, NOW)
    assert await taken(database) == []


async def test_what_is_due_is_taken_once_the_longest_due_first(database):
    await keep(
        database,
        subscription("d-aaaaa"),
        subscription("d-bbbbb", next_at=NOW - timedelta(hours=1)),
        subscription("d-ccccc"),
    )

    assert await taken(database, limit=2) == ["d-bbbbb", "d-aaaaa"]
    assert await taken(database, limit=2) == ["d-ccccc"]
    assert await taken(database) == []


async def test_what_its_taker_did_not_finish_is_free_again_after_a_while(database):
    await keep(database, subscription())
    assert await taken(database) == ["d-aaaaa"]

    assert await taken(database, NOW + subscriptions.HELD - timedelta(seconds=1)) == []
    assert await taken(database, NOW + subscriptions.HELD) == ["d-aaaaa"]


async def test_what_a_clock_that_ran_ahead_has_taken_is_free(database):
    await keep(database, subscription(next_at=NOW - timedelta(days=1)))
    await taken(database, NOW + timedelta(hours=3))

    assert await taken(database, NOW) == ["d-aaaaa"]


async def test_a_change_frees_what_was_taken(database):
    await keep(database, subscription())
    await taken(database)

    assert await changed(database, await found(database), cursor=8)
    assert await taken(database) == ["d-aaaaa"]


@pytest.mark.parametrize(
    "meanwhile",
    [
        {"state": "paused"},
        {"cursor": 8},
        {"under_way": "digest:x"},
        {"wishes": replace(WISHES, quiet="line")},
        {"covered_at": NOW + timedelta(hours=1)},
        {"next_at": NOW + timedelta(hours=1)},
    ],
    ids=lambda meanwhile: next(iter(meanwhile)),
)
async def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten(database, meanwhile):
    before = subscription()
    await keep(database, before)
    assert await changed(database, before, **meanwhile)

    assert not await changed(database, before, next_at=NOW + timedelta(days=1))
    assert await found(database) == replace(before, **meanwhile)


async def test_a_workspace_without_the_bot_has_no_digests(database):
    await keep(database, subscription(), subscription("d-bbbbb", team_id="T2"))

    async with database.begin() as session:
        assert await subscriptions.pause_team(session, "T1", "app_uninstalled") == 1

    paused = await found(database)
    assert (paused.state, paused.paused_because, paused.next_at) == ("paused", "app_uninstalled", None)
    assert (await found(database, "d-bbbbb")).state == "active"


async def test_what_is_removed_is_gone(database):
    await keep(database, subscription())

    async with database.begin() as session:
        await subscriptions.remove(session, "d-aaaaa")

    assert await found(database) is None
