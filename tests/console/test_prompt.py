import asyncio
import io
import os
import pty
import sys

import pytest
from rich.console import Console

from bot.console.delivering import HttpReply, http_delivery
from bot.console.lines import typed_lines
from bot.console.outgoing import Outgoing
from bot.console.prompt import run_prompt
from bot.console.showing import say
from bot.console.team import GENERAL
from tests.console.sessions import session_in


@pytest.fixture
def session(echo, clock):
    """Run lines through the console and return what it prints."""
    return session_in(echo, clock)


async def test_each_line_is_repeated_before_its_reply(session):
    text = await session("/echo hello", "", "what is new?")

    assert text.splitlines()[:3] == [
        "› /echo hello",
        "Footnote · only visible to you",
        "hello" + " " * 72 + "⋮ 3",
    ]
    assert "› what is new?\nFootnote · direct message\nyou said what is new?" in text


async def test_a_mention_is_answered_in_the_thread(session):
    assert "Footnote · in the thread\nheard you" in await session("@footnote are you there?")


async def test_a_number_presses_the_button_of_the_last_reply(session):
    assert "› 1\nFootnote\nshared hello" in await session("/echo hello", "1")


async def test_the_number_of_a_menu_opens_it_and_a_second_number_picks(session):
    text = await session("/echo hello", "3", "3.2")

    assert "› 3\n  3.1  Why?\n  3.2  History\n" in text
    assert "› 3.2\nFootnote · changed\nlong ago" in text


async def test_a_longer_number_is_a_question(session):
    assert "you said 2024" in await session("2024")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("1", "There is nothing to press yet. Ask something first: /echo afghanistan"),
        ("/other thing", "Slack knows no /other here. Type /echo and a name."),
        ("/invite", "Say whom: `/invite @footnote`."),
        ("/invite @zoe", "There is no zoe here. There are ana, ben, cai, gil, sam, footnote."),
        ("/invite @sam", "sam is of another organisation. `share #general` with it first."),
        ("/remove", "Say whom: `/remove @gil`."),
        ("share #nowhere", "There is no #nowhere."),
        ("say:", "Say what: `say: The Taliban rule Kabul.`"),
        ("/shortcut check", "Say which message and which shortcut: `/shortcut 1 check`."),
        ("/shortcut 1 check", "There is no message 1 here. /shortcut lists those there are."),
        ("/shortcut", "Nothing was said here yet."),
    ],
)
async def test_what_cannot_be_done_is_a_sentence(session, line, sentence):
    assert sentence in await session(line)


async def test_the_bot_is_invited_to_a_channel_that_it_is_not_in(session):
    text = await session("in #random", "@footnote hello", "/invite @Footnote", "@footnote hello")

    assert "Slack tells the bot nothing from #random." in text
    assert "@footnote is in #random." in text
    assert "heard you" in text


async def test_dates_are_shown_in_the_time_of_whoever_types(echo):
    out = Console(file=io.StringIO(), width=80)
    dated = {"type": "mrkdwn", "text": "next <!date^1795564800^{date_short_pretty} at {time}|then>"}

    async def typed():
        for line in ("people", "as ben"):
            say(echo.team, GENERAL.id, Outgoing("next", ({"type": "context", "elements": [dated]},), None))
            yield line

    await run_prompt(echo, "/echo", typed(), out)

    assert "next tomorrow at 01:00" in out.file.getvalue()
    assert "next today at 19:00" in out.file.getvalue()


async def test_a_button_that_is_not_there_is_a_sentence(session):
    assert "There is no '9' to press here." in await session("/echo hello", "9")


async def test_an_act_without_a_reply_says_so(session):
    assert "0 of 1" not in await session("/echo hello", "2")
    assert "No reply came." in await session("/echo hello", "2")


async def test_what_slack_would_object_to_is_told(session):
    assert "Slack would object: blocks/" not in await session("/echo hello")
    assert "Slack would object: ephemeral in" in await session("/echo <!channel>")


async def test_a_bot_that_is_gone_is_a_sentence(workspace):
    workspace.connect(http_delivery("http://127.0.0.1:9/slack/events"))
    out = Console(file=io.StringIO(), width=200)

    async def typed():
        yield "/echo hello"

    await run_prompt(workspace, "/echo", typed(), out)

    assert "The bot does not answer at http://127.0.0.1:9/slack/events" in out.file.getvalue()


async def test_a_bot_that_fails_is_a_sentence(workspace):
    async def broken(_request):
        return HttpReply(500)

    workspace.connect(broken)
    out = Console(file=io.StringIO(), width=200)

    async def typed():
        yield "/echo hello"

    await run_prompt(workspace, "/echo", typed(), out)

    assert "dispatch_failed: /echo was answered with HTTP 500" in out.file.getvalue()


@pytest.mark.parametrize("leaving", ["quit", "exit", "EXIT"])
async def test_leaving_ends_it(session, leaving):
    assert "hello" not in await session(leaving, "/echo hello")


@pytest.mark.parametrize("line", ["submit", "Cancel", "1: text", "2+: more", "2.1, 2.2"])
async def test_what_is_for_a_form_is_no_question_where_none_is_open(session, line):
    text = await session(line)

    assert "No form is open." in text
    assert "you said" not in text


@pytest.mark.parametrize(
    ("line", "sentence"), [("as", "Say who types: `as ben`."), ("in", "`in #curation`.")]
)
async def test_half_of_a_command_is_no_question(session, line, sentence):
    text = await session(line)

    assert sentence in text
    assert "you said" not in text


async def test_help_says_what_to_try(session):
    text = await session("help")

    assert "@footnote who are the Hazara?" in text
    fields = ("1: text", "2: kab", "2.1", "submit", "cancel")
    acts = ("say: text", "/shortcut 2 check", "/invite @gil", "share #general", "unshare #general")
    for typed in (*fields, *acts, "messages", "home", "as ben", "in #curation"):
        assert f"`{typed}`" in text


async def test_a_pipe_is_read_to_its_end_without_a_greeting(echo):
    out = Console(file=io.StringIO(), width=80)

    await run_prompt(echo, "/echo", io.StringIO("/echo hello\n1"), out)

    assert out.file.getvalue().startswith("› /echo hello\n")
    assert "shared hello" in out.file.getvalue()


class TestTerminal:
    async def test_it_greets_and_asks_until_ctrl_d(self):
        program = (
            "import asyncio, sys\n"
            "from rich.console import Console\n"
            "from bot.console.prompt import run_prompt\n"
            "from bot.console.workspace import Workspace\n"
            "async def main():\n"
            "    async with Workspace() as workspace:\n"
            "        await run_prompt(workspace, '/threat', sys.stdin, Console())\n"
            "asyncio.run(main())\n"
        )
        shown = await in_terminal(program, typed=b"/nope\n\x04")

        assert "Footnote, in a Slack that runs on this machine." in shown
        assert "› /nope" in shown
        assert "Slack knows no /nope here." in shown

    async def test_lines_of_a_pipe_lose_their_line_breaks(self):
        assert [line async for line in typed_lines(io.StringIO("a\nb"))] == ["a", "b"]


async def in_terminal(program: str, *, typed: bytes) -> str:
    """Run a program in a terminal of its own, type into it when it asks, and return what was shown."""
    ours, theirs = pty.openpty()
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    shown, left = b"", typed.splitlines(keepends=True)
    while True:
        try:
            piece = await asyncio.to_thread(os.read, ours, 4096)
        except OSError:  # Linux says so when the other side has closed
            break
        shown += piece
        if left and shown.decode(errors="ignore").count("› ") > len(typed.splitlines()) - len(left):
            os.write(ours, left.pop(0))
    os.close(ours)
    assert await child.wait() == 0, shown.decode()
    return shown.decode()
