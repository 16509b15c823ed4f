import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.digests.subscribing import Order, Subscriptions
from bot.domain.digests import Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.storage import deliveries, subscriptions
from bot.storage.engine import open_database
from tests.command import footnote
from tests.factories import delivery

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ANA = Actor("slack:U1", "Ana")
WISHES = Wishes(schedule=Schedule("Asia/Kabul", time(9, 30)), about=("isis-k", "finance"))


def in_database(work):
    """Do something in the database of the directory that a test is in."""

    async def run():
        database = await open_database(None, Path("data"))
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(run())


def subscribe(wishes=WISHES, **fields):
    order = Order(team_id="T1", channel="C1", owner=ANA, wishes=wishes, **fields)
    made = in_database(lambda database: Subscriptions(database, lambda: NOW).make(order))
    return made.subscription.id


def keep(**fields):
    async def add(database):
        async with database.begin() as session:
            await deliveries.add(session, delivery(**{"due_at": NOW, **fields}))

    in_database(add)


async def lose(database, subscription_id, wishes):
    """Pause one that has had its first digest, by wishes that this machine cannot compute."""
    async with database.begin() as session:
        made = await subscriptions.find(session, subscription_id)
        lost = replace(made, wishes=wishes, is_first=False, state="paused", next_at=None)
        assert await subscriptions.change(session, made, lost)


@pytest.mark.usefixtures("synced")
class TestDigest:
    def test_without_subscriptions_it_is_said_where_they_are_made(self):
        assert "/threat digest" in footnote("digest", "due").output
        assert footnote("digest", "deliveries").output == "No digest was sent yet.\n"

    def test_every_subscription_is_listed_with_when_and_what(self):
        made, waiting = subscribe(), subscribe(paused_because="not_in_channel", cause="2")

        listed = footnote("digest", "due").output.splitlines()

        what = "changes, every day at 09:30, Asia/Kabul: isis-k, finance"
        assert listed == [
            f"{made}  C1  due since 2026-11-24 08:00 UTC  {what}",
            f"{waiting}  C1  paused (not_in_channel)  {what}",
        ]

    def test_a_preview_says_what_would_be_sent_and_sends_nothing(self):
        made = subscribe()

        said = footnote("digest", "preview", made).output

        assert "afintl-240216.29" in said
        assert not set("*`~") & set(said)
        assert footnote("digest", "deliveries").output == "No digest was sent yet.\n"

    def test_one_can_be_sent_now(self):
        made = subscribe()

        assert f"{made} is due now" in footnote("digest", "send", made).output

    def test_paused_ones_go_on_by_name_or_all(self):
        first = subscribe(paused_because="token_revoked", cause="1")
        second = subscribe(paused_because="token_revoked", cause="2")

        assert footnote("digest", "resume", first).output.startswith(f"{first}  C1  due since")
        assert footnote("digest", "resume", "--all").output.startswith(f"{second}  C1  due since")
        assert footnote("digest", "resume", "--all").output == "None is paused.\n"
        assert footnote("digest", "resume").exit_code == 2

    def test_one_whose_channel_others_have_come_to_goes_on_only_by_name(self):
        made, other = subscribe(paused_because="became_shared", cause="1"), subscribe(cause="2")

        every = footnote("digest", "resume", "--all")
        named = footnote("digest", "resume", made)

        assert every.exit_code == 1
        assert f"Error: {made}: others have come to its channel. Name it" in every.output
        assert other not in every.output
        assert named.output.startswith(f"{made}  C1  due since")

    def test_one_whose_channel_others_have_come_to_is_named_by_doctor(self):
        made = subscribe(paused_because="became_shared")

        said = footnote("doctor").output

        assert made in said
        assert "footnote digest resume ID" in said

    def test_one_that_cannot_go_on_is_named_and_holds_up_no_other(self):
        gone, good = subscribe(cause="1"), subscribe(paused_because="token_revoked", cause="2")
        on_mars = replace(WISHES, schedule=Schedule("Mars/Olympus", time(9)))
        in_database(lambda database: lose(database, gone, on_mars))

        done = footnote("digest", "resume", "--all")

        assert done.exit_code == 1
        assert f"{good}  C1  due since" in done.output
        assert f"Error: {gone}: This machine has no rules for the time zone “Mars/Olympus”." in done.output

    def test_what_became_of_each_is_told_newest_first(self):
        keep(state="failed", error="is_archived", sent=1, ts="1700000000.000100")
        keep(
            key="digest:d-bbbbb:1",
            subscription_id="d-bbbbb",
            due_at=NOW + timedelta(hours=1),
            state="quiet",
            to_seq=3,
            parts_total=0,
        )

        assert footnote("digest", "deliveries").output.splitlines() == [
            "2026-11-24 09:00 UTC  quiet    d-bbbbb  C1  changes, no events, nothing to say",
            "2026-11-24 08:00 UTC  failed : is_archived  d-aaaaa  C1  changes, events 4–9, 1 of 2 messages",
            "                      https://slack.com/archives/C1/p1700000000000100",
        ]
        assert "d-bbbbb" not in footnote("digest", "deliveries", "d-aaaaa", "--latest", "5").output

    @pytest.mark.parametrize("command", ["preview", "send", "resume", "deliveries"])
    def test_an_unknown_one_is_a_sentence(self, command):
        done = footnote("digest", command, "d-zzzzz")

        assert done.exit_code == 1
        assert done.output.startswith("Error: ")
        assert done.output.endswith("There is no digest d-zzzzz. `footnote digest due` lists them.\n")
