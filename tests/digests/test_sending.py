from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.console.team import ANA, GENERAL
from bot.digests.sending import Digests
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.slack.blocks.digest import draw_digest
from bot.storage import subscriptions
from bot.storage.engine import StorageError, open_database
from tests.curation.small_ledger import ATTACKS
from tests.digests.round import digest_round

NINE = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def place():
    """In memory, where all time is the test's clock."""
    return (None, None)


@pytest.fixture
async def slack(database):
    async with digest_round(database) as made:
        yield made


async def test_a_new_subscription_gets_a_summary_at_once(slack):
    made = await slack.subscribe("attacks", is_begun=False)

    await slack.beat(seconds=10)

    [first] = slack.messages()
    assert "How things stand" in first.text
    assert ATTACKS in first.text
    after = await slack.known(made.id)
    assert (after.is_first, after.under_way, after.next_at) == (False, "", NINE - timedelta(days=1))


async def test_what_changed_is_told_at_its_time_and_once(slack):
    made = await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    assert slack.messages() == []

    await slack.until_nine()
    await slack.beat(seconds=3600, step=60)

    [digest] = slack.messages()
    assert told in digest.text
    after = await slack.known(made.id)
    assert after.covered_at == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert after.cursor == slack.replica.follower.base.head
    delivery = await slack.delivery(made.id)
    assert (delivery.state, delivery.ts, delivery.attempts) == ("sent", digest.ts, 1)


async def test_where_nothing_changed_one_line_says_so(slack):
    await slack.subscribe("attacks", quiet="line")

    await slack.until_nine()

    [line] = slack.messages()
    assert "Nothing changed since" in line.text


async def test_where_silence_was_chosen_nothing_is_posted_and_the_cursor_moves_on(slack):
    made = await slack.subscribe("attacks", quiet="silence")
    await slack.write("Traders met in Herat.", topics=["history"], places=["herat"])

    await slack.until_nine()

    assert slack.messages() == []
    after = await slack.known(made.id)
    assert after.cursor == slack.replica.follower.base.head
    assert (await slack.delivery(made.id)).state == "quiet"


async def test_after_downtime_one_digest_covers_the_whole_gap_and_says_so(slack):
    await slack.subscribe("attacks")
    first = await slack.write("Bombers struck a market in Kabul.")
    slack.clock.passes(days=2)
    second = await slack.write("Gunmen struck a bank in Kabul.")

    await slack.until_nine(days=1)

    [digest] = slack.messages()
    assert first in digest.text
    assert second in digest.text
    assert "2 runs" in digest.text


async def test_a_clock_that_is_set_back_sends_nothing_twice(slack):
    await slack.subscribe("attacks")
    await slack.until_nine()
    slack.clock.at -= timedelta(hours=1)

    await slack.beat(seconds=3 * 3600, step=60)

    assert len(slack.messages()) == 1


async def test_what_is_written_while_a_digest_is_posted_is_in_the_next(slack):
    made = await slack.subscribe("attacks")
    first = await slack.write("Bombers struck a market in Kabul.")
    slack.clock.at = NINE - timedelta(days=1)
    await slack.replica.follower.beat()
    await slack.replica.digests.beat()
    second = await slack.write("Gunmen struck a bank in Kabul.")

    await slack.beat(seconds=30)
    [digest] = slack.messages()
    assert first in digest.text
    assert second not in digest.text
    await slack.until_nine(days=1)

    [_, following] = slack.messages()
    assert second in following.text
    assert first not in following.text
    assert (await slack.known(made.id)).under_way == ""


async def test_a_long_digest_goes_on_in_its_thread_in_order(slack):
    await slack.subscribe("attacks")
    told = [await slack.write(f"Attackers struck place number {number} in Kabul.") for number in range(40)]

    await slack.until_nine(seconds=120, step=1)

    first, *others = slack.messages()
    assert others
    assert {each.thread_ts for each in others} == {first.ts}
    text = "\n".join(each.text for each in slack.messages())
    places = [text.index(fact_id) for fact_id in told]
    assert places == sorted(places)


async def test_one_that_somebody_asks_for_comes_at_once_and_the_schedule_stays(slack):
    made = await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")

    await slack.subscriptions.send_now(made.id)
    await slack.beat(seconds=10)
    await slack.until_nine()

    [asked, at_nine] = slack.messages()
    assert told in asked.text
    assert "Nothing changed since" in at_nine.text


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "channel_not_found"])
async def test_a_channel_that_takes_it_no_more_pauses_it_and_its_owner_is_told_once(slack, code):
    made = await slack.subscribe("attacks")
    close(slack.workspace, code)

    await slack.until_nine()
    await slack.until_nine(days=3)

    after = await slack.known(made.id)
    assert (after.state, after.paused_because, after.next_at) == ("paused", code, None)
    assert (await slack.delivery(made.id)).error == code
    [told] = slack.messages(slack.workspace.team.direct_channel(ANA.id).id)
    assert made.id in told.text


async def test_a_resumed_one_covers_all_since_its_last(slack):
    made = await slack.subscribe("attacks")
    close(slack.workspace, "not_in_channel")
    told = await slack.write("Bombers struck a market in Kabul.")
    await slack.until_nine()
    slack.workspace.team.channels[GENERAL.id] = GENERAL

    await slack.subscriptions.resume(made.id)
    await slack.until_nine(days=1)

    [digest] = slack.messages()
    assert told in digest.text


async def test_a_thread_that_was_cut_off_is_continued(slack):
    made = await slack.subscribe("attacks")
    told = [await slack.write(f"Attackers struck place number {number} in Kabul.") for number in range(40)]
    slack.clock.at = NINE - timedelta(days=1)
    await slack.replica.follower.beat()
    await slack.replica.digests.beat()
    await slack.replica.outbox.beat()
    close(slack.workspace, "not_in_channel")
    await slack.beat(seconds=10)
    assert (await slack.known(made.id)).state == "paused"
    slack.workspace.team.channels[GENERAL.id] = GENERAL

    await slack.subscriptions.resume(made.id)
    await slack.beat(seconds=120, step=1)

    text = "\n".join(slack.words())
    assert all(text.count(f"{fact_id}") >= 1 for fact_id in told)
    assert len([each for each in slack.messages() if each.thread_ts is None]) == 1
    assert (await slack.delivery(made.id)).state == "sent"


async def test_a_subscription_that_is_removed_while_it_is_posted_says_no_more(slack):
    made = await slack.subscribe("attacks")
    for number in range(40):
        await slack.write(f"Attackers struck place number {number} in Kabul.")
    slack.clock.at = NINE - timedelta(days=1)
    await slack.replica.follower.beat()
    await slack.replica.digests.beat()
    await slack.replica.outbox.beat()

    await slack.subscriptions.remove(made.id)
    before = len(slack.messages())
    await slack.beat(seconds=60)

    assert len(slack.messages()) == before
    assert (await slack.delivery(made.id)).state == "stopped"


async def test_two_replicas_at_once_send_one(slack):
    await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    other = await slack.another()

    await slack.until_nine()
    await slack.until_nine(days=1)
    slack.clock.at = NINE + timedelta(days=1)
    await slack.beat(slack.replica, other)

    texts = slack.words()
    assert sum(told in text for text in texts) == 1
    assert len(texts) == 3
    await other.outbox.close()


async def test_a_replica_that_lags_leaves_it_to_one_that_does_not(slack):
    made = await slack.subscribe("attacks")
    behind = await slack.another()
    told = await slack.write("Bombers struck a market in Kabul.")
    await slack.until_nine()
    slack.clock.at = NINE

    assert await behind.digests.beat() == 0
    slack.clock.passes(seconds=subscriptions.HELD.total_seconds())
    await slack.beat()

    assert sum(told in text for text in slack.words()) == 1
    assert len(slack.messages()) == 2
    assert (await slack.known(made.id)).state == "active"
    await behind.outbox.close()


async def test_a_channel_may_have_several(slack):
    await slack.subscribe("attacks")
    await slack.subscribe("history", schedule=Schedule("Asia/Kabul", time(13, 30)))
    told = await slack.write("Bombers struck a market in Kabul.")

    await slack.until_nine()

    [one, other] = slack.words()
    assert (told in one) != (told in other)


async def test_with_the_database_away_at_the_time_it_comes_later(slack):
    await slack.subscribe("attacks")
    slack.clock.at = NINE - timedelta(days=1)
    away = await open_database(None, None)
    await away.close()
    with pytest.raises(StorageError):
        await Digests(away, slack.replica.composer, draw_digest, slack.clock).beat()

    slack.clock.passes(minutes=20)
    await slack.beat()

    assert len(slack.messages()) == 1


async def test_a_retracted_fact_is_said_first_in_the_next(slack):
    await slack.subscribe("attacks", "taliban")
    told = await slack.write("Bombers struck a market in Kabul.")
    await slack.acts.retract(ATTACKS, Actor("cli:ben", "ben"), "counted twice")

    await slack.until_nine()

    [digest] = slack.messages()
    assert digest.text.index(ATTACKS) < digest.text.index(told)
    assert "counted twice" in digest.text


def close(workspace, code):
    match code:
        case "not_in_channel":
            workspace.team.channels[GENERAL.id] = replace(GENERAL, members=frozenset({ANA.id}))
        case "is_archived":
            workspace.team.channels[GENERAL.id] = replace(GENERAL, is_archived=True)
        case _:
            workspace.remove_channel(GENERAL.id)
