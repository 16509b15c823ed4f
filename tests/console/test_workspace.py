import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.console.delivering import HttpReply, SignedRequest, http_delivery
from bot.console.errors import ConsoleError, WorkspaceViolation
from bot.console.team import ANA, CLOSED, GENERAL, RANDOM, SHARED, STRANGER
from bot.console.workspace import Workspace, socket_delivery
from tests.console.echo import blocks_saying, dispatch, echo_app
from tests.console.homes import homes_app


@asynccontextmanager
async def by_dispatch(workspace):
    workspace.connect(dispatch(homes_app(workspace)))
    yield


@asynccontextmanager
async def by_http(workspace):
    bolt = dispatch(homes_app(workspace))

    async def events(request: web.Request) -> web.Response:
        reply = await bolt(SignedRequest(await request.text(), dict(request.headers)))
        return web.Response(
            status=reply.status, body=reply.body, headers={"content-type": reply.headers["content-type"][0]}
        )

    app = web.Application()
    app.router.add_post("/slack/events", events)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.connect(http_delivery(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"))
    yield
    await runner.cleanup()


@asynccontextmanager
async def by_socket(workspace):
    client = AsyncWebClient(token=workspace.app_token, base_url=workspace.api_url)
    handler = AsyncSocketModeHandler(homes_app(workspace), workspace.app_token, web_client=client)
    await handler.connect_async()
    workspace.connect(socket_delivery(workspace))
    yield
    await handler.close_async()


@pytest.fixture(params=[by_dispatch, by_http, by_socket])
async def reached(request, workspace):
    async with request.param(workspace):
        yield workspace


class TestEveryDelivery:
    async def test_a_slash_command_is_answered_to_the_one_who_typed_it(self, reached):
        [reply] = await reached.slash("/echo", "hello")

        assert (reply.kind, reply.user, reply.ts) == ("ephemeral", "U0000000ANA", None)
        assert reply.words == "hello"
        assert reply.buttons == ["Share to channel", "Do nothing"]

    async def test_a_mention_is_answered_in_its_thread(self, reached):
        [reply] = await reached.mention("are you there?")

        question, answer = reached.messages()
        assert question.text == "<@U000FOOTNOT> are you there?"
        assert (reply.kind, reply.thread_ts, reply.ts) == ("message", question.ts, answer.ts)

    async def test_a_direct_message_is_answered_where_it_was_sent(self, reached):
        [reply] = await reached.direct("R&D <3")

        assert reply.channel == "D0000000ANA"
        assert reply.text == "you said R&amp;D &lt;3"

    async def test_a_button_reaches_the_bot_with_a_response_url(self, reached):
        [reply] = await reached.slash("/echo", "hello")

        [shared] = await reached.press(reply, "Share to channel")

        assert (shared.kind, shared.channel, shared.text) == ("message", GENERAL.id, "shared hello")
        assert not reached.violations

    async def test_a_modal_is_opened_filled_in_and_submitted(self, reached):
        await reached.slash("/form")
        [view] = reached.modals()
        [kabul] = await reached.type_ahead(view, "Places", "kab")

        [reply] = await reached.submit(view, {"Reason": "because", "Places": [kabul]})

        assert (reply.channel, reply.text) == ("D0000000ANA", "Thank you.")
        assert not reached.violations

    async def test_a_home_is_opened_and_pressed(self, reached):
        await reached.open_home()
        assert await reached.wait_for(lambda: reached.home() is not None)

        await reached.press(reached.home(), "Pause")

        assert reached.home().buttons == ["Resume"]
        assert not reached.violations

    async def test_an_event_can_come_twice(self, reached, clock):
        await reached.mention("once")
        clock.forward(seconds=60)

        [again] = await reached.redeliver()

        assert again.text == "heard you"
        assert not reached.violations


class TestActs:
    async def test_an_option_of_a_menu_is_pressed_by_its_label_or_its_number(self, echo):
        [reply] = await echo.slash("/echo", "hello")

        [by_label] = await echo.press(reply, "History")
        [by_number] = await echo.press(reply, "3.1")

        assert (by_label.kind, by_label.text, by_label.user) == ("update", "long ago", reply.user)
        assert by_number.text == "because"

    async def test_pressing_what_is_not_there_says_what_is(self, echo):
        [reply] = await echo.slash("/echo", "hello")

        with pytest.raises(ConsoleError, match=r"1 Share to channel, 2 Do nothing, 3\.1 Why\?"):
            await echo.press(reply, "Delete everything")

    async def test_an_ephemeral_reply_is_pressed_without_its_message(self, echo):
        [reply] = await echo.slash("/echo", "hello")

        await echo.press(reply, 2)

        payload = echo.deliveries[-1].payload
        assert payload["container"]["is_ephemeral"]
        assert "message" not in payload

    async def test_a_message_is_pressed_with_the_message_in_the_payload(self, echo, client):
        await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=blocks_saying("a"))

        await echo.press(echo.replies[-1], 2)

        payload = echo.deliveries[-1].payload
        assert payload["message"]["blocks"][1]["block_id"] == payload["actions"][0]["block_id"] == "block1"

    async def test_the_same_event_can_come_twice_at_once(self, echo):
        echo.team.rate_limited = False
        await echo.mention("once")
        [delivery] = echo.deliveries

        await asyncio.gather(echo.redeliver(delivery), echo.redeliver(delivery, attempt=2))

        assert len(echo.replies) == 3
        assert {one.payload["event_id"] for one in echo.deliveries} == {delivery.payload["event_id"]}

    async def test_what_a_person_picks_from_a_list_is_sent_as_a_reference(self, echo):
        await echo.slash("/echo", "<@U0000000ANA|ana> & <b>")

        assert echo.deliveries[-1].payload["text"] == "<@U0000000ANA|ana> &amp; &lt;b&gt;"

    async def test_a_stranger_in_a_shared_channel_is_of_another_team(self, echo):
        await echo.mention("hello", user=STRANGER.id, channel=SHARED.id)

        payload = echo.deliveries[-1].payload
        assert payload["is_ext_shared_channel"]
        assert payload["event"]["team"] == payload["team_id"] == STRANGER.team
        assert payload["authorizations"][0]["team_id"] == echo.team_id

    async def test_slack_tells_nothing_from_a_channel_the_bot_is_not_in(self, echo):
        with pytest.raises(ConsoleError, match="Invite it"):
            await echo.mention("hello", channel=RANDOM.id)

    async def test_a_command_works_where_the_bot_is_not(self, echo):
        [reply] = await echo.slash("/echo", "hello", channel=RANDOM.id)

        assert reply.channel == RANDOM.id

    @pytest.mark.parametrize("channel", [ANA.id, RANDOM.id, CLOSED.id])
    async def test_a_command_says_where_it_was_typed_and_by_whom(self, echo, channel):
        await echo.slash("/echo", "hello", channel=channel)

        payload = echo.deliveries[-1].payload
        where = "D0000000ANA" if channel == ANA.id else channel
        assert (payload["channel_id"], payload["user_id"]) == (where, ANA.id)
        assert (payload["channel_name"] == "directmessage") == (channel == ANA.id)

    async def test_a_workspace_without_a_bot_says_so(self, workspace):
        with pytest.raises(ConsoleError, match="connect"):
            await workspace.slash("/echo")

    async def test_what_comes_later_can_be_awaited(self, echo, client):
        posting = asyncio.create_task(client.chat_postMessage(channel=GENERAL.id, text="late"))

        [reply] = await echo.wait_for_replies()

        assert reply.text == "late"
        await posting

    async def test_what_never_comes_is_said(self, echo):
        with pytest.raises(ConsoleError, match="0 of 1 replies"):
            await echo.wait_for_replies(timeout_s=0.01)


class TestUninstalling:
    async def test_the_bot_is_told_and_can_do_nothing_any_more(self, reached, refused):
        await reached.uninstall()

        assert [one.payload["event"]["type"] for one in reached.deliveries] == [
            "tokens_revoked",
            "app_uninstalled",
        ]
        assert await refused("auth.test") == "account_inactive"
        assert await refused("chat.postMessage", channel=GENERAL.id, text="a") == "account_inactive"

    async def test_a_token_can_be_revoked_alone(self, workspace, refused):
        workspace.team.revoked = "token_revoked"

        assert await refused("chat.postMessage", channel=GENERAL.id, text="a") == "token_revoked"


class TestViolations:
    async def test_a_late_acknowledgement_is_one_and_its_answer_is_not_shown(self, clock):
        async with Workspace(now=clock, strict=False, ack_within_s=0.0) as workspace:
            workspace.connect(dispatch(echo_app(workspace)))

            replies = await workspace.slash("/echo", "hello")

            assert replies == []
            assert "operation_timeout" in workspace.violations[0]

    async def test_a_command_that_nobody_handles_is_one(self, echo):
        await echo.slash("/other", "hello")

        assert "dispatch_failed: /other" in echo.violations[0]

    async def test_an_event_that_is_refused_is_only_not_acknowledged(self, workspace):
        async def busy(_request):
            return HttpReply(503)

        workspace.connect(busy)

        await workspace.mention("hello")

        assert not workspace.deliveries[-1].is_acked
        assert not workspace.violations

    async def test_an_answer_that_breaks_a_limit_is_one(self, echo):
        replies = await echo.slash("/echo", "x" * 3001)

        assert replies == []
        assert "must be less than 3001 characters" in echo.violations[0]

    @pytest.mark.parametrize(
        "leak", ["<!channel>", "<!here|here>", "<@U0000000ANA>", "<#C0000GENRAL|general>", "<!subteam^S1>"]
    )
    async def test_a_mention_in_an_outgoing_text_is_one(self, echo, leak):
        await echo.slash("/echo", f"a {leak} b")

        assert any(leak in violation for violation in echo.violations)

    async def test_a_date_is_not_a_mention(self, echo):
        await echo.slash("/echo", "<!date^1700000000^{date}|14 Nov>")

        assert not echo.violations

    @pytest.mark.parametrize("character", ["\x00", "\x1b", "\x85"])
    async def test_a_control_character_is_one(self, echo, character):
        await echo.slash("/echo", f"a{character}b")

        assert any("control character" in violation for violation in echo.violations)

    async def test_leaving_a_strict_workspace_raises_them(self, clock):
        workspace = await Workspace(now=clock).__aenter__()
        workspace.connect(dispatch(echo_app(workspace)))
        await workspace.slash("/other", "hello")

        with pytest.raises(WorkspaceViolation, match="dispatch_failed"):
            await workspace.__aexit__(None, None, None)
