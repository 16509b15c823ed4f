import asyncio
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.console.faults import ALL
from bot.console.team import ANA, CLOSED, GENERAL, RANDOM, SHARED
from tests.console.echo import blocks_saying

GENERAL_ID = GENERAL.id


class TestTokens:
    async def test_the_bot_learns_who_it_is(self, workspace, client):
        answer = await client.auth_test()

        assert (answer["user_id"], answer["team_id"]) == (workspace.bot_user_id, workspace.team_id)

    @pytest.mark.parametrize(("token", "error"), [(None, "not_authed"), ("xoxb-stolen", "invalid_auth")])
    async def test_without_the_right_token_nothing_is_told(self, workspace, token, error):
        client = AsyncWebClient(token=token, base_url=workspace.api_url)

        with pytest.raises(SlackApiError, match=error):
            await client.auth_test()

    async def test_a_link_is_opened_with_the_app_token_alone(self, workspace, client):
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await client.apps_connections_open(app_token=workspace.bot_token)

        answer = await client.apps_connections_open(app_token=workspace.app_token)

        assert answer["url"].startswith("ws://127.0.0.1:")

    async def test_an_address_for_a_link_works_once(self, workspace, client):
        url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as link:
            assert (await link.receive_json())["type"] == "hello"

            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(url)


class TestRefusals:
    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            ({"channel": "C404", "text": "a"}, "channel_not_found"),
            ({"channel": "U404", "text": "a"}, "user_not_found"),
            ({"text": "a"}, "channel_not_found"),
            ({"channel": RANDOM.id, "text": "a"}, "not_in_channel"),
            ({"channel": CLOSED.id, "text": "a"}, "channel_not_found"),
            ({"channel": GENERAL_ID}, "no_text"),
            ({"channel": GENERAL_ID, "text": " "}, "no_text"),
            ({"channel": GENERAL_ID, "text": "a", "blocks": [{"type": "table"}]}, "invalid_blocks"),
            ({"channel": GENERAL_ID, "text": "a", "blocks": "not json"}, "invalid_blocks_format"),
            ({"channel": GENERAL_ID, "text": "a", "thread_ts": "1.000000"}, "thread_not_found"),
            (
                {"channel": GENERAL_ID, "text": "a", "metadata": {"event_type": "e"}},
                "invalid_metadata_format",
            ),
            (
                {
                    "channel": GENERAL_ID,
                    "text": "a",
                    "metadata": {"event_type": "e", "event_payload": {"nested": {"a": 1}}},
                },
                "invalid_metadata_format",
            ),
            (
                {
                    "channel": GENERAL_ID,
                    "text": "a",
                    "metadata": {"event_type": "e", "event_payload": {"long": "x" * 8000}},
                },
                "metadata_too_large",
            ),
        ],
    )
    async def test_a_message_is_refused_with_slacks_own_error(self, workspace, refused, arguments, error):
        workspace.add_channel(replace(CLOSED, members=frozenset({ANA.id})))

        assert await refused("chat.postMessage", **arguments) == error
        assert workspace.messages(GENERAL_ID) == []
        assert workspace.refusals == [error]

    async def test_an_archived_channel_takes_nothing(self, workspace, refused):
        workspace.add_channel(replace(GENERAL, is_archived=True))

        assert await refused("chat.postMessage", channel=GENERAL_ID, text="a") == "is_archived"

    async def test_invalid_blocks_are_told_with_limit_and_path(self, client):
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=GENERAL_ID, text="a", blocks=blocks_saying("x" * 3001))

        [message, *_] = caught.value.response["response_metadata"]["messages"]
        assert message == "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"

    @pytest.mark.parametrize(("length", "is_refused"), [(13_200, False), (13_201, True)])
    async def test_all_block_text_together_has_a_limit(self, client, length, is_refused):
        texts = ["x" * 3000] * 4 + ["x" * (length - 12_000)]
        blocks = [{"type": "section", "text": {"type": "plain_text", "text": text}} for text in texts]

        try:
            await client.chat_postMessage(channel=GENERAL_ID, text="a", blocks=blocks)
            error = None
        except SlackApiError as caught:
            error = caught.response["error"]

        assert error == ("msg_blocks_too_long" if is_refused else None)

    async def test_an_unknown_method_is_refused(self, refused):
        assert await refused("chat.scheduleMessage", channel=GENERAL_ID) == "unknown_method"

    async def test_an_answer_inside_a_thread_is_no_thread(self, client, refused, clock):
        first = await client.chat_postMessage(channel=GENERAL_ID, text="a")
        clock.forward(seconds=1)
        second = await client.chat_postMessage(channel=GENERAL_ID, text="b", thread_ts=first["ts"])

        error = await refused("chat.postMessage", channel=GENERAL_ID, text="c", thread_ts=second["ts"])

        assert error == "thread_not_found"


class TestRateLimit:
    async def test_a_channel_takes_one_message_a_second(self, client, clock):
        await client.chat_postMessage(channel=GENERAL_ID, text="a")
        clock.forward(seconds=0.999)

        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=GENERAL_ID, text="b")

        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "1"

    async def test_after_a_second_and_in_other_channels_it_takes_more(self, workspace, client, clock):
        await client.chat_postMessage(channel=GENERAL_ID, text="a")
        await client.chat_postMessage(channel=SHARED.id, text="a")
        clock.forward(seconds=1)

        await client.chat_postMessage(channel=GENERAL_ID, text="b")

        assert len(workspace.replies) == 3

    async def test_the_limit_can_be_switched_off(self, workspace, client):
        workspace.team.rate_limited = False

        await client.chat_postMessage(channel=GENERAL_ID, text="a")
        await client.chat_postMessage(channel=GENERAL_ID, text="b")

        assert len(workspace.messages()) == 2

    async def test_a_patient_client_gets_through(self, workspace):
        client = AsyncWebClient(
            token=workspace.bot_token,
            base_url=workspace.api_url,
            retry_handlers=[AsyncRateLimitErrorRetryHandler()],
        )
        workspace.faults.limit_rate(retry_after_s=0)

        await client.chat_postMessage(channel=GENERAL_ID, text="a")

        assert len(workspace.messages()) == 1


class TestFaults:
    async def test_after_a_dropped_connection_the_default_client_posts_twice(self, workspace):
        workspace.team.rate_limited = False
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        workspace.faults.drop_after_commit()

        await client.chat_postMessage(channel=GENERAL_ID, text="a")

        assert len(workspace.messages()) == 2

    async def test_without_retries_it_posts_once_and_knows_nothing(self, workspace, client):
        workspace.faults.drop_after_commit()

        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel=GENERAL_ID, text="a")

        assert len(workspace.messages()) == 1

    async def test_a_refusal_on_order_comes_once(self, workspace, client):
        workspace.faults.refuse("not_in_channel")

        with pytest.raises(SlackApiError, match="not_in_channel"):
            await client.chat_postMessage(channel=GENERAL_ID, text="a")
        await client.chat_postMessage(channel=GENERAL_ID, text="a")

        assert len(workspace.messages()) == 1

    async def test_a_server_error_carries_nothing_out(self, workspace, client):
        workspace.faults.answer_500()

        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel=GENERAL_ID, text="a")

        assert workspace.messages() == []

    async def test_a_fault_strikes_as_often_as_asked(self, workspace, client):
        workspace.faults.answer_500(times=2)

        for _ in range(2):
            with pytest.raises(SlackApiError):
                await client.chat_postMessage(channel=GENERAL_ID, text="a")
        await client.chat_postMessage(channel=GENERAL_ID, text="a")

        assert len(workspace.messages()) == 1

    async def test_a_fault_can_last_for_a_while_and_for_every_method(self, workspace, client, clock):
        workspace.faults.limit_rate(ALL, retry_after_s=30, for_s=600)
        for seconds in (0, 599):
            clock.at += timedelta(seconds=seconds)
            for method in ("chat.postMessage", "conversations.history", "auth.test"):
                with pytest.raises(SlackApiError) as caught:
                    await client.api_call(method, json={"channel": GENERAL_ID, "text": "a"})
                assert caught.value.response.headers["Retry-After"] == "30"

        clock.forward(seconds=1)

        await client.chat_postMessage(channel=GENERAL_ID, text="a")

    async def test_a_method_has_its_own_fault_before_that_of_all(self, workspace, client, refused):
        workspace.faults.refuse("fatal_error", ALL)
        workspace.faults.refuse("not_in_channel")

        assert await refused("chat.postMessage", channel=GENERAL_ID, text="a") == "not_in_channel"
        assert await refused("auth.test") == "fatal_error"
        await client.auth_test()

    async def test_a_call_that_hangs_is_given_up_by_its_caller(self, workspace, client):
        workspace.faults.hang("auth.test")

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.auth_test(), 0.05)
