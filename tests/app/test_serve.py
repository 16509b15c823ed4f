"""The running bot as a process of its own, against the local Slack on loopback."""

import asyncio
import shutil
import signal
import socket
import time
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.app.delivering import make_outbox
from bot.app.doctor import look_at_database, look_at_port
from bot.console.team import GENERAL
from bot.console.workspace import Workspace, socket_delivery
from bot.settings import Settings
from bot.slack.posting import SlackPostman, posting_client, shared_session
from bot.storage.engine import open_database
from tests.app.running import ENDS_WITHIN_S, ROOT, by_http, running
from tests.ceilings import everything


def signed_by(workspace, body, timestamp):
    signature = SignatureVerifier(workspace.signing_secret).generate_signature(
        timestamp=str(timestamp), body=body
    )
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": str(timestamp),
        "x-slack-signature": signature,
    }


@pytest.fixture
async def workspace():
    async with Workspace() as workspace:
        yield workspace


async def test_over_http_a_command_a_mention_and_a_press_are_answered(workspace, tmp_path):
    async with running(workspace, tmp_path) as bot:
        await by_http(workspace, bot)

        [reply] = await workspace.slash("/threat", "afganistan")
        [mentioned] = await workspace.mention("iraq")
        workspace.clear()
        await workspace.press(reply, "Share to channel")
        [shared, _] = await workspace.wait_for_replies(2)

        assert "read from “afganistan”" in reply.words
        assert "contradicted by" in mentioned.words
        assert "shared by ana" in shared.words
        assert await bot.stop() == 0


async def test_over_socket_mode_the_same_are_answered(workspace, data_dir):
    async with running(workspace, data_dir, SLACK_APP_TOKEN=workspace.app_token) as bot:
        await bot.logged("socket.connected")
        workspace.connect(socket_delivery(workspace))

        [reply] = await workspace.slash("/threat", "afganistan")
        [direct] = await workspace.direct("is ISIS getting richer?")
        await workspace.press(reply, "Share to channel")
        await workspace.wait_for_replies(4)

        assert "read from “afganistan”" in reply.words
        assert "$10 to $25 million" in direct.words
        assert len(workspace.messages(GENERAL.id)) == 1
        assert await bot.stop() == 0


async def test_health_and_readiness_are_told(workspace, tmp_path):
    async with running(workspace, tmp_path) as bot:
        await bot.logged("http.listening")

        assert await bot.get("/healthz") == (200, {"alive": True})
        status, state = await bot.get("/readyz")
        assert (status, state["ready"], state["left_out"]) == (200, True, 0)
        assert state["facts"] > 25


async def test_the_doctor_sees_that_the_bot_is_running_and_finds_nothing_to_mend(workspace, data_dir):
    async with running(workspace, data_dir) as bot:
        await bot.logged("http.listening")
        settings = Settings(
            _env_file=None,
            SLACK_BOT_TOKEN=workspace.bot_token,
            SLACK_SIGNING_SECRET=workspace.signing_secret,
            SLACK_API_URL=workspace.api_url,
            port=bot.port,
            data_dir=data_dir,
        )
        ports = await asyncio.to_thread(lambda: list(look_at_port(settings)))
        findings = [await look_at_database(settings), *ports]

    assert {finding.state for finding in findings} == {"note"}
    assert [finding.what for finding in findings] == [
        f"{data_dir}: a Footnote is running there",
        f"127.0.0.1:{bot.port}: a Footnote is running there",
    ]


async def test_a_fact_with_an_error_is_left_out_and_readiness_says_which(workspace, tmp_path):
    knowledge = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", knowledge)
    dossier = knowledge / "facts/2024/afintl-240216.yaml"
    dossier.write_text(
        dossier.read_text().replace("five thousand fighters in these", "6,000 fighters in these")
    )

    async with running(workspace, tmp_path, FOOTNOTE_KNOWLEDGE_DIR=str(knowledge)) as bot:
        await bot.logged("http.listening")
        _, state = await bot.get("/readyz")

    assert state["ready"] is True
    assert state["problems"] == ["afintl-240216.23"]


@pytest.mark.parametrize("dies", ["before Slack has the reply", "after Slack has the reply"])
async def test_a_bot_killed_while_it_replies_has_replied_once_when_its_lease_is_over(
    workspace, data_dir, dies
):
    fault = workspace.faults.hang if dies.startswith("before") else workspace.faults.hang_after_commit
    fault("chat.postMessage")
    async with running(workspace, data_dir) as bot:
        await by_http(workspace, bot)
        asking = asyncio.create_task(workspace.mention("iraq"))
        await bot.logged("question.answered")
        async with asyncio.timeout(ENDS_WITHIN_S):
            await workspace.faults.taken.wait()
        bot.process.kill()
        await asking
    event = workspace.deliveries[-1]
    assert not event.is_acked

    async with running(workspace, data_dir) as bot:
        await by_http(workspace, bot)
        await workspace.redeliver(event, attempt=2)
        await workspace.redeliver(event, attempt=3)

    assert all(delivery.is_acked for delivery in workspace.deliveries[-2:])
    await _beat_when_every_lease_is_over(workspace, data_dir)
    assert len(workspace.messages(GENERAL.id)) == 2


async def _beat_when_every_lease_is_over(workspace, data_dir):
    database = await open_database(None, data_dir)
    async with shared_session() as session:
        postman = SlackPostman(posting_client(workspace.bot_token, workspace.api_url, session))
        later = datetime.now(UTC) + timedelta(seconds=121)
        await make_outbox(database, postman, Settings(_env_file=None), lambda: later, everything).beat()
    await database.close()


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_sigterm_lets_what_is_under_way_end_with_its_acknowledgement(workspace, data_dir, transport):
    tokens = {"SLACK_APP_TOKEN": workspace.app_token} if transport == "socket" else {}
    async with running(workspace, data_dir, **tokens) as bot:
        if transport == "socket":
            await bot.logged("socket.connected")
            workspace.connect(socket_delivery(workspace))
        else:
            await by_http(workspace, bot)
        workspace.faults.limit_rate(retry_after_s=1)
        asking = asyncio.create_task(workspace.mention("iraq"))
        await workspace.faults.taken.wait()

        assert await bot.stop() == 0
        [reply] = await asking

    assert "Iraq" in reply.words
    assert workspace.deliveries[-1].is_acked


async def test_sigterm_lets_a_share_under_way_end(workspace, data_dir):
    async with running(workspace, data_dir) as bot:
        await by_http(workspace, bot)
        [reply] = await workspace.slash("/threat", "iraq")
        workspace.faults.limit_rate(retry_after_s=1)
        await workspace.press(reply, "Share to channel")
        await workspace.faults.taken.wait()

        assert await bot.stop() == 0

    assert len(workspace.messages(GENERAL.id)) == 1


async def test_sigterm_ends_a_bot_that_slack_does_not_let_in(workspace, data_dir):
    workspace.links.is_closed = True
    async with running(workspace, data_dir, SLACK_APP_TOKEN=workspace.app_token) as bot:
        await bot.logged("bot.started")
        status, state = await bot.get("/readyz")

        assert (status, state["slack"]) == (503, "not connected")
        assert await bot.stop() == 0
        assert "ticket=" not in str(bot.log)


async def test_what_nobody_signed_is_turned_away_without_a_traceback(workspace, data_dir):
    async with running(workspace, data_dir) as bot:
        await bot.logged("http.listening")
        url = f"http://127.0.0.1:{bot.port}/slack/events"
        async with aiohttp.ClientSession() as session:
            for timestamp in ("abc", "nan", "9" * 5000, ""):
                headers = {"x-slack-request-timestamp": timestamp, "x-slack-signature": "v0=\u00e9"}
                async with session.post(url, data=b"x", headers=headers) as answer:
                    assert answer.status == 401
            for body in (b"\xff\xfe", b'{"x": ', b"payload=x", b"[1]", b'payload=["x"]', b""):
                async with session.post(url, data=body) as answer:
                    assert answer.status == 401
            async with session.post(url, data=b"x" * 1_000_001) as answer:
                assert answer.status == 413
            for age_s, status in ((0, 200), (301, 401), (-301, 401)):
                old = signed_by(workspace, b"ssl_check=1", int(time.time()) - age_s)
                async with session.post(url, data=b"ssl_check=1", headers=old) as answer:
                    assert answer.status == status
        await bot.stop()

    assert [entry["level"] for entry in bot.log if entry["level"] == "error"] == []
    assert {"not signed", "too large"} <= {entry.get("reason") for entry in bot.log}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN: refused by Slack (invalid_auth)"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN: refused by Slack (invalid_auth)"),
    ],
)
async def test_a_wrong_token_is_named_with_where_to_find_the_right_one(workspace, data_dir, settings, said):
    async with running(workspace, data_dir, **settings) as bot:
        told = await bot.last_words()

    assert said in told
    assert "Traceback" not in told
    assert "wrong" not in told
    assert bot.process.returncode == 1


async def test_a_port_in_use_is_said_with_what_to_do(workspace, data_dir):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with running(workspace, data_dir, FOOTNOTE_PORT=port) as bot:
            told = await bot.last_words()

    assert f"127.0.0.1:{port} cannot be listened on" in told
    assert "FOOTNOTE_PORT" in told
    assert bot.process.returncode == 1


async def test_the_log_has_one_event_a_request_and_none_of_its_words(workspace, data_dir):
    async with running(workspace, data_dir) as bot:
        await by_http(workspace, bot)
        await workspace.slash("/threat", "hazara zanzibarquux")
        bot.process.send_signal(signal.SIGTERM)
        rest = await bot.last_words()

    [answered] = [entry for entry in bot.log if entry["event"] == "question.answered"]
    assert {"kind", "how", "facts", "duration_ms", "door"} <= set(answered)
    assert "zanzibarquux" not in rest
    assert "hazara" not in rest.lower()
