"""Digests of a channel that others come to: they rest until somebody lets them go on for them."""

import pytest

from bot.console.team import ANA, GENERAL
from bot.digests.ceilings import BECAME_SHARED
from tests.ceilings import GUESTS, INSIDE, SHARED, UNKNOWN

PLACES = [f"Attackers struck place number {number} in Kabul." for number in range(40)]


def told_to_ana(slack):
    return slack.messages(slack.workspace.team.direct_channel(ANA.id).id)


@pytest.mark.parametrize("kind", ["changes", "summary"])
@pytest.mark.parametrize("ceiling", [SHARED, GUESTS])
async def test_nothing_is_sent_it_rests_and_its_owner_is_told_once(slack, ceiling, kind):
    made = await slack.subscribe("attacks", kind=kind)
    await slack.write("Bombers struck a market in Kabul.")
    slack.ceilings[GENERAL.id] = ceiling

    await slack.until_nine(days=3)

    after = await slack.known(made.id)
    assert (after.state, after.paused_because, after.next_at) == ("paused", BECAME_SHARED, None)
    assert slack.messages() == []
    [told] = told_to_ana(slack)
    assert made.id in told.text
    assert "Others than our own have come to that channel" in told.text
    assert "Bombers" not in told.text


async def test_resumed_it_tells_what_is_clear_of_all_since_its_last(slack):
    made = await slack.subscribe("attacks")
    clear = await slack.write("Bombers struck a market in Kabul.")
    strict = await slack.write("Bombers struck a barracks in Kabul.", tlp="GREEN")
    slack.ceilings[GENERAL.id] = SHARED
    await slack.until_nine()

    resumed = await slack.subscriptions.resume(made.id)
    await slack.until_nine(days=1)

    [digest] = slack.messages()
    assert resumed.outside
    assert clear in digest.text
    assert strict not in f"{digest.text}{digest.blocks}"


async def test_it_goes_on_with_what_is_clear_also_when_the_others_have_left(slack):
    made = await slack.subscribe("attacks")
    slack.ceilings[GENERAL.id] = SHARED
    await slack.until_nine()
    await slack.subscriptions.resume(made.id)
    slack.ceilings[GENERAL.id] = INSIDE
    await slack.write("Bombers struck a barracks in Kabul.", tlp="GREEN")

    await slack.until_nine(days=1)

    assert "barracks" not in str(slack.messages())


async def test_a_channel_that_stays_inside_is_told_what_is_within_its_ceiling(slack):
    await slack.subscribe("attacks")
    amber = await slack.write("Bombers struck a barracks in Kabul.", tlp="AMBER")
    red = await slack.write("Bombers struck a palace in Kabul.", tlp="RED")

    await slack.until_nine()

    assert amber in slack.words()[0]
    assert red not in str(slack.messages())


class TestWithSlackSilent:
    async def test_a_digest_waits_until_it_is_known_who_is_there_and_then_tells_all(self, slack):
        await slack.subscribe("attacks")
        amber = await slack.write("Bombers struck a barracks in Kabul.", tlp="AMBER")
        slack.ceilings[GENERAL.id] = UNKNOWN

        await slack.until_nine(seconds=300, step=30)
        assert slack.messages() == []
        slack.ceilings[GENERAL.id] = INSIDE
        await slack.beat()

        [digest] = slack.messages()
        assert amber in digest.text

    async def test_after_ten_minutes_it_tells_what_is_clear(self, slack):
        await slack.subscribe("attacks")
        clear = await slack.write("Bombers struck a market in Kabul.")
        amber = await slack.write("Bombers struck a barracks in Kabul.", tlp="AMBER")
        slack.ceilings[GENERAL.id] = UNKNOWN

        await slack.until_nine(seconds=660, step=30)

        [digest] = slack.messages()
        assert clear in digest.text
        assert amber not in f"{digest.text}{digest.blocks}"

    async def test_where_everything_is_clear_nothing_is_waited_for(self, slack):
        await slack.subscribe("attacks")
        clear = await slack.write("Bombers struck a market in Kabul.")
        slack.ceilings[GENERAL.id] = UNKNOWN

        await slack.until_nine()

        assert clear in slack.words()[0]


async def test_a_part_that_its_channel_may_not_hold_any_more_is_not_posted_and_the_rest_waits(slack):
    made = await slack.subscribe("attacks")
    await slack.write_all(*PLACES, tlp="GREEN")
    await slack.begin_at_nine()
    assert len(slack.messages()) == 1
    slack.ceilings[GENERAL.id] = SHARED

    await slack.beat()

    assert len(slack.messages()) == 1
    after = await slack.known(made.id)
    assert (after.state, after.paused_because, after.under_way) == ("paused", "ceiling", "")
    [told] = told_to_ana(slack)
    assert "more than that channel may be told" in told.text


async def test_a_resumed_one_begins_anew_instead_of_going_on_with_what_was_refused(slack):
    made = await slack.subscribe("attacks")
    await slack.write_all(*PLACES, tlp="GREEN")
    await slack.begin_at_nine()
    slack.ceilings[GENERAL.id] = SHARED
    await slack.beat()

    await slack.subscriptions.resume(made.id)
    await slack.until_nine(days=1)

    assert (await slack.known(made.id)).paused_because == BECAME_SHARED
    assert len(slack.messages()) == 1
