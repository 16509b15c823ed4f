"""From a question to an answer, a question back, or silence with what is near."""

import pytest

from bot.matching import Matcher
from bot.matching.confidence import chance
from tests.factories import base, cited, entity

BASE = base(
    cited("A tempest broke the pier of Ellery.", id="test-240216.01", places=("ellery",)),
    cited("Guards of Ellery sleep by day.", id="test-240216.02", places=("ellery",)),
    cited("Ships of Castellane sank.", id="test-240216.03", places=("castellane",)),
    cited("Traders met at the fountain.", id="test-240216.04"),
    entities=(entity("ellery", "Ellery"), entity("castellane", "Castellane"), entity("quillon", "Quillon")),
)
MATCHER = Matcher(BASE, frozenset(["fountain", "celery", "umbrella"]))


def found(question, matcher=MATCHER):
    return [match.cited.fact.id[-2:] for match in matcher.understand(question).matches]


class TestAskingBack:
    def test_an_unlikely_correction_becomes_did_you_mean(self):
        understood = MATCHER.understand("ellerk")

        assert not understood.matches
        assert [lead.name for lead in understood.choices] == ["Ellery"]

    def test_a_likely_correction_is_answered_and_says_so(self):
        understood = MATCHER.understand("castelane")

        assert [reading.how for reading in understood.readings] == ["spelling"]
        assert found("castelane") == ["03"]

    def test_whoever_is_chosen_after_all_is_answered(self):
        matches = MATCHER.understand("ellerk", chosen="ellery").matches

        assert [match.cited.fact.id[-2:] for match in matches] == ["01", "02"]

    def test_a_lone_ordinary_word_that_facts_only_hold_is_offered_in_quotation_marks(self):
        understood = MATCHER.understand("fountain")

        [lead] = understood.near
        assert not understood.matches
        assert [reading.typed for reading in understood.missing] == ["fountain"]
        assert (lead.name, lead.asks, lead.facts) == ("the word “fountain”", '"fountain"', 1)
        assert found(lead.asks) == ["04"]

    def test_beside_other_words_an_ordinary_word_is_answered(self):
        assert found("traders fountain") == ["04"]

    def test_ordinary_english_one_letter_from_a_name_is_not_read_as_the_name(self):
        understood = MATCHER.understand("celery")

        assert not understood.matches
        assert understood.missing


class TestUnlikelyTogether:
    """Every part is known and has facts; only that one fact answers all of them is unlikely."""

    @pytest.mark.parametrize(
        ("question", "topics"),
        [
            ("isis money and fighters", ["money", "fighters"]),
            ("how big is the ISIS war chest", ["how big", "war chest"]),
            ("ISIS strength finance", ["strength", "finance"]),
        ],
    )
    def test_known_parts_are_apart_and_not_denied(self, shipped, question, topics):
        understood = shipped.understand(question)

        assert not understood.matches
        assert understood.is_apart
        assert [reading.typed for reading in understood.missing] == topics

    def test_each_part_is_offered_with_the_name_and_every_offer_is_answered(self, shipped):
        near = shipped.understand("isis money and fighters").near

        assert [(lead.name, lead.facts) for lead in near] == [
            ("ISIS · finance", 4),
            ("ISIS · strength", 1),
            ("ISIS", 31),
        ]
        assert [len(shipped.understand(lead.asks or lead.name).matches) for lead in near] == [4, 1, 31]

    def test_without_a_name_each_part_is_offered_by_itself(self, shipped):
        near = shipped.understand("money fighters").near

        assert [(lead.asks, lead.facts) for lead in near] == [("money", 4), ("fighters", 1)]


class TestWhatIsPreferred:
    def test_facts_that_explain_every_part_as_it_was_read_are_preferred(self):
        understood = MATCHER.understand("ellery tempest")

        assert not understood.is_close
        assert found("ellery tempest") == ["01"]

    def test_a_name_of_the_question_is_never_passed_over(self):
        assert found("ellery quillon tempest pier") == []
        assert found("castellane tempest pier") == []


@pytest.mark.parametrize("least", [0.0, 0.5, 0.9, 1.0])
@pytest.mark.parametrize(
    "question", ["ellery", "castelane", "fountain", "elery tempset pier", "umbrella ships"]
)
def test_what_is_shown_is_as_likely_as_was_demanded(question, least):
    matches = Matcher(BASE, frozenset(["fountain"]), least_confidence=least).understand(question).matches

    assert all(match.confidence >= least for match in matches[:1])


@pytest.mark.parametrize(
    "question", ["ellery", "castelane", "traders fountain", "elery tempset pier", "ellery castelane"]
)
def test_the_first_fact_is_as_likely_as_the_evidence_for_it_says(question):
    evidence = MATCHER.evidence(question)

    assert evidence is not None
    assert MATCHER.understand(question).matches[0].confidence == pytest.approx(chance(evidence), abs=1e-5)


def test_where_nothing_is_found_there_is_no_evidence():
    assert MATCHER.evidence("xqzvwp") is None
    assert MATCHER.evidence("") is None
