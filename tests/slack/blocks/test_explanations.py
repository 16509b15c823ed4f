from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from bot.console.reading import words_of
from bot.domain import Reading
from bot.domain.answers import Question
from bot.slack.blocks.explanations import draw_why, explained
from bot.slack.blocks.replies import draw_reply
from tests.factories import base, cited
from tests.slack.blocks.hostile import assert_slack_takes, bounded, largest, shown_facts
from tests.slack.blocks.random_replies import answers

TODAY = date(2026, 11, 24)
GROWING = Reading("growing", "unread", "growing")


@pytest.fixture
def answer(desk_of):
    """An answer of two facts, as one question gets them."""
    facts = [cited(f"Bridge {n} of Elba is closed.", places=("elba",)) for n in (1, 2)]
    return desk_of(base(*facts)).reply(Question("elba bridges"))


def both(answer):
    """What is seen of an answer, and what a screen reader reads."""
    message = draw_reply(answer, TODAY, "/threat")
    return words_of(message.blocks), message.text


def test_an_answer_that_leaves_words_out_says_so_before_all_else(answer):
    close = replace(answer, is_close=True, readings=(*answer.readings, GROWING))

    for words in both(close):
        assert "closest: nothing on “growing”" in words
        assert words.index("closest: nothing on") < words.index("2 facts")
    assert "*closest: nothing on “growing”*" in str(draw_reply(close, TODAY, "/threat").blocks)


def test_of_many_words_that_are_left_out_the_rest_is_counted(answer):
    unread = tuple(Reading(f"word{n}", "unread", f"word{n}") for n in range(5))
    close = replace(answer, is_close=True, readings=unread)

    assert all("on “word0” and “word1” and “word2” and 2 more" in words for words in both(close))


def test_a_full_answer_says_nothing_of_the_kind(answer):
    assert all("closest" not in words for words in both(answer))


def test_the_head_says_what_was_read_by_its_sound(answer):
    alone = replace(answer, readings=(Reading("elbah", "sound", "Elba"),))
    beside = replace(answer, readings=(*answer.readings, Reading("elbah", "sound", "Elba")))

    assert all("read from “elbah”, as it sounds" in words for words in both(alone))
    assert all("“elbah” read as Elba, as it sounds" in words for words in both(beside))


def test_each_fact_is_followed_by_its_own_reasons_and_the_question_comes_first(answer):
    drawn = explained(answer, draw_reply(answer, TODAY, "/threat").blocks, 0.5)
    words = words_of(drawn)

    assert words.startswith("“elba” → Elba, exactly")
    for shown in answer.shown:
        _, _, after = words.partition(f"{shown.number}. Bridge")
        assert "“elba” → Elba, exactly: " in after.partition(". Bridge")[0]


def test_silence_is_explained_after_what_is_said(desk_of):
    nothing = desk_of(base()).reply(Question("qwertzu"))
    words = words_of(explained(nothing, draw_reply(nothing, TODAY, "/threat").blocks, 0.5))

    assert words.index("Nothing on") < words.index("“qwertzu”: no fact has it")


def test_what_is_no_answer_has_nothing_to_explain(desk_of):
    reply = desk_of(base()).reply(Question("help"))
    blocks = draw_reply(reply, TODAY, "/threat").blocks

    assert explained(reply, blocks, 0.5) == blocks


@bounded
@given(answers(), shown_facts(1))
def test_any_explanation_keeps_every_limit_and_pings_nobody(answer, shown):
    message = draw_why(answer, shown)

    assert_slack_takes(message.text, message.blocks)


def test_the_longest_explanation_keeps_every_limit(answer):
    shown = largest(1)
    hostile = replace(answer, question=Question("&" * 500), readings=(Reading("&" * 500, "unread", ""),) * 64)
    message = draw_why(hostile, replace(shown, why=shown.why * 8))

    assert_slack_takes(message.text, message.blocks)
