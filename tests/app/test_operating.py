"""What whoever runs the bot sees of it: metrics, health and log, of a process of its own."""

import asyncio

import aiohttp
import pytest

from bot.console.team import GENERAL
from bot.console.workspace import Workspace
from tests.app.running import by_http, running


@pytest.fixture
async def workspace():
    async with Workspace() as workspace:
        yield workspace


async def page(bot):
    address = f"http://127.0.0.1:{bot.port}/metrics"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        return answer.status, answer.headers["content-type"], await answer.text()


async def test_what_is_asked_and_posted_is_counted_without_a_word_of_it(workspace, data_dir):
    async with running(workspace, data_dir) as bot:
        await by_http(workspace, bot)
        await workspace.slash("/threat", "afganistan")
        await workspace.slash("/threat", "zanzibarquux")
        await workspace.mention("iraq")
        workspace.faults.refuse("internal_error", "views.open")
        await workspace.slash("/threat", "propose")
        await workspace.wait_for(lambda: "internal_error" in workspace.refusals)
        status, kind, text = await page(bot)

    assert (status, kind.partition(";")[0]) == (200, "text/plain")
    for line in (
        'footnote_answers_total{door="command",kind="Answer"} 1.0',
        'footnote_answers_total{door="command",kind="NothingKnown"} 1.0',
        'footnote_answers_total{door="mention",kind="Answer"} 1.0',
        'footnote_matches_total{how="alias"} 1.0',
        "footnote_gaps_total 1.0",
        'footnote_deliveries_total{kind="reply",state="sent"} 1.0',
        'footnote_slack_errors_total{code="internal_error",method="views.open"} 1.0',
    ):
        assert line in text.splitlines()
    assert "zanzibarquux" not in text
    assert GENERAL.id not in text


async def test_the_ledgers_head_and_the_age_of_the_index_are_shown(workspace, data_dir):
    async with running(workspace, data_dir) as bot:
        await bot.logged("http.listening")
        _, state = await bot.get("/readyz")
        _, _, text = await page(bot)

    values = dict(line.split(" ") for line in text.splitlines() if "{" not in line and line[0] != "#")
    assert float(values["footnote_ledger_head"]) == state["ledger"] > 0
    assert 0 <= float(values["footnote_index_age_seconds"]) < 10


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_health_readiness_and_metrics_stand_with_either_transport(workspace, data_dir, transport):
    tokens = {"SLACK_APP_TOKEN": workspace.app_token} if transport == "socket" else {}
    async with running(workspace, data_dir, **tokens) as bot:
        await bot.logged("socket.connected" if tokens else "http.listening")

        assert (await bot.get("/healthz"))[0] == 200
        assert (await bot.get("/readyz"))[0] == 200
        assert (await page(bot))[0] == 200
        await bot.stop()


async def test_the_setting_turns_the_metrics_off(workspace, data_dir):
    async with running(workspace, data_dir, FOOTNOTE_METRICS="false") as bot:
        await bot.logged("http.listening")

        assert (await page(bot))[0] == 404


async def test_the_log_has_one_event_a_request_and_one_a_delivery_and_none_of_their_words(
    workspace, data_dir
):
    async with running(workspace, data_dir) as bot:
        await by_http(workspace, bot)
        await bot.logged("bot.started")
        [reply] = await workspace.slash("/threat", "hazara")
        await workspace.press(reply, "Share to channel")
        await workspace.wait_for_replies(2)
        await workspace.direct("zanzibarquux")
        await workspace.slash("/threat", "propose")
        await workspace.wait_for(lambda: bool(workspace.modals()))
        await bot.stop()

    of_requests = {"question.answered", "request.handled"}
    requests = [entry for entry in bot.log if entry["event"] in of_requests]
    assert [(entry["event"], entry.get("door", entry.get("type"))) for entry in requests] == [
        ("question.answered", "command"),
        ("question.answered", "share"),
        ("question.answered", "direct"),
        ("request.handled", "command"),
    ]
    deliveries = [entry for entry in bot.log if entry["event"].startswith("posting.")]
    assert [(entry["event"], entry["kind"], entry["attempts"]) for entry in deliveries] == [
        ("posting.sent", "share", 1),
        ("posting.sent", "reply", 1),
    ]
    assert all(entry["duration_ms"] >= 0 for entry in (*requests, *deliveries))
    assert "hazara" not in str(bot.log).lower()
    assert "zanzibarquux" not in str(bot.log)


async def test_a_delivery_that_is_refused_has_one_event_as_well(workspace, data_dir):
    async with running(workspace, data_dir) as bot:
        await by_http(workspace, bot)
        await bot.logged("bot.started")
        [reply] = await workspace.slash("/threat", "hazara")
        workspace.faults.refuse("not_in_channel")
        await workspace.press(reply, "Share to channel")
        async with asyncio.timeout(5):
            await workspace.faults.taken.wait()
        await bot.stop()

    [failed] = [entry for entry in bot.log if entry["event"].startswith("posting.")]
    assert (failed["event"], failed["kind"], failed["error"]) == ("posting.failed", "share", "not_in_channel")
