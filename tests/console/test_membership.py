from dataclasses import replace

import pytest

from bot.console.errors import ConsoleError
from bot.console.team import (
    ANA,
    BEN,
    BOT_USER_ID,
    CLOSED,
    GENERAL,
    GUEST,
    OTHER_TEAM_ID,
    RANDOM,
    SHARED,
    STRANGER,
    VISITED,
)
from tests.console.agent import EVENTS, agent_app
from tests.console.echo import dispatch
from tests.console.test_manifest_rules import made


@pytest.fixture
def app(workspace):
    made_app = agent_app(workspace)
    workspace.connect(dispatch(made_app))
    return made_app


class TestComingAndGoing:
    async def test_the_bot_is_told_who_comes_to_its_channels(self, workspace, app):
        await workspace.join(GENERAL.id, GUEST.id)

        [event] = app.heard
        assert (event["type"], event["user"], event["channel"]) == (
            "member_joined_channel",
            GUEST.id,
            GENERAL.id,
        )
        assert (event["channel_type"], event["inviter"]) == ("C", ANA.id)
        assert GUEST.id in workspace.team.channels[GENERAL.id].members

    async def test_and_who_leaves(self, workspace, app):
        await workspace.leave(VISITED.id, GUEST.id)

        [event] = app.heard
        assert (event["type"], event["user"]) == ("member_left_channel", GUEST.id)
        assert GUEST.id not in workspace.team.channels[VISITED.id].members

    async def test_nothing_is_told_of_channels_that_the_bot_is_not_in(self, workspace, app):
        await workspace.join(RANDOM.id, GUEST.id)

        assert app.heard == []

    async def test_the_bot_is_told_that_it_was_let_in_and_that_it_was_taken_out(self, workspace, app):
        await workspace.join(RANDOM.id, BOT_USER_ID)
        await workspace.leave(RANDOM.id, BOT_USER_ID)
        await workspace.leave(CLOSED.id, BOT_USER_ID)

        assert [event["type"] for event in app.heard] == [
            "member_joined_channel",
            "channel_left",
            "group_left",
        ]

    async def test_who_is_there_already_does_not_come_again(self, workspace, app):
        await workspace.join(GENERAL.id, BEN.id)

        assert app.heard == []

    async def test_who_is_not_there_cannot_leave(self, workspace):
        with pytest.raises(ConsoleError, match="is not in #general"):
            await workspace.leave(GENERAL.id, STRANGER.id)

    async def test_nobody_joins_a_conversation_of_two(self, workspace):
        place = workspace.team.direct_channel(ANA.id)

        with pytest.raises(ConsoleError, match="no channel"):
            await workspace.join(place.id, BEN.id)


class TestSharing:
    async def test_a_channel_becomes_shared_and_every_payload_from_it_says_so(self, workspace, app):
        await workspace.share_channel(GENERAL.id)

        [event] = app.heard
        assert (event["type"], event["connected_team_id"], event["channel"]) == (
            "channel_shared",
            OTHER_TEAM_ID,
            GENERAL.id,
        )
        assert workspace.deliveries[-1].payload["is_ext_shared_channel"]
        await workspace.mention("hello")
        payload = workspace.deliveries[-1].payload
        assert payload["is_ext_shared_channel"]
        assert payload["event"]["user_team"] == payload["event"]["source_team"] == workspace.team_id

    async def test_with_its_end_the_others_are_gone(self, workspace, app):
        await workspace.unshare_channel(SHARED.id)

        [event] = app.heard
        assert (event["type"], event["previously_connected_team_id"]) == ("channel_unshared", OTHER_TEAM_ID)
        assert event["is_ext_shared"] is False
        assert STRANGER.id not in workspace.team.channels[SHARED.id].members
        assert ANA.id in workspace.team.channels[SHARED.id].members


class TestGuests:
    async def test_a_person_becomes_a_guest_and_a_member_again(self, workspace, app):
        await workspace.make_guest(BEN.id)
        await workspace.make_guest(BEN.id, is_ultra=True)
        await workspace.make_member(BEN.id)

        told = [event["user"] for event in app.heard]
        assert {event["type"] for event in app.heard} == {"user_change"}
        assert [each["is_restricted"] for each in told] == [True, True, False]
        assert [each["is_ultra_restricted"] for each in told] == [False, True, False]

    async def test_of_a_closed_account_less_is_told(self, workspace, app, client):
        await workspace.deactivate(BEN.id)

        told = (await client.users_info(user=BEN.id))["user"]
        assert told["deleted"]
        assert "is_restricted" not in told
        assert app.heard[0]["user"] == told


class TestSubscriptions:
    async def test_an_app_hears_only_what_it_subscribes_to(self, workspace, app):
        workspace.install(made())

        await workspace.join(GENERAL.id, GUEST.id)
        await workspace.direct("hello")
        await workspace.open_home()
        assert workspace.deliveries == []

        await workspace.mention("hello")
        assert (len(workspace.deliveries), app.heard) == (1, [])

    @pytest.mark.parametrize(
        ("scope", "channel"), [("channels:read", GENERAL.id), ("groups:read", CLOSED.id)]
    )
    async def test_and_what_it_has_the_scope_for(self, workspace, app, scope, channel):
        workspace.team.events = frozenset(EVENTS)
        workspace.team.scopes = tuple(each for each in workspace.team.scopes if each != scope)

        await workspace.share_channel(channel)

        assert app.heard == []


class TestLookingAtChannels:
    async def test_each_kind_of_conversation_says_what_it_is(self, workspace, client):
        group = replace(CLOSED, id="G0000SEVERAL", is_mpim=True)
        workspace.add_channel(group)
        workspace.add_channel(replace(GENERAL, is_pending_ext_shared=True))

        async def told(channel):
            return (await client.conversations_info(channel=channel))["channel"]

        direct = await told(ANA.id)
        assert (direct["is_im"], direct["user"]) == (True, ANA.id)
        assert "is_private" not in direct
        assert (await told(GENERAL.id))["is_pending_ext_shared"]
        assert not (await told(GENERAL.id))["is_ext_shared"]
        assert (await told(SHARED.id))["shared_team_ids"] == [workspace.team_id, OTHER_TEAM_ID]
        assert ((await told(group.id))["is_mpim"], (await told(group.id))["is_private"]) == (True, True)
        assert (await told(CLOSED.id))["is_group"]

    @pytest.mark.parametrize("method", ["conversations.info", "conversations.members"])
    @pytest.mark.parametrize(
        ("channel", "needed"),
        [
            (GENERAL.id, "channels:read"),
            (CLOSED.id, "groups:read"),
            (ANA.id, "im:read"),
            ("G0000SEVERAL", "mpim:read"),
        ],
    )
    async def test_each_is_looked_at_with_its_own_scope(self, workspace, refused, method, channel, needed):
        workspace.add_channel(replace(CLOSED, id="G0000SEVERAL", is_mpim=True))
        workspace.team.scopes = tuple(each for each in workspace.team.scopes if each != needed)

        assert await refused(method, channel=channel) == "missing_scope"
        assert workspace.team.refusals[-1].told["needed"] == needed

    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            ({"channel": "C404"}, "channel_not_found"),
            ({"channel": GENERAL.id, "limit": 1001}, "invalid_limit"),
            ({"channel": GENERAL.id, "limit": "many"}, "invalid_limit"),
            ({"channel": GENERAL.id, "cursor": "2"}, "invalid_cursor"),
        ],
    )
    async def test_members_are_refused_with_slacks_own_error(self, refused, arguments, error):
        assert await refused("conversations.members", **arguments) == error


class TestLookingAtPeople:
    async def test_everybody_is_listed_by_pages(self, workspace, client):
        first = await client.users_list(limit=4)
        second = await client.users_list(limit=4, cursor=first["response_metadata"]["next_cursor"])

        listed = [one["id"] for one in (*first["members"], *second["members"])]
        assert set(listed) == {*workspace.team.users, BOT_USER_ID}
        assert len(listed) == len(set(listed))
        assert second["response_metadata"]["next_cursor"] == ""

    @pytest.mark.parametrize("method", ["users.info", "users.list"])
    async def test_people_are_looked_at_with_a_scope(self, workspace, refused, method):
        workspace.team.scopes = ("chat:write",)

        assert await refused(method, user=ANA.id) == "missing_scope"
        assert workspace.team.refusals[-1].told["needed"] == "users:read"

    async def test_slack_calls_somebody_a_stranger_only_where_the_bot_meets_them_nowhere(
        self, workspace, client
    ):
        met = (await client.users_info(user=STRANGER.id))["user"]
        workspace.add_channel(replace(SHARED, members=SHARED.members - {BOT_USER_ID}))
        unmet = (await client.users_info(user=STRANGER.id))["user"]
        own = (await client.users_info(user=ANA.id))["user"]

        assert (met["is_stranger"], met["team_id"]) == (False, OTHER_TEAM_ID)
        assert unmet["is_stranger"] is True
        assert "is_stranger" not in own
