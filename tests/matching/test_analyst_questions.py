"""The shipped base under attack: what analysts really type, and what must get nothing or a question back."""

import pytest

from tests.matching import (
    answered_questions,
    answered_sentences,
    answered_variants,
    unanswered_matters,
    unanswered_names,
    unanswered_pairs,
    unanswered_variants,
)

ANSWERED = {
    **answered_questions.NAMES,
    **answered_questions.OTHER_SCRIPTS,
    **answered_questions.TOPICS,
    **answered_questions.NUMBERS,
    **answered_questions.SEVERAL_NAMES,
    **answered_sentences.SENTENCES,
    **answered_sentences.MORE_SENTENCES,
    **answered_variants.SCRIPTS,
    **answered_variants.TRANSLITERATIONS,
    **answered_variants.ABBREVIATIONS,
    **answered_variants.FORMS,
    **answered_variants.MISTYPED,
    **answered_variants.QUESTIONS,
}
UNANSWERED = (
    *unanswered_names.EMPTY_NAMES,
    *unanswered_names.NEAR_MISSES,
    *unanswered_names.PEOPLE,
    *unanswered_names.OTHER_NEWS,
    *unanswered_pairs.MISSING_TOPICS,
    *unanswered_pairs.WRONG_PAIRS,
    *unanswered_pairs.NUMBERS,
    *unanswered_matters.BESIDE_NAMES,
    *unanswered_matters.OTHER_MATTERS,
    *unanswered_variants.NEAR_MISSES,
    *unanswered_variants.PERSONS,
    *unanswered_variants.OTHER_WORLDS,
    *unanswered_variants.WRONG_PAIRS,
    *unanswered_variants.GIBBERISH,
)


def found(matcher, question):
    """The last digits of the ids found, best first."""
    return [match.cited.fact.id.partition(".")[2] for match in matcher.understand(question).matches]


@pytest.mark.parametrize(("question", "best"), ANSWERED.items())
def test_one_of_the_best_facts_comes_first(shipped, question, best):
    assert found(shipped, question)[0] in best.split()


@pytest.mark.parametrize("question", UNANSWERED)
def test_what_the_base_does_not_hold_finds_nothing(shipped, question):
    assert found(shipped, question) == []


def test_a_threat_that_no_fact_names_leads_to_the_place_asked_about(shipped):
    understood = shipped.understand("threat from isis-k to kabul")

    assert "Kabul" in [lead.name for lead in understood.near]


@pytest.mark.parametrize("question", unanswered_variants.GIBBERISH)
def test_nothing_is_suggested_for_gibberish(shipped, question):
    understood = shipped.understand(question)

    assert (understood.choices, understood.near) == ((), ())


@pytest.mark.parametrize("question", answered_variants.NAMES_OF_TWO)
def test_a_name_of_a_group_and_of_a_region_is_a_question_back(shipped, question):
    understood = shipped.understand(question)

    assert not understood.matches
    assert [lead.name for lead in understood.choices] == ["ISIS-K", "Greater Khorasan"]
