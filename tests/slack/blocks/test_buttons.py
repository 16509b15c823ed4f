import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import MAX_QUESTION_LENGTH, Question
from bot.slack.blocks.buttons import button, dump_question, load_question

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
