from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.desk import AnswerDesk
from bot.answering.explaining import (
    LINE_LIMIT,
    MOST_LINES,
    explain,
    explain_reading,
    explain_silence,
    likelihood_in_words,
)
from bot.domain import How, Reading, Reason
from bot.domain.answers import Question
from bot.matching import Matcher
from tests.factories import base, cited

HOWS = st.sampled_from(get_args(How))
TEXTS = st.text(max_size=500)
ELBA = cited("The bridge of Elba is closed.", places=("elba",))
FOUND = AnswerDesk(base(ELBA), Matcher(base(ELBA), frozenset())).reply(Question("elba")).shown[0]


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0, "almost no chance (1 %)"),
        (0.05, "almost no chance (5 %)"),
        (0.12, "very unlikely (12 %)"),
        (0.3, "unlikely (30 %)"),
        (0.5, "roughly even chance (50 %)"),
        (0.554, "roughly even chance (55 %)"),
        (0.556, "likely (56 %)"),
        (0.88, "very likely (88 %)"),
        (1, "almost certain (99 %)"),
    ],
)
def test_a_chance_is_said_in_the_words_of_icd_203(chance, said):
    assert likelihood_in_words(chance) == said


def test_a_fact_says_how_likely_it_is_each_reason_with_its_share_and_what_it_leaves_out():
    why = (Reason("elbba", "spelling", "Elba", 0.61), Reason("bridges", "word", "bridge", 0.27))
    readings = [
        Reading("elbba", "spelling", "Elba"),
        Reading("growing", "unread", "growing"),
        Reading("bridges", "word", "bridge"),
    ]

    assert explain(replace(FOUND, confidence=0.88, why=why), readings) == (
        "Very likely (88 %) to answer the question.",
        "“elbba” → Elba, as a typing error: 61 % of the question",
        "“bridges” → bridge, as a word: 27 % of the question",
        "Not in this fact: “growing”.",
    )


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("name", "exactly"),
        ("alias", "by another name"),
        ("code", "by the code"),
        ("demonym", "by the name of its people"),
        ("sound", "as it sounds"),
        ("topic", "by topic"),
        ("number", "as a number"),
        ("narrower", "as a part of it"),
        ("speaker", "by who says it"),
    ],
)
def test_every_way_to_match_has_its_words(how, said):
    assert explain_reading([Reading("a", how, "b")]) == (f"“a” → b, {said}",)


def test_a_fact_asked_for_by_its_id_says_so(desk_of):
    answer = desk_of(base(ELBA)).reply(Question(f"about {ELBA.fact.id}"))

    assert explain(answer.shown[0], answer.readings) == ("Asked for by its id.",)


def test_silence_says_how_the_question_was_read_what_is_missing_and_how_likely_a_fact_must_be(desk_of):
    nothing = desk_of(base(ELBA)).reply(Question("qwertzu elba"))

    assert explain_silence(nothing, 0.5) == (
        "“qwertzu”: no fact has it, and it is no name",
        "“elba” → Elba, exactly",
        "Not answered: “qwertzu”.",
        "No fact is at least 50 % likely to answer it.",
    )


def test_what_has_facts_apart_and_none_together_says_so(desk_of):
    other = cited("The boats of Capri are out.", places=("capri",), topics=("fishing",))
    nothing = desk_of(base(ELBA, other)).reply(Question("fishing elba"))

    assert "No fact has “fishing” “elba” together." in explain_silence(nothing, 0.5)


def test_what_is_of_later_is_not_called_unlikely(desk_of):
    nothing = desk_of(base(ELBA)).reply(Question("elba as of 1999"))

    assert explain_silence(nothing, 0.5) == ("“elba” → Elba, exactly",)


@given(
    st.lists(st.builds(Reason, TEXTS, HOWS, TEXTS, st.floats(0, 1)), max_size=30),
    st.lists(st.builds(Reading, TEXTS, HOWS, TEXTS), max_size=64),
    st.floats(0, 1),
)
def test_whatever_is_explained_is_bounded(why, readings, confidence):
    lines = explain(replace(FOUND, why=tuple(why), confidence=confidence), readings)

    assert 0 < len(lines) <= MOST_LINES + 3
    assert max(map(len, lines)) <= LINE_LIMIT
    assert len(explain_reading(readings)) <= MOST_LINES + 1
