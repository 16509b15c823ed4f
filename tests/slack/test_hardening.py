"""What a hostile network or workspace sends: it costs little, learns nothing, and breaks nothing."""

import asyncio
import json
import time
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier
from structlog.testing import capture_logs

from bot.answering.fact_check import check_text
from bot.app.doctor import examine
from bot.console.delivering import Retry, signed_request
from bot.console.team import ANA, GENERAL, OTHER_TEAM_ID
from bot.console.workspace import Workspace
from bot.domain.answers import Question
from bot.settings import Settings
from bot.slack.blocks.fact_check import draw_check
from bot.slack.blocks.modals import Carried, load_carried
from bot.slack.blocks.replies import draw_reply
from bot.slack.http import LARGEST_REQUEST, build_http_app, http_serving
from tests.command import footnote
from tests.conftest import TODAY, bot_in
from tests.slack.blocks.hostile import assert_slack_takes
from tests.slack.http_requests import asked

TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-known-bot-token",
    "SLACK_APP_TOKEN": "xapp-known-app-token",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
    "FOOTNOTE_DATABASE_URL": "postgresql://ana:known-password@127.0.0.1:9/base",
}
SECRETS = ("known-bot-token", "known-app-token", "0123456789abcdef", "known-password")


async def is_ready():
    return {"ready": True}


class Door:
    """The HTTP door of a bot in a local Slack."""

    def __init__(self, workspace, app):
        self.workspace = workspace
        self.http_app = build_http_app(app, is_ready, signing_secret=workspace.signing_secret)

    def command(self, text="iraq", **changed):
        """The body of a command that asks for something."""
        fields = {"command": "/threat", "team_id": self.workspace.team_id, "text": text, "user_id": ANA.id}
        return urlencode({**fields, "channel_id": GENERAL.id, "response_url": "", **changed}).encode()

    def signature(self, body, *, ago_s=0, secret=None):
        """The headers with which Slack signs a body."""
        at = str(int(time.time()) - ago_s)
        signed = SignatureVerifier(secret or self.workspace.signing_secret)
        content_type = "application/json" if body[:1] in b'{["' else "application/x-www-form-urlencoded"
        return {
            "content-type": content_type,
            "x-slack-request-timestamp": at,
            "x-slack-signature": signed.generate_signature(timestamp=at, body=body) or "",
        }

    async def status(self, body, **headers):
        """Send a body that is signed, but for these headers, and return the status of the answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return (await asked(self.http_app, body, {**self.signature(body), **named}))[0]


@pytest.fixture
async def door(shipped_desk):
    async with Workspace() as workspace, bot_in(workspace, shipped_desk) as app:
        yield Door(workspace, app)


class TestSignatures:
    @pytest.mark.parametrize("ago_s", [0, 290, -290])
    async def test_what_slack_has_just_signed_is_answered(self, door, ago_s):
        body = door.command()

        status, told = await asked(door.http_app, body, door.signature(body, ago_s=ago_s))

        assert status == 200
        assert b"Iraq" in told

    @pytest.mark.parametrize("ago_s", [310, 86_400, -310, -86_400])
    async def test_what_was_signed_more_than_five_minutes_ago_or_will_be_is_refused(self, door, ago_s):
        body = door.command()

        status, told = await asked(door.http_app, body, door.signature(body, ago_s=ago_s))

        assert (status, told) == (401, b'{"error":"not signed by Slack"}')

    @pytest.mark.parametrize(
        "changed",
        [
            {"x_slack_signature": ""},
            {"x_slack_signature": "v0="},
            {"x_slack_signature": "v0=" + "0" * 64},
            {"x_slack_signature": "v1=" + "0" * 64},
            {"x_slack_signature": "v0=é"},
            {"x_slack_request_timestamp": ""},
            {"x_slack_request_timestamp": "nan"},
            {"x_slack_request_timestamp": "1e9"},
            {"x_slack_request_timestamp": "-1"},
            {"x_slack_request_timestamp": "9" * 5000},
        ],
    )
    async def test_a_signature_that_is_none_is_refused(self, door, changed):
        assert await door.status(door.command(), **changed) == 401

    async def test_a_signature_by_another_secret_or_of_another_body_is_refused(self, door):
        body = door.command()
        by_another = door.signature(body, secret="f" * 32)
        of_another = door.signature(door.command("syria"))

        assert (await asked(door.http_app, body, by_another))[0] == 401
        assert (await asked(door.http_app, body, of_another))[0] == 401
        assert (await asked(door.http_app, body, {}))[0] == 401

    async def test_a_recorded_mention_is_answered_once_and_never_later(self, door):
        await door.workspace.mention("iraq")
        event = door.workspace.deliveries[-1].payload
        again = signed_request("events_api", event, secret=door.workspace.signing_secret, retry=Retry())

        status, _ = await asked(door.http_app, again.body.encode(), again.headers)
        old = door.signature(again.body.encode(), ago_s=400)

        assert status == 200
        assert (await asked(door.http_app, again.body.encode(), old))[0] == 401
        assert len(door.workspace.messages(GENERAL.id)) == 2


async def test_a_signed_request_of_another_workspace_is_taken_and_not_answered(door):
    body = door.command(team_id=OTHER_TEAM_ID)
    with capture_logs() as logged:
        status, told = await asked(door.http_app, body, door.signature(body))

    assert (status, told) == (200, b"")
    assert logged == [{"event": "request.refused", "reason": "another workspace", "log_level": "warning"}]


class TestSize:
    @pytest.mark.parametrize(
        "headers",
        [
            {"content_length": str(LARGEST_REQUEST + 1)},
            {"content_length": ""},
            {"content_length": "-1"},
            {"content_length": "1e3"},
            {"content_length": "²"},
            {"content_length": "9" * 5000},
            {"transfer_encoding": "chunked"},
        ],
    )
    async def test_what_does_not_say_that_it_is_small_is_not_read(self, door, headers):
        assert await door.status(door.command(), **headers) == 413

    @pytest.mark.parametrize(
        ("claim", "sent"),
        [
            ("Content-Length: 10\r\nTransfer-Encoding: chunked", b"ffffff\r\n" + b"x" * 2_000_000),
            ("Content-Length: 10", b"x" * 2_000_000),
            ("Content-Length: 900000", b"x"),
        ],
    )
    async def test_over_the_network_a_length_that_is_a_lie_gets_no_further(self, door, claim, sent):
        with capture_logs() as logged:
            async with http_serving(door.http_app, "127.0.0.1", 0):
                [listening] = [each for each in logged if each["event"] == "http.listening"]
                answered = await _send_raw(listening["port"], claim, sent)

        assert answered.split(b" ")[1:2] in ([], [b"400"], [b"401"], [b"413"])
        assert [each for each in logged if each["log_level"] == "error"] == []


async def _send_raw(port, claim, sent):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"POST /slack/events HTTP/1.1\r\nHost: x\r\n{claim}\r\n\r\n".encode())
    writer.write(sent)
    try:
        writer.write_eof()
        async with asyncio.timeout(3):
            return await reader.readline()
    except OSError:
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1]",
        b'"x"',
        b"payload=",
        b"payload=x",
        b'payload=["x"]',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"payload=" + b"[" * 100_000,
        b'{"type": "event_callback", "event": 1}',
        b'{"type": "event_callback", "event": {"type": "app_mention", "user": 0}}',
        b'{"type": "event_callback", "team_id": {"a": []}, "event_id": [], "event": {}}',
        b'{"challenge": 1, "type": "url_verification"}',
        b"payload=" + json.dumps({"type": "block_actions", "actions": []}).encode(),
        b"payload=" + json.dumps({"type": "view_submission", "view": None}).encode(),
        b'{"n": ' + b"9" * 10_000 + b"}",
    ],
)
async def test_what_is_signed_and_in_no_form_of_slacks_ends_without_a_server_error(door, body):
    began_s = time.perf_counter()

    status, told = await asked(door.http_app, body, door.signature(body))

    assert status < 500
    assert b"Traceback" not in told
    assert time.perf_counter() - began_s < 1


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 500, "a " * 250, "," * 500, '"' * 500, '"a' * 250, "“" * 250 + "”" * 250, "1," * 250),
        *("place:" * 80, "a:b " * 125, "not " * 125, "e" + "\u0301" * 499, "compare " * 60, "as of " * 80),
        *("check " * 80, "\ud800" * 500, "\u202e\0" * 250, "<!channel> " * 45),
    ],
)
def test_a_question_that_nobody_means_is_answered_and_checked_soon(shipped_desk, text):
    began_s = time.perf_counter()

    for message in (
        draw_reply(shipped_desk.reply(Question(text)), TODAY, "/threat"),
        draw_check(check_text(shipped_desk, text), TODAY),
    ):
        assert_slack_takes(message.text, message.blocks)

    assert time.perf_counter() - began_s < 1


@pytest.mark.parametrize(
    "text", ["[" * 3000, "{}", "null", "[]", '["", "", "", "", 1, ""]', "\ud800", "1e999"]
)
def test_what_a_forged_modal_carries_is_nothing(text):
    assert load_carried(text) == Carried()


class TestSecrets:
    def test_the_settings_show_none(self):
        settings = Settings(_env_file=None, **TOKENS)

        assert not any(
            secret in f"{settings!r} {settings} {settings.model_dump_json()}" for secret in SECRETS
        )

    @pytest.mark.usefixtures("synced")
    @pytest.mark.parametrize("command", ["doctor", "serve"])
    def test_no_command_that_fails_tells_any(self, command, monkeypatch, capfd):
        for name, value in {**TOKENS, "SLACK_API_URL": "http://127.0.0.1:9/api/"}.items():
            monkeypatch.setenv(name, value)

        done = footnote(command)

        told = f"{done.output} {done.exception!r} {''.join(capfd.readouterr())}"
        assert done.exit_code == 1
        assert not any(secret in told for secret in SECRETS), told

    @pytest.mark.usefixtures("synced")
    async def test_the_doctor_tells_none_whatever_slack_answers(self):
        async with Workspace(strict=False) as workspace:
            for order in ("refuse", "drop"):
                fields = {**TOKENS, "SLACK_BOT_TOKEN": workspace.bot_token, "FOOTNOTE_DATABASE_URL": None}
                settings = Settings(_env_file=None, **fields, SLACK_API_URL=workspace.api_url, port=0)
                _order(workspace, order)

                told = str(await examine(settings))

                assert not any(secret in told for secret in (*SECRETS, workspace.bot_token)), told

    async def test_a_failing_slack_puts_none_into_the_log(self, door, capfd):
        for order in ("refuse", "500", "drop"):
            _order(door.workspace, order)
            await door.workspace.mention("iraq")

        told = "".join(capfd.readouterr())
        secrets = (door.workspace.bot_token, door.workspace.signing_secret, "xoxb-")
        assert not any(secret in told for secret in secrets)


def _order(workspace, what):
    faults = workspace.faults
    match what:
        case "refuse":
            faults.refuse("invalid_auth", "*", times=3)
        case "500":
            faults.answer_500("*", times=3)
        case _:
            faults.drop_after_commit("*", times=3)
