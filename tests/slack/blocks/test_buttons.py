import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import MAX_QUESTION_LENGTH, Question
from bot.slack.blocks.buttons import (
    FACT_ACTS,
    FactChoice,
    button,
    dump_fact_choice,
    dump_question,
    fact_menu,
    load_asked,
    load_fact_choice,
    load_question,
)

printable = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=MAX_QUESTION_LENGTH)


@given(printable, st.integers(1, 1000))
def test_a_button_carries_its_question_within_slacks_limit(text, page):
    question = Question(text, page, "afghanistan")

    assert load_question(dump_question(question)) == question
    assert len(dump_question(question)) <= 2000


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "[]",
        "null",
        "{}",
        '{"q": 1, "p": 1, "e": ""}',
        '{"q": "a", "p": "1", "e": ""}',
        '{"q": "a", "p": 0, "e": ""}',
        '{"q": "a", "p": true, "e": ""}',
        '{"q": "a", "p": 1, "e": null}',
        '{"q": "%s", "p": 1, "e": ""}' % ("a" * (MAX_QUESTION_LENGTH + 1)),
    ],
)
def test_a_forged_value_is_no_question(value):
    assert load_question(value) is None


def test_a_label_is_cut_to_what_slack_takes():
    assert len(button("x" * 200, "ask_0", Question("x"))["text"]["text"]) == 75


@pytest.mark.parametrize("act", FACT_ACTS)
def test_an_option_carries_the_fact_and_the_wording_that_was_shown(act):
    choice = FactChoice(act, "afintl-240216b.112", "0123456789ab")

    assert load_fact_choice(dump_fact_choice(choice)) == choice


@pytest.mark.parametrize(
    "value",
    [
        "",
        "history",
        "history:afintl-240216.05",
        "history:afintl-240216.05:0123456789a",
        "history:afintl-240216.05:0123456789ab0",
        "history:afintl-240216.05:0123456789ab\n",
        "history:AFINTL-240216.05:0123456789ab",
        "history:<!channel>:0123456789ab",
        "retract:afintl-240216.05:0123456789ab",
        "history:afintl-240216.05:0123456789aX",
        f"history:a{'b' * 90}-240216.05:0123456789ab",
    ],
)
def test_a_forged_option_is_no_choice(value):
    assert load_fact_choice(value) is None


def labels(menu):
    return [option["text"]["text"] for option in menu["options"]]


def test_a_fact_that_nothing_was_asked_for_offers_no_why():
    assert labels(fact_menu("afintl-240216.05", "a" * 64)) == [
        "Quote in context",
        "Copy citation",
        "History",
        "Flag…",
    ]


@given(printable, st.integers(1, 1000))
def test_a_menu_carries_its_question_as_far_as_slack_has_room(text, page):
    question = Question(text, page, "afghanistan")
    menu = fact_menu("afintl-240216.05", "a" * 64, asked=question)

    asked = load_asked(menu["action_id"])
    assert asked == (question if "Why this?" in labels(menu) else None)
    assert len(menu["action_id"]) <= 255


def test_a_question_of_a_sentence_is_short_enough_for_a_menu():
    asked = Question("how many fighters do the Islamic State and its branches have in Afghanistan? " * 2, 99)

    assert labels(fact_menu("afintl-240216.05", "a" * 64, asked=asked))[1] == "Why this?"


def test_the_longest_menu_keeps_slacks_limits():
    menu = fact_menu(f"a{'b' * 68}-240216.05", "a" * 64, asked=Question("x"))

    assert len(menu["options"]) <= 5
    assert all(
        len(option["value"]) <= 150 and len(option["text"]["text"]) <= 75 for option in menu["options"]
    )
