"""Folding, words and stems."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import normalise
from bot.matching.text import echo, stem, tokens, words


class TestNormalise:
    @pytest.mark.parametrize(
        ("typed", "folded"),
        [
            ("ISIS", "isis"),
            ("Al‑Qa’ida", "al qa ida"),
            ("État islamique", "etat islamique"),
            ("داعِش", "داعش"),
            ("داعـــش", "داعش"),
            ("القاعدة", "القاعده"),
            ("أفغانستان", "افغانستان"),
            ("كابل", "کابل"),
            ("افغانستان\u200c", "افغانستان"),
            ("\u202eIraq\u202c", "iraq"),
            ("Bosnia & Herzegovina", "bosnia and herzegovina"),
            ("ＡＢＣ", "abc"),
            ("١٩٩٩", "1999"),
            ("Аль-Каида", "аль каида"),
            ("a\0b", "ab"),
            ("🧨", ""),
        ],
    )
    def test_spellings_of_one_name_fold_to_one(self, typed, folded):
        assert normalise(typed) == folded

    @given(st.text())
    @settings(max_examples=50)
    def test_folding_twice_changes_nothing(self, text):
        assert normalise(normalise(text)) == normalise(text)


class TestWords:
    def test_a_possessive_ending_is_no_word(self):
        assert [word.key for word in words("ISIS's and the Taliban’s")] == ["isis", "and", "the", "taliban"]

    def test_each_word_knows_where_it_stood(self):
        text = "Is  Al‑Qaeda’s Café open?"

        found = words(text)

        assert [text[word.start : word.end] for word in found] == ["Is", "Al", "Qaeda", "Café", "open"]

    def test_hyphens_dots_and_apostrophes_tie_words_together(self):
        assert [word.is_glued for word in words("IS-K and U.N. in Sana'a")] == [
            False,
            True,
            False,
            False,
            True,
            False,
            False,
            True,
        ]

    def test_numbers_keep_their_separators_and_lose_their_currency(self):
        assert [word.key for word in words("$3,000 or €2.5m")] == ["3,000", "or", "2.5m"]

    def test_a_limit_cuts_the_rest_off(self):
        assert len(words("a " * 1000, limit=64)) == 64

    def test_ten_thousand_strange_characters_take_no_time(self):
        begun = time.perf_counter()

        for text in ("\0", "🧨", "\u202e", "é" * 5, "ﷺ", "1,", "a-"):
            words(text * (10_000 // len(text)), limit=64)

        assert time.perf_counter() - begun < 0.5


class TestTokens:
    @given(st.one_of(st.text(), st.lists(st.sampled_from([*"as1’'-.,$& \u064bK", "İ", "3.5"])).map("".join)))
    @settings(max_examples=200)
    def test_an_index_reads_the_same_words_as_a_question(self, text):
        assert [*map(tuple, tokens(text))] == [
            (word.key, word.is_glued, word.is_money) for word in words(text)
        ]


class TestEcho:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("boko\n\tharam", "boko haram"),
            ("\u202eIraq\u202c", "Iraq"),
            ("the U.N. report", "the U.N. report"),
            ("U.N.", "U.N."),
            ("IS-K.", "IS-K"),
        ],
    )
    def test_what_was_typed_is_shown_without_control_marks(self, text, shown):
        found = words(text)

        assert echo(text, found[0], found[-1]) == shown


class TestStem:
    def test_forms_of_one_english_word_share_a_stem(self):
        assert stem("attacks") == stem("attacking") == stem("attack")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("national", "nations"),
            ("executions", "executive"),
            ("international", "internal"),
            ("relatives", "relations"),
            ("reporters", "reports"),
            ("caliphate", "caliph"),
            ("heratic", "herat"),
        ],
    )
    def test_a_word_made_from_another_is_no_form_of_it(self, one, other):
        assert stem(one) != stem(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("communities", "community"), ("regions", "region"), ("fighters", "fighter")]
    )
    def test_a_plural_shares_the_stem_of_its_singular(self, one, other):
        assert stem(one) == stem(other)

    def test_words_of_other_scripts_stay_whole(self):
        assert stem("атаки") == "атаки"
