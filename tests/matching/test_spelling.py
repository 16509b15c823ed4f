"""How far a typing error may reach."""

import pytest

from bot.matching.spelling import Spelling, allowed_edits, edits_between


class TestBudget:
    @pytest.mark.parametrize(
        ("letters", "edits"), [(1, 0), (4, 0), (5, 1), (8, 1), (9, 2), (10, 2), (11, 3), (30, 3)]
    )
    def test_longer_words_may_be_further_off(self, letters, edits):
        assert allowed_edits(letters) == edits


class TestEdits:
    @pytest.mark.parametrize(
        ("typed", "meant", "edits"),
        [
            ("afganistan", "afghanistan", 1),
            ("tailban", "taliban", 1),
            ("tallinn", "taliban", 3),
            ("rstonia", "estonia", 2),
            ("rian", "iran", 1),
            ("qabul", "kabul", 1),
            ("djihad", "jihad", 1),
        ],
    )
    def test_two_swapped_letters_are_one_edit_and_a_wrong_first_letter_two(self, typed, meant, edits):
        assert edits_between(typed, meant) == edits


class TestSpelling:
    def test_the_nearest_word_comes_first(self):
        assert Spelling(["niger", "nigeria", "mali"]).within("nigera", 2) == [(1, "niger"), (1, "nigeria")]

    def test_words_too_far_off_are_not_found(self):
        assert Spelling(["taliban"]).within("tallinn", 1) == []

    def test_alike_words_are_worth_a_question_back(self):
        assert Spelling(["mozambique", "taliban"]).alike("mozambik") == ["mozambique"]

    def test_gibberish_is_like_nothing(self):
        assert Spelling(["afghanistan", "taliban", "iraq"]).alike("asdfgh") == []

    def test_a_phrase_is_found_wherever_its_spaces_are(self):
        assert Spelling(["boko haram"]).within("bokoharem", 1) == [(1, "boko haram")]

    def test_a_word_learnt_later_is_found_beside_the_others_and_saved_with_them(self):
        spelling = Spelling(["taliban"])
        spelling.add("kabul")
        spelling.add("taliban")

        for each in (spelling, spelling.frozen(), Spelling.of_arrays(spelling.frozen().arrays())):
            assert each.within("kabl", 1) == [(1, "kabul")]
            assert each.within("talban", 1) == [(1, "taliban")]
            assert "kabul" in each
            assert "herat" not in each
