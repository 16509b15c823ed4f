from datetime import timedelta

import pytest

from tests.digests.round import NINE

PLACES = [f"Attackers struck place number {number} in Kabul." for number in range(40)]
HOSTILE = [f"<!channel> <@U0000000ANA> *struck* `place` &amp; | number {number}." for number in range(300)]


def claims(slack):
    """What the messages say in the blocks of claims, each without its number."""
    blocks = (block for each in slack.messages() for block in each.blocks)
    said = (block["text"]["text"] for block in blocks if block.get("block_id", "").startswith("claim:"))
    return [each.partition(". ")[2] for each in said]


async def test_a_long_digest_goes_on_in_its_thread_in_order(slack):
    await slack.subscribe("attacks")
    told = await slack.write_all(*PLACES)

    await slack.until_nine(seconds=20, step=1)

    first, *others = slack.messages()
    assert others
    assert {each.thread_ts for each in others} == {first.ts}
    assert slack.facts() == told
    text = "\n".join(slack.words())
    places = [text.index(fact_id) for fact_id in told]
    assert places == sorted(places)


async def test_three_hundred_hostile_facts_arrive_whole_and_in_order_and_ping_nobody(slack):
    made = await slack.subscribe("attacks")
    told = await slack.write_all(*HOSTILE)

    await slack.until_nine(seconds=60, step=1)

    # A mention that would ping anybody, and a block that is not valid, the strict local Slack refuses.
    assert slack.facts() == told
    assert claims(slack) == HOSTILE
    delivery = await slack.delivery(made.id)
    assert (delivery.state, delivery.sent) == ("sent", len(slack.messages()))


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived"])
async def test_a_thread_that_was_cut_off_is_continued(slack, code):
    made = await slack.subscribe("attacks")
    told = await slack.write_all(*PLACES)
    await slack.begin_at_nine()
    slack.close_channel(code)
    await slack.beat(seconds=10)
    assert (await slack.known(made.id)).state == "paused"
    slack.open_channel()

    await slack.subscriptions.resume(made.id)
    await slack.beat(seconds=20, step=1)

    assert slack.facts() == told
    assert len([each for each in slack.messages() if each.thread_ts is None]) == 1
    assert (await slack.delivery(made.id)).state == "sent"


async def test_a_clock_that_is_set_back_in_mid_thread_repeats_nothing_and_drops_nothing(slack):
    made = await slack.subscribe("attacks")
    told = await slack.write_all(*PLACES)
    await slack.begin_at_nine()
    slack.clock.at -= timedelta(hours=1)

    await slack.beat(seconds=2 * 3600, step=60)

    assert slack.facts() == told
    assert (await slack.known(made.id)).covered_at == NINE
