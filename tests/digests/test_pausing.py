import pytest

from bot import metrics
from bot.console.team import ANA
from bot.storage import subscriptions

PLACES = [f"Attackers struck place number {number} in Kabul." for number in range(40)]


def told_in(slack, fact_id):
    """How many messages tell of a fact."""
    return slack.facts().count(fact_id)


def digests_sent():
    return metrics.REGISTRY.get_sample_value("footnote_digest_lag_seconds_count")


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "channel_not_found"])
async def test_a_channel_that_takes_it_no_more_pauses_it_and_its_owner_is_told_once(slack, code):
    made = await slack.subscribe("attacks")
    slack.close_channel(code)

    await slack.until_nine()
    await slack.until_nine(days=3)

    after = await slack.known(made.id)
    assert (after.state, after.paused_because, after.next_at) == ("paused", code, None)
    assert (await slack.delivery(made.id)).error == code
    [told] = slack.messages(slack.workspace.team.direct_channel(ANA.id).id)
    assert made.id in told.text


async def test_a_resumed_one_covers_all_since_its_last(slack):
    made = await slack.subscribe("attacks")
    slack.close_channel("not_in_channel")
    told = await slack.write("Bombers struck a market in Kabul.")
    await slack.until_nine()
    slack.open_channel()

    await slack.subscriptions.resume(made.id)
    await slack.until_nine(days=1)

    [digest] = slack.messages()
    assert told in digest.text


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "channel_not_found"])
async def test_what_stands_in_a_channel_that_closed_before_anybody_knew_is_not_told_again(slack, code):
    made = await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    slack.workspace.faults.drop_after_commit()
    await slack.begin_at_nine()
    slack.close_channel(code)
    await slack.beat(seconds=300, step=20)
    slack.open_channel()

    await slack.subscriptions.resume(made.id)
    await slack.until_nine(days=1)

    assert told_in(slack, told) == 1
    assert len(slack.messages()) == 2


async def test_what_is_posted_while_the_bot_is_taken_out_of_the_workspace_is_told_once(slack):
    made = await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    slack.clock.at = slack.clock.at.replace(hour=9)
    await slack.replica.follower.beat()
    await slack.replica.digests.beat()
    await slack.subscriptions.pause_team("T1", "app_uninstalled")
    await slack.replica.outbox.beat()
    assert (await slack.known(made.id)).state == "paused"

    await slack.subscriptions.resume(made.id)
    await slack.until_nine(days=1)

    [digest, quiet] = slack.words()
    assert told in digest
    assert "Nothing changed since" in quiet


@pytest.mark.parametrize("fault", ["limit_rate", "drop_after_commit"])
async def test_what_waits_while_the_bot_is_out_of_the_workspace_is_told_once(slack, fault):
    made = await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    getattr(slack.workspace.faults, fault)()
    await slack.begin_at_nine()
    await slack.subscriptions.pause_team("T1", "app_uninstalled")
    slack.workspace.faults.refuse("token_revoked", for_s=600)
    slack.workspace.faults.refuse("token_revoked", "conversations.history", for_s=600)
    await slack.beat(seconds=600, step=20)
    assert (await slack.known(made.id)).state == "paused"

    await slack.subscriptions.resume(made.id)
    await slack.beat(seconds=300, step=20)
    await slack.until_nine(days=1)

    assert told_in(slack, told) == 1
    assert (await slack.known(made.id)).under_way == ""


async def test_a_subscription_that_is_removed_while_it_is_posted_says_no_more(slack):
    made = await slack.subscribe("attacks")
    await slack.write_all(*PLACES)
    await slack.begin_at_nine()

    await slack.subscriptions.remove(made.id)
    await slack.beat(seconds=60)

    assert len(slack.messages()) == 1
    assert (await slack.delivery(made.id)).state == "stopped"


async def test_what_was_removed_while_slack_was_asked_counts_as_no_digest_that_was_sent(slack):
    made = await slack.subscribe("attacks")
    await slack.write_all(*PLACES)
    slack.clock.at = slack.clock.at.replace(hour=9)
    await slack.replica.follower.beat()
    await slack.replica.digests.beat()
    async with slack.database.begin() as session:
        await subscriptions.remove(session, made.id)
    before = digests_sent()

    await slack.replica.outbox.beat()

    delivery = await slack.delivery(made.id)
    assert (delivery.state, delivery.sent) == ("stopped", 1)
    assert digests_sent() == before
