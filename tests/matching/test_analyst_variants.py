"""The shipped base asked in every script, spelling and form of its names, and with what looks like them."""

import pytest

from tests.matching import answered_variants, unanswered_variants

ANSWERED = {
    **answered_variants.SCRIPTS,
    **answered_variants.TRANSLITERATIONS,
    **answered_variants.ABBREVIATIONS,
    **answered_variants.FORMS,
    **answered_variants.MISTYPED,
    **answered_variants.QUESTIONS,
}
UNANSWERED = (
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


@pytest.mark.parametrize("question", unanswered_variants.GIBBERISH)
def test_nothing_is_suggested_for_gibberish(shipped, question):
    understood = shipped.understand(question)

    assert (understood.choices, understood.near) == ((), ())


@pytest.mark.parametrize("question", answered_variants.NAMES_OF_TWO)
def test_a_name_of_a_group_and_of_a_region_is_a_question_back(shipped, question):
    understood = shipped.understand(question)

    assert not understood.matches
    assert [lead.name for lead in understood.choices] == ["ISIS-K", "Greater Khorasan"]
