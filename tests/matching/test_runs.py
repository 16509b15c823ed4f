"""Runs: what stands between two spaces of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.numbers import numbers_in
from bot.matching.runs import form_of, forms_in, numbers_of, read_form, runs_of
from bot.matching.text import tokens

TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["five", "million", "3,000", "$2.5bn", " ", "-", "\u00a0", "K", "ir"])).map(
        "".join
    ),
)


@given(TEXTS)
@settings(max_examples=200)
def test_run_by_run_a_text_has_the_words_and_numbers_that_it_has_as_a_whole(text):
    runs = runs_of(text)

    assert [word for run in runs for word in run.words] == tokens(text)
    assert numbers_of(runs) == list(numbers_in(tokens(text)))


def test_words_tied_by_a_hyphen_have_a_form_each_and_one_together():
    assert forms_in("Anti-gang raids, anti-gang") == [
        "anti",
        "gang",
        "antigang",
        "raids:raid",
        "anti",
        "gang",
        "antigang",
    ]


@pytest.mark.parametrize(("key", "stem"), [("attacks", "attack"), ("attack", "attack"), ("атаки", "атаки")])
def test_a_form_joins_a_word_and_its_stem_so_that_both_are_read_back(key, stem):
    assert read_form(form_of(key)) == (key, stem)
