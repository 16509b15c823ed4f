"""The first few of very many, by several keys."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.ordering import first_places


@st.composite
def tied_keys(draw):
    """Equally long keys in which many values are the same."""
    length = draw(st.integers(1, 40))
    values = st.lists(st.integers(-2, 2), min_size=length, max_size=length)
    return [np.array(key, np.int64) for key in draw(st.lists(values, min_size=1, max_size=4))]


@given(tied_keys(), st.integers(1, 50))
def test_they_are_those_that_sorting_all_would_put_first(keys, count):
    expected = np.lexsort(keys[::-1])[:count]

    assert first_places([key.__getitem__ for key in keys], len(keys[0]), count).tolist() == expected.tolist()


def test_a_key_is_asked_only_of_what_the_one_before_leaves_equal():
    asked = []

    def second(places):
        asked.extend(places.tolist())
        return -places

    first = np.array([3, 1, 2, 1, 3])

    assert first_places([first.__getitem__, second], 5, 1).tolist() == [3]
    assert set(asked) == {1, 3}


@pytest.mark.parametrize("count", [1, 5])
def test_of_nothing_nothing_is_first(count):
    assert first_places([np.empty(0, np.int64).__getitem__], 0, count).tolist() == []
