"""Leads: what is near a question without an answer."""

import pytest

from tests.matching.small_base import MATCHER


class TestNear:
    def test_a_name_without_facts_leads_up_and_beside(self):
        assert [lead.name for lead in MATCHER.understand("mali").near] == ["Sahel"]
        assert [(lead.name, lead.facts) for lead in MATCHER.understand("iran").near] == [
            ("Iraq", 2),
            ("Syria", 2),
        ]

    def test_an_unexplained_word_leads_to_what_else_was_asked(self):
        assert [(lead.name, lead.facts) for lead in MATCHER.understand("weather kabul").near] == [
            ("Kabul", 1)
        ]

    def test_a_part_that_lacks_the_topic_leads_to_the_whole_that_has_it_and_to_the_topic(self):
        assert [lead.name for lead in MATCHER.understand("ISIS-K finance").near] == [
            "ISIS-K",
            "ISIS",
            "Finance",
        ]

    def test_what_did_fit_of_a_question_is_led_to_together(self):
        lead, *_ = MATCHER.understand("weather attacks kabul").near

        assert (lead.name, lead.asks) == ("Attacks · Kabul", "attacks kabul")

    @pytest.mark.parametrize("question", ["mali", "iran", "weather kabul", "ISIS-K finance"])
    def test_a_lead_counts_what_asking_for_it_finds(self, question):
        for lead in MATCHER.understand(question).near:
            assert lead.facts == len(MATCHER.understand(lead.asks or lead.name).matches) > 0

    def test_a_demonym_leads_where_its_place_does(self):
        assert MATCHER.understand("iranian").near == MATCHER.understand("iran").near
