"""How the words of a question are read: names and their spelling."""

import pytest

from tests.matching.small_base import MATCHER, found, reasons


class TestNames:
    @pytest.mark.parametrize(
        "question", ["taliban", "Talibans", "the TALIBAN?", "tell me about the Taliban’s news"]
    )
    def test_a_name_finds_its_facts_however_it_is_written(self, question):
        assert found(question) == ["afghan"]

    def test_an_exact_name_stops_the_search_for_others_like_it(self):
        understood = MATCHER.understand("iran")

        assert not understood.matches
        assert [reading.name for reading in understood.missing] == ["Iran"]

    @pytest.mark.parametrize("question", ["mali", "malaysia", "tallinn", "talisban", "hogwarts", "asdfgh"])
    def test_what_only_looks_like_a_name_finds_nothing(self, question):
        assert found(question) == []

    def test_an_alias_says_whom_it_was_read_as(self):
        assert reasons("daesh reserves")[0] == ("daesh", "alias", "ISIS")

    def test_a_part_stands_for_the_whole_marked_and_ranked_lower(self):
        assert found("afghanistan") == ["afghan", "kabul"]
        assert MATCHER.understand("afghanistan").matches[1].why[0].matched == "Kabul (part of Afghanistan)"

    def test_a_whole_does_not_stand_for_its_part(self):
        assert found("herat") == []

    def test_a_name_with_several_bearers_is_a_question_back(self):
        understood = MATCHER.understand("attacks in Congo")

        assert understood.is_ambiguous
        assert [lead.entity_id for lead in understood.choices] == ["congo", "dr-congo"]
        assert not understood.matches

    @pytest.mark.parametrize("question", ["af", "AF", "attacks in AF"])
    def test_a_country_code_counts_alone_or_in_capitals(self, question):
        assert found(question)

    @pytest.mark.parametrize("question", ["is", "is there", "no", "in", "IS IT SO"])
    def test_a_common_word_is_never_a_country_code(self, question):
        assert MATCHER.understand(question).readings == ()

    def test_a_name_without_facts_that_is_made_of_two_with_facts_is_read_as_the_two(self):
        assert found("ISIS Sahel") == ["sahel"]
        assert [reading.name for reading in MATCHER.understand("ISIS Mali").missing] == ["ISIS-Mali"]

    def test_a_demonym_counts_as_its_place(self):
        assert found("Afghan market") == ["kabul"]

    def test_a_demonym_of_a_place_without_facts_is_a_word_where_the_facts_hold_it(self):
        assert found("french volunteers") == ["surge"]
        assert found("iranian volunteers") == []

    def test_a_speaker_finds_what_he_said_and_his_organization_too(self):
        assert reasons("what did Voronkov say") == [("Voronkov", "speaker", "Vladimir Voronkov")]
        assert reasons("united nations") == [("united nations", "speaker", "Vladimir Voronkov")]


class TestSpelling:
    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("afganistan", "Afghanistan"),
            ("tailban", "Taliban"),
            ("voronkow", "Vladimir Voronkov"),
            ("islamik state", "ISIS"),
            ("untied nations", "United Nations"),
            ("resreves", "Finance"),
            ("war chset", "Finance"),
        ],
    )
    def test_a_typing_error_is_read_and_said(self, typed, name):
        [reading] = MATCHER.understand(typed).readings

        assert (reading.typed, reading.how, reading.name) == (typed, "spelling", name)

    @pytest.mark.parametrize("question", ["chain", "heart"])
    def test_an_english_word_is_no_misspelt_name(self, question):
        assert [reading.how for reading in MATCHER.understand(question).readings] == ["unread"]

    def test_a_nearer_name_without_facts_wins_over_one_with_facts(self):
        assert [reading.name for reading in MATCHER.understand("irann").missing] == ["Iran"]

    def test_two_names_as_near_are_a_question_back(self):
        understood = MATCHER.understand("nigera")

        assert {lead.name for lead in understood.choices} == {"Niger", "Nigeria"}
        assert not understood.is_ambiguous

    def test_four_letters_are_only_a_question_back(self):
        understood = MATCHER.understand("irak")

        assert not understood.matches
        assert "Iraq" in {lead.name for lead in understood.choices}

    def test_gibberish_is_no_choice(self):
        assert MATCHER.understand("asdfgh xqzt").choices == ()
