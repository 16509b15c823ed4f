"""What "its", "they" or "the group" of one sentence take over from the sentence before, and when nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.fact_check import check_text
from tests.factories import base, cited, entity


def last(desk, text):
    return check_text(desk, text).sentences[-1]


def who(sentence):
    return [each.said for each in sentence.findings[0].aspects if each.kind == "who"]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("supported", "ISIS has not gone away. It continues to launch attacks in Afghanistan."),
        ("supported", "ISIS has fighters in Iraq. It also continues to launch attacks in Afghanistan."),
        ("supported", "The Taliban is in power. It continues its associations with the Al-Qaeda."),
        ("supported", "The Islamic State group has lost ground. It formerly had bases in Iraq and Syria."),
        ("supported", "Daesh has changed. Its activities in Syria have surged since November."),
        ("supported", "In 2017, ISIS was defeated. They had bases in Iraq and Syria."),
        ("supported", "ISIS has lost its territory. The group was defeated in Iraq in 2017."),
        ("supported", "ISIS remains dangerous. The organisation was defeated in Iraq in 2017."),
        (
            "supported",
            "The UN says ISIS is still there. The group's activities in Syria have surged since November.",
        ),
        ("supported", "Voronkov spoke on Thursday. He is Under Secretary General for Counterterrorism."),
        ("supported", "ISIS is rich. There are international efforts to disrupt its financial networks."),
        (
            "contradicted",
            "ISIS is still there. It still maintains a force of 30,000 fighters in Iraq and Syria.",
        ),
        (
            "contradicted",
            "ISIS is still there. The movement maintains a force of 500 fighters in Iraq and Syria.",
        ),
        ("contradicted", "ISIS is rich. International measures have reduced its reserves to $400 million."),
        ("contradicted", "The Islamic State group has lost ground. It was defeated in Iraq in 2014."),
        ("contradicted", "ISIS has changed. It does not continue to launch attacks in Afghanistan."),
        ("contradicted", "Daesh has changed. Its activities in Syria have decreased since November."),
        ("contradicted", "ISIS remains active. Its presence has grown in Egypt."),
    ],
)
def test_words_that_point_back_name_the_one_actor_of_the_sentence_before(shipped_desk, expected, text):
    assert last(shipped_desk, text).verdict == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban fights ISIS. It continues to launch attacks in Afghanistan.",
        "Al-Qaeda and ISIS are rivals. The group was defeated in Iraq in 2017.",
        "Boko Haram joined ISIS. It still maintains a force of 30,000 fighters in Iraq and Syria.",
        "ISIS attacked a militia. It was defeated in Iraq in 2014.",
        "ISIS built a bridge. It was defeated in Iraq in 2014.",
        "ISIS fought Jaysh al-Nasr for years. It formerly had bases in Iraq and Syria.",
        "Jaysh al-Nasr fought ISIS for years. The group was defeated in Iraq in 2014.",
        "jaysh fought isis for years. the group was defeated in iraq in 2014.",
        "ISIS has fighters. They continue to launch attacks in Afghanistan.",
        "The presence of ISIS has shrunk. It continues to launch attacks in Afghanistan.",
        "The UN condemned ISIS. It was defeated in Iraq in 2014.",
        "ISIS has money and Iraq has none. Its activities in Syria have decreased since November.",
        "ISIS was hit by Iraq. The army was defeated in Iraq in 2014.",
        "Voronkov met Antonio Guterres. He is Under Secretary General for Counterterrorism.",
        "ISIS is still there. Hamas says it still maintains a force of 30,000 fighters in Iraq and Syria.",
        "ISIS is still there. Iraq says its activities in Syria have decreased since November.",
        "ISIS is still there. Its activities in Syria have decreased since November, according to Hamas.",
        "ISIS is still there. Egypt has reduced its financial reserves to $400 million.",
        "ISIS is still there. What of Hamas? It continues to launch attacks in Afghanistan.",
        "ISIS was defeated in Iraq. The weather was hot. It continues to launch attacks in Afghanistan.",
        "ISIS is still there. It is likely that Boko Haram was defeated in Iraq in 2017.",
    ],
)
def test_where_somebody_else_could_be_meant_nobody_is(shipped_desk, text):
    sentence = last(shipped_desk, text)

    assert sentence.verdict in ("related", "nothing")
    assert "(" not in str([who(sentence) for _ in sentence.findings])


def test_the_word_is_shown_with_the_name_that_it_stands_for(shipped_desk):
    sentence = last(shipped_desk, "Daesh has changed. Its activities in Syria have surged since November.")

    assert sentence.text == "Its activities in Syria have surged since November."
    assert who(sentence) == ["Its (Daesh)"]


def test_a_name_is_carried_through_two_sentences_and_no_further(shipped_desk):
    again = "It has not gone away. "
    told = "It was defeated in Iraq in 2014."

    assert who(last(shipped_desk, f"ISIS is still there. {again}{told}")) == ["It (ISIS)"]
    assert last(shipped_desk, f"ISIS is still there. {again}{told}").verdict == "contradicted"
    assert last(shipped_desk, f"ISIS is still there. {again}{again}{told}").verdict == "related"


def test_a_sentence_after_a_question_stands_apart(shipped_desk):
    first, second = check_text(shipped_desk, "ISIS is still there. Who is Hamas? It is not rich.").sentences

    assert (first.is_apart, second.is_apart) == (False, True)


def test_a_clause_that_names_somebody_ends_what_pointed_further_back(desk_of):
    fact = cited("Alpha has 500 fighters in Gamma.", subjects=("alpha",), places=("gamma",))
    groups = tuple(entity(each, kind="armed-group") for each in ("alpha", "beta"))
    desk = desk_of(base(fact, entities=groups))

    assert (
        last(desk, "Alpha has grown, and Beta is small. It has 900 fighters in Gamma.").verdict == "related"
    )
    assert (
        last(desk, "Alpha has grown. Beta is small, but it has 900 fighters in Gamma.").verdict == "related"
    )
    assert last(desk, "Alpha has grown. It has 900 fighters in Gamma.").verdict == "contradicted"


_SPOKEN = """
ISIS Hamas Voronkov Iraq it its they their he the group has have lost, and in reserves . ? It The
"""
WORDS = st.sampled_from(_SPOKEN.split())


@given(st.lists(WORDS, max_size=60).map(" ".join))
@settings(max_examples=40, deadline=None)
def test_whom_a_sentence_names_is_never_overruled_by_a_sentence_before(shipped_desk, text):
    named = "Al-Qaeda was defeated in Iraq in 2017."

    assert last(shipped_desk, f"{text} . {named}").verdict == last(shipped_desk, named).verdict
