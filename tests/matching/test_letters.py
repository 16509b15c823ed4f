"""Which words are worth comparing with a misspelt one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.matching.letters import Letters

WORDS = ("kabul", "kabuls", "kandahar", "khost", "herat", "балх", "قندهار", "mississippi", "")
# Few letters, of three scripts, so that words made of them are near each other.
written = st.text(st.sampled_from("abиоقن"), max_size=8)


def shared(typed, edits):
    return [WORDS[number] for number in Letters.of(WORDS).sharing(typed, edits)]


@pytest.mark.parametrize(
    ("typed", "edits", "found"),
    [
        ("kabul", 0, ["kabul"]),
        ("kabul", 1, ["kabul", "kabuls"]),
        ("kaubl", 0, ["kabul"]),
        ("kandhar", 1, ["kandahar"]),
        ("балк", 1, ["балх"]),
        ("قندحار", 1, ["قندهار"]),
        ("misisipi", 3, ["mississippi"]),
        ("quetta", 2, []),
        ("", 0, [""]),
    ],
)
def test_words_with_nearly_the_letters_typed_are_found(typed, edits, found):
    assert shared(typed, edits) == found


def test_a_letter_that_stands_twice_is_not_the_letter_that_stands_once():
    assert Letters.of(["aab", "abb"]).sharing("aab", 0).tolist() == [0]


@given(st.lists(written, max_size=20), written, st.integers(0, 3))
def test_no_word_as_near_as_the_edits_is_left_out(words, typed, edits):
    near = {number for number, word in enumerate(words) if OSA.distance(typed, word) <= edits}

    assert near <= set(Letters.of(words).sharing(typed, edits).tolist())


@given(st.lists(st.text(), max_size=20), st.text(), st.integers(0, 3))
def test_any_characters_may_be_typed_and_saved_arrays_find_the_same(words, typed, edits):
    letters = Letters.of(words)
    opened = Letters.of_arrays(letters.arrays())

    found = letters.sharing(typed, edits)

    assert found.dtype == np.int32
    assert found.tolist() == sorted(found.tolist()) == opened.sharing(typed, edits).tolist()
