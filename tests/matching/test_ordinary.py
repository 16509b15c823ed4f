"""What ordinary English says about words typed."""

import pytest

from bot.matching.ordinary import Ordinary

ORDINARY = Ordinary(frozenset(["moon", "stone", "winter", "ox"]))


def test_two_ordinary_words_written_as_one_are_a_compound():
    assert ORDINARY.is_compound("moonstone")


@pytest.mark.parametrize("key", ["stoneox", "moon", "moonston", ""])
def test_a_half_is_a_whole_ordinary_word_of_some_length(key):
    assert not ORDINARY.is_compound(key)


@pytest.mark.parametrize(("typed", "meant"), [("moonstone", "moonstine"), ("wintor", "winter")])
def test_a_compound_or_a_correction_to_an_ordinary_word_is_doubted(typed, meant):
    assert 0 < ORDINARY.trust(typed, meant) < ORDINARY.trust("heratt", "herat") == 1


def test_other_words_may_be_typed_as_they_are_meant_without_being_halves_of_compounds():
    also = ORDINARY.and_also(frozenset(["tide"]))

    assert {"tide", "moon"} <= {key for key in ("tide", "moon", "sun") if key in also}
    assert "tide" not in ORDINARY
    assert not also.is_compound("moontide")
