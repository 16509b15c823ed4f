import json
from dataclasses import replace

import pytest
from slack_sdk.errors import SlackApiError

from bot.console.team import (
    ANA,
    BEN,
    BOT_USER_ID,
    CURATION,
    CURATORS,
    GENERAL,
    GUEST,
    OTHER_TEAM_ID,
    RANDOM,
    SHARED,
    STRANGER,
)
from tests.console.echo import blocks_saying

GENERAL_ID = GENERAL.id


class TestPosting:
    async def test_a_message_stands_in_its_channel(self, workspace, client):
        answer = await client.chat_postMessage(channel=GENERAL_ID, text="hello")

        [message] = workspace.messages()
        assert (message.ts, message.text) == (answer["ts"], "hello")

    async def test_a_users_id_means_the_conversation_with_them(self, client):
        answer = await client.chat_postMessage(channel=ANA.id, text="hello")
        opened = await client.conversations_open(users=ANA.id)

        assert answer["channel"] == opened["channel"]["id"] == "D0000000ANA"

    async def test_a_text_beyond_40_000_characters_is_cut(self, workspace, client):
        await client.chat_postMessage(channel=GENERAL_ID, text="x" * 40_001)

        assert len(workspace.messages()[0].text) == 40_000

    async def test_a_form_carries_blocks_as_json(self, workspace, client):
        await client.api_call(
            "chat.postMessage",
            data={"channel": GENERAL_ID, "text": "a", "blocks": json.dumps(blocks_saying("hello"))},
        )

        assert workspace.replies[-1].words == "hello"

    async def test_an_ephemeral_message_is_for_a_member_and_in_no_history(self, workspace, client, refused):
        await client.chat_postEphemeral(channel=GENERAL_ID, user=ANA.id, text="psst")

        [reply] = workspace.replies
        assert (reply.kind, reply.user, reply.ts) == ("ephemeral", ANA.id, None)
        assert workspace.messages() == []
        error = await refused("chat.postEphemeral", channel=GENERAL_ID, user=STRANGER.id, text="psst")
        assert error == "user_not_in_channel"

    async def test_names_must_not_be_linked(self, workspace, client):
        await client.chat_postMessage(channel=GENERAL_ID, text="@ana", link_names=True)

        assert "link_names" in workspace.violations[0]


class TestUpdates:
    async def test_what_an_update_does_not_name_stays(self, workspace, client):
        metadata = {"event_type": "answer", "event_payload": {"facts": "a.01"}}
        posted = await client.chat_postMessage(
            channel=GENERAL_ID, text="a", blocks=blocks_saying("old"), metadata=metadata
        )

        await client.chat_update(channel=GENERAL_ID, ts=posted["ts"], text="b")

        [message] = workspace.messages()
        assert (message.text, message.metadata, message.is_edited) == ("b", metadata, True)
        assert workspace.replies[-1].kind == "update"
        assert workspace.replies[-1].words == "old"

    async def test_an_empty_list_takes_the_blocks_away(self, workspace, client):
        posted = await client.chat_postMessage(channel=GENERAL_ID, text="a", blocks=blocks_saying("old"))

        await client.chat_update(channel=GENERAL_ID, ts=posted["ts"], text="b", blocks=[])

        assert workspace.replies[-1].words == "b"

    async def test_only_the_bots_own_messages_change(self, echo, refused):
        await echo.mention("hello")
        question = echo.messages()[0]

        assert (
            await refused("chat.update", channel=GENERAL_ID, ts=question.ts, text="b")
            == "cant_update_message"
        )
        assert await refused("chat.update", channel=GENERAL_ID, ts="1.0", text="b") == "message_not_found"

    @pytest.mark.parametrize(("text", "is_refused"), [("é" * 2000, False), ("é" * 2000 + "x", True)])
    async def test_the_text_of_an_update_has_4000_bytes(self, client, text, is_refused):
        posted = await client.chat_postMessage(channel=GENERAL_ID, text="a")

        try:
            await client.chat_update(channel=GENERAL_ID, ts=posted["ts"], text=text)
            error = None
        except SlackApiError as caught:
            error = caught.response["error"]

        assert error == ("msg_too_long" if is_refused else None)

    async def test_an_answer_in_a_thread_stays_there(self, workspace, client):
        workspace.team.rate_limited = False
        first = await client.chat_postMessage(channel=GENERAL_ID, text="a")
        second = await client.chat_postMessage(channel=GENERAL_ID, text="b", thread_ts=first["ts"])

        await client.chat_update(channel=GENERAL_ID, ts=second["ts"], text="c")

        assert workspace.messages()[1].thread_ts == workspace.replies[-1].thread_ts == first["ts"]

    async def test_the_leak_guard_holds_for_changes(self, workspace, client):
        posted = await client.chat_postMessage(channel=GENERAL_ID, text="a")

        await client.chat_update(channel=GENERAL_ID, ts=posted["ts"], text="b <!here>")

        assert "update in C0000GENRAL" in workspace.violations[0]

    async def test_a_message_of_the_bots_own_can_be_taken_away(self, echo, client, refused):
        posted = await client.chat_postMessage(channel=GENERAL_ID, text="a", metadata=None)

        await client.chat_delete(channel=GENERAL_ID, ts=posted["ts"])

        assert echo.messages() == []
        assert echo.replies[-1].kind == "deletion"
        assert await refused("chat.delete", channel=GENERAL_ID, ts=posted["ts"]) == "message_not_found"
        await echo.mention("mine")
        error = await refused("chat.delete", channel=GENERAL_ID, ts=echo.messages()[0].ts)
        assert error == "cant_delete_message"


class TestLostChannels:
    @pytest.mark.parametrize(
        ("change", "on_update", "on_post"),
        [
            ({"is_archived": True}, "is_inactive", "is_archived"),
            ({"members": frozenset({ANA.id})}, "not_in_channel", "not_in_channel"),
            ({"members": frozenset({ANA.id}), "is_private": True}, "channel_not_found", "channel_not_found"),
        ],
    )
    async def test_each_loss_has_slacks_own_error(
        self, workspace, client, refused, change, on_update, on_post
    ):
        posted = await client.chat_postMessage(channel=GENERAL_ID, text="a")

        workspace.add_channel(replace(GENERAL, **change))

        assert await refused("chat.update", channel=GENERAL_ID, ts=posted["ts"], text="b") == on_update
        assert await refused("chat.postMessage", channel=GENERAL_ID, text="b") == on_post

    async def test_a_deleted_channel_is_not_found(self, workspace, client, refused):
        posted = await client.chat_postMessage(channel=GENERAL_ID, text="a")

        workspace.remove_channel(GENERAL_ID)

        arguments = {"channel": GENERAL_ID, "ts": posted["ts"], "text": "b"}
        assert await refused("chat.update", **arguments) == "channel_not_found"


class TestPeople:
    async def test_a_user_group_says_who_belongs_to_it(self, workspace, client, refused):
        answer = await client.usergroups_users_list(usergroup=CURATORS.id)

        assert answer["users"] == [BEN.id]
        assert await refused("usergroups.users.list", usergroup="S404") == "no_such_subteam"
        workspace.team.scopes = ("chat:write",)
        with pytest.raises(SlackApiError) as caught:
            await client.usergroups_users_list(usergroup=CURATORS.id)
        assert caught.value.response["error"] == "missing_scope"
        assert caught.value.response["needed"] == "usergroups:read"

    async def test_the_members_of_a_channel_come_by_pages(self, client):
        first = await client.conversations_members(channel=CURATION.id, limit=1)
        cursor = first["response_metadata"]["next_cursor"]
        second = await client.conversations_members(channel=CURATION.id, limit=1, cursor=cursor)

        assert [*first["members"], *second["members"]] == [BEN.id, BOT_USER_ID]
        assert second["response_metadata"]["next_cursor"] == ""

    async def test_a_message_has_an_address(self, workspace, client, refused):
        workspace.team.rate_limited = False
        posted = await client.chat_postMessage(channel=GENERAL_ID, text="a")
        inside = await client.chat_postMessage(channel=GENERAL_ID, text="b", thread_ts=posted["ts"])

        link = await client.chat_getPermalink(channel=GENERAL_ID, message_ts=inside["ts"])

        path = f"p{inside['ts'].replace('.', '')}?thread_ts={posted['ts']}&cid={GENERAL_ID}"
        assert link["permalink"] == f"https://footnote-local.slack.com/archives/{GENERAL_ID}/{path}"
        error = await refused("chat.getPermalink", channel=GENERAL_ID, message_ts="1.0")
        assert error == "message_not_found"

    @pytest.mark.parametrize(
        ("user", "zone", "hours"),
        [
            (ANA.id, "Europe/Berlin", 1),
            (BEN.id, "America/New_York", -5),
            (GUEST.id, "Asia/Kabul", 4.5),
            (BOT_USER_ID, "America/Los_Angeles", -8),
        ],
    )
    async def test_everybody_has_a_time_zone(self, client, user, zone, hours):
        told = (await client.users_info(user=user))["user"]

        assert (told["tz"], told["tz_offset"]) == (zone, hours * 3600)
        assert told["is_bot"] == (user == BOT_USER_ID)

    async def test_the_offset_of_a_zone_is_that_of_the_day(self, client, clock):
        clock.forward(days=150)

        assert (await client.users_info(user=ANA.id))["user"]["tz_offset"] == 7200


class TestReading:
    async def test_history_is_newest_first_by_pages_and_without_threads(self, workspace, client):
        workspace.team.rate_limited = False
        posted = [await client.chat_postMessage(channel=GENERAL_ID, text=str(n)) for n in range(5)]
        await client.chat_postMessage(channel=GENERAL_ID, text="aside", thread_ts=posted[0]["ts"])

        first = await client.conversations_history(channel=GENERAL_ID, limit=3)
        cursor = first["response_metadata"]["next_cursor"]
        second = await client.conversations_history(channel=GENERAL_ID, limit=3, cursor=cursor)

        assert [one["text"] for one in first["messages"]] == ["4", "3", "2"]
        assert [one["text"] for one in second["messages"]] == ["1", "0"]
        assert (first["has_more"], second["has_more"]) == (True, False)

    @pytest.mark.parametrize(("inclusive", "texts"), [(False, ["2"]), (True, ["2", "1"])])
    async def test_history_can_begin_at_a_moment(self, workspace, client, inclusive, texts):
        workspace.team.rate_limited = False
        posted = [await client.chat_postMessage(channel=GENERAL_ID, text=str(n)) for n in range(3)]

        found = await client.conversations_history(
            channel=GENERAL_ID, oldest=posted[1]["ts"], inclusive=inclusive
        )

        assert [one["text"] for one in found["messages"]] == texts

    async def test_metadata_is_told_only_on_request(self, client):
        metadata = {"event_type": "digest", "event_payload": {"key": "k1"}}
        await client.chat_postMessage(channel=GENERAL_ID, text="a", metadata=metadata)

        silent = await client.conversations_history(channel=GENERAL_ID)
        told = await client.conversations_history(channel=GENERAL_ID, include_all_metadata=True)

        assert "metadata" not in silent["messages"][0]
        assert told["messages"][0]["metadata"] == metadata

    async def test_a_thread_begins_with_its_first_message(self, workspace, client):
        workspace.team.rate_limited = False
        first = await client.chat_postMessage(channel=GENERAL_ID, text="a")
        await client.chat_postMessage(channel=GENERAL_ID, text="b", thread_ts=first["ts"])

        thread = await client.conversations_replies(channel=GENERAL_ID, ts=first["ts"])

        assert [one["text"] for one in thread["messages"]] == ["a", "b"]
        with pytest.raises(SlackApiError, match="thread_not_found"):
            await client.conversations_replies(channel=GENERAL_ID, ts="1.0")

    async def test_history_is_for_members(self, client):
        with pytest.raises(SlackApiError, match="not_in_channel"):
            await client.conversations_history(channel=RANDOM.id)

    @pytest.mark.parametrize(
        ("channel", "needed"),
        [(GENERAL_ID, "channels:history"), (CURATION.id, "groups:history"), (ANA.id, "im:history")],
    )
    @pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
    async def test_each_kind_of_conversation_is_read_with_its_own_scope(
        self, workspace, client, method, channel, needed
    ):
        workspace.team.scopes = tuple(scope for scope in workspace.team.scopes if scope != needed)

        with pytest.raises(SlackApiError) as caught:
            await client.api_call(method, params={"channel": channel, "ts": "1.0"})

        assert (caught.value.response["error"], caught.value.response["needed"]) == ("missing_scope", needed)

    async def test_channels_and_people_say_what_they_are(self, client):
        shared = await client.conversations_info(channel=SHARED.id)
        guest = await client.users_info(user=GUEST.id)
        stranger = await client.users_info(user=STRANGER.id)

        assert shared["channel"]["is_ext_shared"]
        assert guest["user"]["is_restricted"]
        assert stranger["user"]["team_id"] == OTHER_TEAM_ID
        with pytest.raises(SlackApiError, match="user_not_found"):
            await client.users_info(user="U404")
