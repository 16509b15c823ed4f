"""What answers where Slack should be is not always Slack."""

import asyncio

import pytest
from aiohttp import web

from bot.app.doctor import look_at_slack
from bot.app.serve import identify, open_link
from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.posting import posting_client, shared_session

NOT_SLACK = "what answers there is not Slack"
ANSWERS = [
    (b"hello", "text/plain", 200, NOT_SLACK),
    (b"[]", "application/json", 200, NOT_SLACK),
    (b'"x"', "application/json", 200, NOT_SLACK),
    (b"<html>", "text/html", 502, NOT_SLACK),
    (b"\xff\xfe", "application/json", 200, NOT_SLACK),
    (b'{"ok": true}', "application/json", 200, NOT_SLACK),
    (b'{"ok": false, "error": "internal_error"}', "application/json", 200, "(internal_error). Try again"),
    (b'{"ok": false, "error": "invalid_auth"}', "application/json", 200, "refused by Slack (invalid_auth)"),
]


@pytest.fixture
async def answering():
    """Let somebody answer every call in one way, on loopback; return the settings that lead there."""
    runners = []

    async def start(body, kind, status):
        async def handle(_request):
            return web.Response(body=body, headers={"content-type": kind}, status=status)

        app = web.Application()
        app.router.add_route("*", "/api/{method}", handle)
        runner = web.AppRunner(app)
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        return Settings(_env_file=None, SLACK_API_URL=f"http://127.0.0.1:{port}/api/")

    yield start
    await asyncio.gather(*(runner.cleanup() for runner in runners))


@pytest.mark.parametrize(("body", "kind", "status", "said"), ANSWERS)
async def test_the_start_ends_in_one_true_sentence(answering, body, kind, status, said):
    settings = await answering(body, kind, status)
    async with shared_session() as session:
        client = posting_client("xoxb-1", settings.slack_api_url, session)
        with pytest.raises(SettingsError) as refused:
            await identify(client, settings)
    with pytest.raises(SettingsError) as not_let_in:
        await open_link("xapp-1", settings)

    assert said in str(refused.value)
    assert said in str(not_let_in.value)


@pytest.mark.parametrize(("body", "kind", "status", "said"), ANSWERS)
async def test_the_doctor_says_the_same(answering, body, kind, status, said):
    settings = await answering(body, kind, status)
    async with shared_session() as session:
        [look, *_] = await look_at_slack(posting_client("xoxb-1", settings.slack_api_url, session), settings)

    assert look.state == "wrong"
    assert said in f"{look.what}. {look.mend}"
