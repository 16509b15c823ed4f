"""The shipped base under attack: what analysts really type, and what must get nothing or a question back."""

import pytest

from tests.matching import (
    answered_questions,
    answered_sentences,
    unanswered_matters,
    unanswered_names,
    unanswered_pairs,
)

ANSWERED = {
    **answered_questions.NAMES,
    **answered_questions.OTHER_SCRIPTS,
    **answered_questions.TOPICS,
    **answered_questions.NUMBERS,
    **answered_questions.SEVERAL_NAMES,
    **answered_sentences.SENTENCES,
    **answered_sentences.MORE_SENTENCES,
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
