import asyncio
import json
from dataclasses import replace

import pytest

from bot.answering.desks import Desks
from bot.console.workspace import Workspace
from bot.domain.handling import CEILINGS
from bot.settings import Settings
from tests.conftest import bot_in
from tests.factories import base, cited


async def test_a_misspelt_country_still_gets_its_facts_with_their_quotes(workspace):
    [reply] = await workspace.slash("/threat", "afganistan")

    assert reply.kind == "ephemeral"
    assert "read from “afganistan”" in reply.words
    assert "the Taliban's actions have significantly hindered ISIS-K's ability" in reply.words


async def test_every_fact_shows_speaker_date_age_grade_and_id(workspace):
    [reply] = await workspace.slash("/threat", "how many ISIS fighters are left in Iraq and Syria?")

    assert "three to five thousand fighters" in reply.words
    assert "UN experts, paraphrased" in reply.words
    assert "January 2024" in reply.words
    assert "Afghanistan International" in reply.words
    assert "16 Feb 2024" in reply.words
    assert "33 months old" in reply.words
    assert "not yet judged" in reply.words
    assert "verified" in reply.words
    assert "afintl-240216." in reply.words


async def test_the_text_carries_the_answer_for_notifications_and_screen_readers(workspace):
    [reply] = await workspace.slash("/threat", "is ISIS getting richer?")

    assert "between $10 to $25 million" in reply.text
    assert "afintl-240216." in reply.text
    assert "33 months old" in reply.text


async def test_facts_that_contradict_each_other_say_so_on_both_sides(workspace):
    [reply] = await workspace.slash("/threat", "attacks in Iraq")

    assert reply.words.count("contradicted by") >= 2
    assert "1 contradiction" in reply.words


@pytest.mark.parametrize("question", ["iran", "asdfgh", "weather kabul", "mali", "Tallinn"])
async def test_what_no_fact_supports_gets_nothing_on_that(workspace, question):
    [reply] = await workspace.slash("/threat", question)

    assert reply.words.startswith("Nothing on")


async def test_nothing_on_a_word_offers_what_there_is_on_the_names_beside_it(workspace):
    [reply] = await workspace.slash("/threat", "weather kabul")

    assert any(label.startswith("Kabul · ") for label in reply.buttons)


@pytest.mark.parametrize("text", ["", "   ", "help", "?"])
async def test_an_empty_question_gets_help(workspace, text):
    [reply] = await workspace.slash("/threat", text)

    assert "Ask in a few words" in reply.words


async def test_about_shows_one_fact(workspace):
    [reply] = await workspace.slash("/threat", "about afintl-240216.05")

    assert "afintl-240216.05" in reply.words
    assert reply.buttons == ["Share to channel"]


async def test_an_unknown_id_is_said_with_those_near_it(workspace):
    [reply] = await workspace.slash("/threat", "about afintl-240216.99")

    assert "No fact has the id" in reply.words
    assert "Near: afintl-240216." in reply.words


async def test_sources_lists_the_documents(workspace):
    [reply] = await workspace.slash("/threat", "sources")

    assert "1 document" in reply.words
    assert "Taliban Hinders ISIS-K" in reply.words


async def test_a_question_of_5000_characters_is_turned_away_kindly(workspace):
    [reply] = await workspace.slash("/threat", "isis " * 1000)

    assert "4,999 characters long" in reply.words


@pytest.mark.parametrize(
    "text",
    [
        "<!channel> afghanistan",
        "<!here|here> <!subteam^S1|all>",
        "&lt;!channel&gt;",
        "<@U0000000ANA> <#C0000GENRAL|general>",
        "*bold* _x_ ~y~ `z` ```",
        "\u202egnirts\u202c afghanistan",
        "afgha\u200bnistan\u200d\ufeff",
        "\x00\x01\x1b[31mafghanistan",
        "😀👩‍👩‍👧‍👦 afghanistan",
        "\ud7ff\uffff",
        "a" * 500,
        "<https://example.org|afghanistan>",
        "'; DROP TABLE handled; --",
        "{{7*7}} ${jndi:x} %s %n",
    ],
)
async def test_hostile_words_ping_nobody_and_break_nothing(workspace, text):
    [reply] = await workspace.slash("/threat", text)

    assert reply.kind == "ephemeral"
    assert "Something broke" not in reply.words


async def test_an_invisible_mark_inside_a_name_does_not_hide_it(workspace):
    [reply] = await workspace.slash("/threat", "afgha\u200bnistan")

    assert "fact" in reply.words
    assert not reply.words.startswith("Nothing")


async def test_the_command_has_the_name_that_the_setting_gives_it(shipped_desk):
    settings = Settings(_env_file=None, command="/facts")
    async with Workspace() as workspace, bot_in(workspace, shipped_desk, settings=settings):
        [reply] = await workspace.slash("/facts", "help")

    assert "/facts afghanistan" in reply.words


async def test_links_are_not_unfolded(workspace):
    await workspace.slash("/threat", "iraq")

    answered = json.loads(workspace.deliveries[-1].answer.body)
    assert (answered["unfurl_links"], answered["unfurl_media"]) == (False, False)
    assert answered["response_type"] == "ephemeral"


@pytest.fixture
def past(desk_of):
    """Desks whose past days are read only when `may_read` is set."""
    whole = replace(base(cited("The bridge of Elba is closed.", places=("elba",))), head=1)
    may_read = asyncio.Event()

    async def read(day, _):
        await may_read.wait()
        return desk_of(replace(whole, known_on=day))

    return Desks(dict.fromkeys(CEILINGS, desk_of(whole)), read), may_read


async def test_a_past_day_that_is_read_in_time_is_the_answer(past):
    desks, may_read = past
    may_read.set()
    async with Workspace() as workspace, bot_in(workspace, desks):
        [reply] = await workspace.slash("/threat", "elba known on 2026-11-01")

    assert "known on 1 Nov 2026: what our ledger held then" in reply.words


async def test_a_past_day_that_takes_longer_is_announced_and_answered_for_its_reader_alone(past):
    desks, may_read = past
    async with Workspace() as workspace, bot_in(workspace, desks, patience_s=0):
        [waiting] = await workspace.slash("/threat", "elba known on 2026-11-01")
        may_read.set()
        [_, reply] = await workspace.wait_for_replies(2)

    assert waiting.words == "Reading the ledger as it was on 1 Nov 2026 …"
    assert (waiting.kind, reply.kind) == ("ephemeral", "ephemeral")
    assert "The bridge of Elba is closed." in reply.words
