"""Where Slack does not take its newer blocks yet, the same arrives in older ones, whichever way it comes."""

import pytest

from bot.console.workspace import Workspace
from bot.domain.answers import Question
from bot.slack.blocks.replies import draw_reply
from tests.conftest import TODAY, bot_in
from tests.slack.blocks.drawn_replies import ASKED, CHECKED
from tests.slack.blocks.judging import OLD

NEWER = {
    "alert",
    "card",
    "carousel",
    "container",
    "context_actions",
    "data_table",
    "data_visualization",
    "markdown",
    "table",
}
COMPARED = "compare iraq syria"


@pytest.fixture
async def older(shipped_desk):
    """The bot in a workspace to which Slack has brought none of its newer blocks."""
    async with Workspace() as workspace, bot_in(workspace, shipped_desk):
        workspace.without_blocks(NEWER)
        yield workspace


@pytest.fixture
def plain(shipped_desk):
    """Draw the answer to a question in older blocks."""

    def draw(asked, page=1):
        message = draw_reply(shipped_desk.reply(Question(asked, page)), TODAY, "/threat")
        return message.text, tuple(message.blocks)

    return draw


def kinds(reply):
    return {block["type"] for block in reply.blocks}


async def test_what_answers_a_command_at_once_has_older_blocks_only(older):
    for asked in (*ASKED.values(), "check", f"check {CHECKED}"):
        older.clear()
        await older.slash("/threat", asked)
        [reply] = await older.wait_for_replies(1)

        assert kinds(reply) <= OLD
        assert reply.text

    # Only the one that is known to have a plain form was offered in a newer one.
    assert older.refusals == ["invalid_blocks"]


async def test_a_comparison_is_told_plainly_to_whoever_types_the_command(older, plain):
    await older.slash("/threat", COMPARED)
    [reply] = await older.wait_for_replies(1)

    assert (reply.text, reply.blocks) == plain(COMPARED)


async def test_a_comparison_is_told_plainly_to_whoever_presses_for_more(older, plain):
    await older.slash("/threat", COMPARED)
    [first] = await older.wait_for_replies(1)
    [second] = await older.press(first, "2 more topics")

    assert (second.text, second.blocks) == plain(COMPARED, page=2)


async def test_a_comparison_in_a_thread_and_in_a_direct_message_is_plain_at_once(older, plain):
    [mentioned] = await older.mention(COMPARED)
    [direct] = await older.direct(COMPARED)

    assert (mentioned.text, mentioned.blocks) == plain(COMPARED)
    assert (direct.text, kinds(direct) - OLD) == (mentioned.text, set())
    assert older.refusals == []


async def test_a_fact_check_by_its_shortcut_has_older_blocks_only(older):
    await older.shortcut(older.say(CHECKED), "check_message")
    [reply] = await older.wait_for_replies(1)

    assert kinds(reply) <= OLD
    assert "Contradicted" in reply.text
    assert older.refusals == []


async def test_an_answer_that_is_shared_has_older_blocks_only(older):
    [answer] = await older.slash("/threat", "iraq")
    older.clear()
    await older.press(answer, "Share to channel")
    shared, _ = await older.wait_for_replies(2)

    assert kinds(shared) <= OLD
    assert "afintl-240216.14" in shared.text
