import asyncio
import re

import pytest

from bot.console.workspace import Workspace
from bot.slack.failures import GIVEN_UP, told
from tests.conftest import bot_in


def broken_clock():
    """Fail as a bug would: with an error that holds what was asked."""
    raise KeyError("secret words")


@pytest.fixture
async def broken(shipped_desk):
    async with Workspace() as workspace, bot_in(workspace, shipped_desk, today=broken_clock):
        yield workspace


async def test_an_unknown_failure_ends_in_a_sentence_whose_reference_is_in_the_log(broken, capsys):
    [reply] = await broken.slash("/threat", "secret words")

    [reference] = re.findall(r"[0-9a-f]{8}", reply.words)
    logged = capsys.readouterr()
    assert reference in logged.out + logged.err
    assert "secret words" not in logged.out + logged.err
    assert "KeyError" not in reply.words


async def test_a_failed_mention_is_told_in_its_thread(broken):
    [reply] = await broken.mention("secret words")

    assert reply.thread_ts is not None
    assert "Something broke here" in reply.words


async def test_a_press_that_fails_is_told_to_whoever_pressed(shipped_desk, capsys):
    async with Workspace() as workspace:
        async with bot_in(workspace, shipped_desk):
            [reply] = await workspace.slash("/threat", "isis")
        async with bot_in(workspace, shipped_desk, today=broken_clock):
            workspace.clear()
            await workspace.press(reply, "Share to channel")
            [told] = await workspace.wait_for_replies()

    assert "Something broke here" in told.words
    assert "secret words" not in capsys.readouterr().out


async def test_a_failure_that_was_told_is_not_tried_again(broken):
    await broken.mention("secret words")

    assert await broken.redeliver() == []


async def test_what_never_ends_is_given_up_and_told():
    heard = []

    async def tell(words):
        heard.append(words)

    await told(asyncio.Event().wait(), tell, within_s=0.01)

    assert heard == [GIVEN_UP]
