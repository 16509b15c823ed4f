import pytest

from bot.console.team import ANA, BEN, BOT_USER_ID, CLOSED, GENERAL, RANDOM, Channel
from bot.digests.subscribing import SubscribingRefusedError
from bot.slack.digests.channels import MEMBER_KEPT_S, NAME_KEPT_S, Channels, Seat


class Seconds:
    """A clock that stands still until it is set."""

    def __init__(self):
        self.at_s = 0.0

    def __call__(self):
        return self.at_s


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def channels(bot, seconds):
    return Channels(bot.client, seconds)


@pytest.mark.parametrize(
    ("channel", "seat"),
    [(GENERAL, Seat()), (CLOSED, Seat()), (RANDOM, Seat(paused_because="not_in_channel"))],
    ids=lambda each: getattr(each, "name", ""),
)
async def test_it_sees_where_it_is(channels, channel, seat):
    assert await channels.seat(channel.id) == seat


@pytest.mark.parametrize("method", ["conversations.info", "conversations.history"])
async def test_what_slack_does_not_answer_in_time_is_taken_for_well(bot, channels, method):
    bot.workspace.faults.hang(method)

    assert await channels.seat(GENERAL.id) == Seat()


async def test_without_the_scope_to_be_told_of_channels_the_look_back_tells_it(bot, channels):
    bot.workspace.faults.refuse("missing_scope", "conversations.info", times=2)

    assert await channels.seat(GENERAL.id) == Seat()
    assert await channels.seat(RANDOM.id) == Seat(paused_because="not_in_channel")


async def test_who_is_in_a_channel_is_asked_again_a_minute_later(bot, channels, seconds):
    assert await channels.is_member(GENERAL.id, ANA.id)
    bot.workspace.add_channel(Channel(GENERAL.id, "general", members=frozenset({BOT_USER_ID})))

    assert await channels.is_member(GENERAL.id, ANA.id)
    seconds.at_s = MEMBER_KEPT_S
    assert not await channels.is_member(GENERAL.id, ANA.id)


async def test_somebody_is_found_beyond_the_first_page_of_members(bot, channels):
    many = frozenset({f"U{number:010}" for number in range(2500)})
    bot.workspace.add_channel(Channel(GENERAL.id, "general", members=many | {"UZZZZZZZZZZ"}))

    assert await channels.is_member(GENERAL.id, "UZZZZZZZZZZ")
    assert not await channels.is_member(GENERAL.id, "UYYYYYYYYYY")


async def test_nobody_is_in_a_channel_that_the_bot_cannot_see(channels):
    assert not await channels.is_member("C0000NOWHER", ANA.id)


async def test_that_slack_does_not_say_it_is_a_refusal(bot, channels):
    bot.workspace.faults.hang("conversations.members")

    with pytest.raises(SubscribingRefusedError, match="Slack does not say who is in that channel"):
        await channels.is_member(GENERAL.id, ANA.id)


async def test_zones_and_names_are_kept_for_five_minutes(bot, channels, seconds):
    assert await channels.zone_of(BEN.id) == "America/New_York"
    assert await channels.name_of(GENERAL.id) == "#general"
    bot.workspace.faults.refuse("ratelimited", "users.info")
    bot.workspace.faults.refuse("ratelimited", "conversations.info")

    assert await channels.zone_of(BEN.id) == "America/New_York"
    assert await channels.name_of(GENERAL.id) == "#general"
    seconds.at_s = NAME_KEPT_S
    assert await channels.zone_of(BEN.id) == "UTC"
    assert await channels.name_of(GENERAL.id) == "its channel"
