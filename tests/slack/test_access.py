"""Who may be told what, where: the table, and how soon a change counts."""

import asyncio
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest

from bot.console.team import ANA, BEN, BOT_USER_ID, CAI, CLOSED, GENERAL, GUEST, SHARED, STRANGER, Channel
from bot.console.workspace import Workspace
from bot.domain.handling import Ceiling
from bot.slack.access import KEPT_S, Access
from bot.slack.people import KEPT_S as PERSON_KEPT_S
from bot.slack.people import People
from bot.slack.posting import posting_client, shared_session
from bot.slack.watching import Watch

INSIDE = frozenset({ANA.id, BEN.id, CAI.id, BOT_USER_ID})
SINGLE = replace(GUEST, id="U00000SINGL", name="sol", is_restricted=False, is_ultra_restricted=True)
SETTINGS = {
    "CLEAR": ("CLEAR", {}),
    "GREEN": ("GREEN", {}),
    "AMBER": ("AMBER", {}),
    "AMBER+STRICT": ("AMBER+STRICT", {}),
    "RED": ("RED", {}),
    "RED by name": ("AMBER", {"C00000PLACE": "RED"}),
    "GREEN by name": ("AMBER", {"C00000PLACE": "GREEN"}),
}
PLACES = {
    "a channel of ours": ({}, INSIDE, ""),
    "a private channel of ours": ({"is_private": True}, INSIDE, ""),
    "a conversation of three of us": ({"is_mpim": True, "is_private": True}, INSIDE, ""),
    "a channel of several of our own workspaces": ({"is_org_shared": True}, INSIDE, ""),
    "a channel with a guest": ({}, INSIDE | {GUEST.id}, "guest"),
    "a channel with a guest of that channel alone": ({}, INSIDE | {SINGLE.id}, "guest"),
    "a private channel with a guest": ({"is_private": True}, INSIDE | {GUEST.id}, "guest"),
    "a conversation of three with a guest": (
        {"is_mpim": True, "is_private": True},
        {ANA.id, GUEST.id, BOT_USER_ID},
        "guest",
    ),
    "a channel shared with others": ({"is_ext_shared": True}, INSIDE, "shared"),
    "a channel others are invited to": ({"is_pending_ext_shared": True}, INSIDE, "shared"),
    "a channel with somebody of another organisation": ({}, INSIDE | {STRANGER.id}, "shared"),
    "a channel with both": ({}, INSIDE | {STRANGER.id, GUEST.id}, "shared"),
}


class Counting(Watch):
    """Counts how often each method was called."""

    def __init__(self):
        super().__init__()
        self.calls = Counter()

    async def can_retry_async(self, *, request, **seen):
        self.calls[request.url.rpartition("/")[2]] += 1
        return await super().can_retry_async(request=request, **seen)


class Running:
    """Access to a local Slack, by a clock that a test moves."""

    def __init__(self, workspace, session):
        self.workspace = workspace
        self.now_s = 0.0
        counting = Counting()
        self.calls = counting.calls
        self.client = posting_client(workspace.bot_token, workspace.api_url, session, counting)

    def access(self, ceiling="AMBER", named=None):
        people = People(self.client, frozenset({self.workspace.team_id}), lambda: self.now_s)
        return Access(self.client, people, lambda: self.now_s, ceiling=ceiling, named=named or {})

    def put(self, channel):
        self.workspace.team.channels[channel.id] = channel
        return channel.id


@pytest.fixture
async def slack():
    async with Workspace() as workspace, shared_session() as session:
        workspace.team.users[SINGLE.id] = SINGLE
        yield Running(workspace, session)


@pytest.mark.parametrize(("place", "setting"), [*product(PLACES, SETTINGS)])
async def test_the_ceiling_of(slack, place, setting):
    fields, members, because = PLACES[place]
    ceiling, named = SETTINGS[setting]
    channel = slack.put(Channel("C00000PLACE", "place", members=frozenset(members), **fields))

    found = await slack.access(ceiling, named).channel(channel, ANA.id)

    expected = "CLEAR" if because else named.get(channel, ceiling)
    assert found == Ceiling(expected, because)


@pytest.mark.parametrize(
    ("person", "named", "expected"),
    [
        (ANA, {}, Ceiling("AMBER")),
        (ANA, {ANA.id: "RED"}, Ceiling("RED")),
        (ANA, {ANA.id: "CLEAR"}, Ceiling("CLEAR")),
        (ANA, {BEN.id: "RED"}, Ceiling("AMBER")),
        (GUEST, {}, Ceiling("CLEAR", "guest")),
        (GUEST, {GUEST.id: "RED"}, Ceiling("CLEAR", "guest")),
        (SINGLE, {}, Ceiling("CLEAR", "guest")),
        (STRANGER, {STRANGER.id: "RED"}, Ceiling("CLEAR", "shared")),
    ],
)
@pytest.mark.parametrize("how", ["alone", "in a direct conversation", "by the outbox", "by its channel"])
async def test_what_one_person_is_told_alone(slack, person, named, expected, how):
    access = slack.access(named=named)
    direct = slack.workspace.team.direct_channel(person.id).id
    match how:
        case "alone":
            found = await access.person(person.id)
        case "in a direct conversation":
            found = await access.channel(direct, person.id)
        case "by the outbox":
            found = Ceiling(await access.tlp_of(person.id), expected.because)
        case _:
            found = await access.channel(direct)
    assert found == expected


@pytest.mark.parametrize(
    ("channel", "lacks"),
    [
        ("C000UNKNOWN", ()),
        ("", ()),
        (GENERAL.id, ("channels:read",)),
        (GENERAL.id, ("users:read",)),
        (CLOSED.id, ("groups:read",)),
    ],
)
async def test_what_slack_does_not_say_counts_as_outside(slack, channel, lacks):
    slack.workspace.team.scopes = frozenset(slack.workspace.team.scopes) - frozenset(lacks)

    assert await slack.access("RED").channel(channel) == Ceiling("CLEAR", "unknown")


async def test_while_slack_is_down_nothing_is_told_and_after_it_at_once(slack):
    access = slack.access()
    slack.workspace.faults.answer_500("conversations.info")

    assert await access.channel(GENERAL.id) == Ceiling("CLEAR", "unknown")
    assert await access.channel(GENERAL.id) == Ceiling("AMBER")


async def test_slack_is_asked_once_while_what_it_said_holds(slack):
    access = slack.access()
    for _ in range(3):
        await access.channel(GENERAL.id, ANA.id)
    asked = slack.calls["conversations.info"]
    slack.now_s = KEPT_S + 1
    await access.channel(GENERAL.id, ANA.id)

    assert asked == 1
    assert slack.calls["conversations.info"] == 2


async def test_without_an_event_a_guest_counts_within_two_minutes(slack):
    access = slack.access()
    await access.channel(GENERAL.id)
    slack.put(replace(GENERAL, members=GENERAL.members | {GUEST.id}))
    before = await access.channel(GENERAL.id)
    slack.now_s = KEPT_S + 1

    assert (before.tlp, await access.channel(GENERAL.id)) == ("AMBER", Ceiling("CLEAR", "guest"))


async def test_who_becomes_a_guest_counts_at_once_by_its_event_else_within_two_minutes(slack):
    access, other = slack.access(), slack.access()
    for each in (access, other):
        await each.channel(GENERAL.id)
    slack.workspace.team.users[CAI.id] = replace(CAI, is_restricted=True)
    access.heard_of({"id": CAI.id, "team_id": CAI.team, "is_restricted": True})

    by_event, before = await access.channel(GENERAL.id), await other.channel(GENERAL.id)
    slack.now_s += PERSON_KEPT_S + 1

    assert (by_event, before) == (Ceiling("CLEAR", "guest"), Ceiling("AMBER"))
    assert await other.channel(GENERAL.id) == by_event


async def test_a_large_channel_is_looked_through_by_the_list_of_all(slack):
    crowd = [replace(ANA, id=f"U{number:010}", name=f"n{number}") for number in range(60)]
    slack.workspace.team.users |= {each.id: each for each in crowd}
    access = slack.access()
    large = Channel("C00000LARGE", "large", members=frozenset({BOT_USER_ID, *(each.id for each in crowd)}))

    assert await access.channel(slack.put(large)) == Ceiling("AMBER")
    assert slack.calls["users.info"] <= 1
    assert await access.channel(SHARED.id) == Ceiling("CLEAR", "shared")


async def test_a_look_that_takes_long_counts_as_unknown_and_goes_on(slack):
    access = slack.access()
    slack.workspace.faults.hang("conversations.info")

    assert await access.channel(GENERAL.id) == Ceiling("CLEAR", "unknown")
    await access.close()


async def test_many_who_ask_at_once_share_one_look(slack):
    access = slack.access()
    found = await asyncio.gather(*(access.channel(GENERAL.id) for _ in range(20)))

    assert set(found) == {Ceiling("AMBER")}
    assert slack.calls["conversations.info"] == 1


async def test_a_guest_who_was_taken_out_of_a_channel_is_told_no_more_there_than_alone(slack):
    access = slack.access()

    assert await access.channel(GENERAL.id, GUEST.id) == Ceiling("CLEAR", "guest")
    assert await access.channel(GENERAL.id, ANA.id) == Ceiling("AMBER")


async def test_what_an_insider_does_to_their_profile_is_no_reason_to_ask_anew(slack):
    access = slack.access()
    await access.channel(GENERAL.id)
    access.heard_of({"id": CAI.id, "team_id": CAI.team, "profile": {"status_text": "away"}})
    await access.channel(GENERAL.id)

    assert slack.calls["conversations.info"] == 1
