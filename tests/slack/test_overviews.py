"""Comparisons, timelines and changes, asked for in Slack."""

import pytest

from bot.console.workspace import Workspace
from bot.delivery.views import MENTIONED
from bot.domain.answers import Question
from bot.domain.postman import Place
from bot.slack.blocks.replies import draw_reply
from bot.slack.posting import letter
from tests.conftest import TODAY, bot_in

TABLE = "compare isis and al-qaeda on finance"


def kinds(reply):
    return [block["type"] for block in reply.blocks]


async def test_a_comparison_is_a_table_for_whoever_asked(workspace):
    await workspace.slash("/threat", TABLE)
    [reply] = await workspace.wait_for_replies(1)

    assert reply.kind == "ephemeral"
    assert "table" in kinds(reply)
    assert "afintl-240216." in reply.words


async def test_where_tables_are_refused_it_is_lines(shipped_desk):
    async with Workspace() as workspace, bot_in(workspace, shipped_desk):
        workspace.without_blocks({"table"})
        await workspace.slash("/threat", TABLE)
        [reply] = await workspace.wait_for_replies(1)

    assert set(kinds(reply)) == {"header", "context", "section"}
    assert "finance · Al-Qaeda: nothing" in reply.text


async def test_a_comparison_in_a_thread_is_in_lines_that_can_be_corrected(workspace):
    [reply] = await workspace.mention(TABLE)

    assert "table" not in kinds(reply)
    assert "ISIS: `afintl-240216." in reply.blocks[2]["text"]["text"]


async def test_more_pages_without_losing_the_question(workspace):
    [first] = await workspace.slash("/threat", "timeline isis since:2017")
    [second] = await workspace.press(first, "22 more")

    assert "9–16 here" in second.text
    assert "since 2017" in second.text


@pytest.mark.parametrize("asked", [TABLE, "timeline isis finance"])
def test_the_facts_of_an_overview_that_is_posted_are_named_so_that_they_are_corrected(shipped_desk, asked):
    reply = shipped_desk.reply(Question(asked))
    message = draw_reply(reply, TODAY, "/threat")

    written = letter(Place("C1"), message, reply, key="k", kind="reply")

    assert written.facts == tuple((fact_id, MENTIONED) for fact_id in reply.fact_ids)
    assert written.facts


async def test_a_misspelt_filter_offers_a_button_that_answers(workspace):
    [asked] = await workspace.slash("/threat", "isis place:kabull")
    [answered] = await workspace.press(asked, "place:Kabul · 1 fact")

    assert "afintl-240216.12" in answered.text


async def test_help_names_the_filters_and_what_shows_many_facts_at_once(workspace):
    [reply] = await workspace.slash("/threat", "help")

    for word in (
        "place:",
        "credibility:",
        "compare iraq syria",
        "timeline isis finance",
        "changes afghanistan",
    ):
        assert word in reply.words
