"""The chance that a fact answers a question, from what speaks for it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.confidence import FITTED, Evidence, chance, chance_of, features

SHARES = st.floats(0, 1)
EXACT = Evidence(share=1.0, missing=0.0, whole=0.0, named=1.0, lone_edits=0.0, wordy=0.0)


def test_a_name_typed_exactly_is_all_but_certain():
    assert chance(EXACT) > 0.95


@pytest.mark.parametrize("worse", [{"share": 0.5}, {"missing": 0.5}, {"lone_edits": 2.0}, {"wordy": 0.5}])
def test_what_is_missing_or_corrected_makes_it_less(worse):
    assert chance(replace(EXACT, **worse)) < chance(EXACT)


def test_much_of_a_long_name_makes_it_more():
    half = replace(EXACT, share=0.6, named=0.0)

    assert chance(replace(half, whole=0.9)) > chance(half)


def test_a_fact_that_passes_a_name_over_is_no_answer():
    assert chance(replace(EXACT, passes_over=True)) == 0


@given(SHARES, SHARES)
def test_of_two_facts_that_which_accounts_for_more_is_surer(one, other):
    low, high = sorted((one, other))

    assert 0 <= chance_of(low, EXACT) <= chance_of(high, EXACT) <= chance(EXACT) <= 1


def test_every_number_that_is_weighed_has_its_name():
    assert features(EXACT) == tuple(getattr(EXACT, name) for name in FITTED)
