from datetime import time

import pytest
from structlog.testing import capture_logs

from bot.domain.schedules import Schedule
from bot.storage.engine import DatabaseAwayError, open_database
from tests.curation.small_ledger import ATTACKS, BEN
from tests.cut_off import way_to
from tests.digests.round import NINE, digest_round


async def test_a_new_subscription_gets_a_summary_at_once(slack):
    made = await slack.subscribe("attacks", is_begun=False)

    await slack.beat(seconds=10)

    [first] = slack.messages()
    assert "How things stand" in first.text
    assert ATTACKS in first.text
    after = await slack.known(made.id)
    assert (after.is_first, after.under_way, after.next_at) == (False, "", NINE)


async def test_what_changed_is_told_at_its_time_and_once(slack):
    made = await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    assert slack.messages() == []

    await slack.until_nine()
    await slack.beat(seconds=3600, step=60)

    [digest] = slack.messages()
    assert told in digest.text
    after = await slack.known(made.id)
    assert after.covered_at == NINE
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

    with capture_logs() as logs:
        await slack.until_nine()

    assert slack.messages() == []
    after = await slack.known(made.id)
    assert after.cursor == slack.replica.follower.base.head
    assert (await slack.delivery(made.id)).state == "quiet"
    [logged] = [line for line in logs if line["event"].startswith("digest.")]
    assert (logged["event"], logged["subscription"]) == ("digest.quiet", made.id)


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


async def test_what_is_written_while_a_digest_is_posted_is_in_the_next(slack):
    made = await slack.subscribe("attacks")
    first = await slack.write("Bombers struck a market in Kabul.")
    slack.clock.at = NINE
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


async def test_one_that_somebody_asks_for_comes_at_once_and_the_schedule_stays(slack):
    made = await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")

    await slack.subscriptions.send_now(made.id)
    await slack.beat(seconds=10)
    await slack.until_nine()

    [asked, at_nine] = slack.messages()
    assert told in asked.text
    assert "Nothing changed since" in at_nine.text


async def test_a_channel_may_have_several(slack):
    await slack.subscribe("attacks")
    await slack.subscribe("history", schedule=Schedule("Asia/Kabul", time(13, 30)))
    told = await slack.write("Bombers struck a market in Kabul.")

    await slack.until_nine()

    [one, other] = slack.words()
    assert (told in one) != (told in other)


async def test_a_retracted_fact_is_said_first_in_the_next(slack):
    await slack.subscribe("attacks", "taliban")
    told = await slack.write("Bombers struck a market in Kabul.")
    await slack.acts.retract(ATTACKS, BEN, "counted twice")

    await slack.until_nine()

    [digest] = slack.messages()
    assert digest.text.index(ATTACKS) < digest.text.index(told)
    assert "counted twice" in digest.text


async def test_with_the_database_away_at_the_time_it_comes_later(empty_postgresql):
    async with way_to(empty_postgresql) as way:
        database = await open_database(way.url, None)
        async with digest_round(database) as slack:
            await slack.subscribe("attacks", is_begun=False)
            await way.close()
            with pytest.raises(DatabaseAwayError):
                await slack.replica.digests.beat()
            await way.open()

            await slack.beat(seconds=5)

            assert len(slack.messages()) == 1
        await database.close()
