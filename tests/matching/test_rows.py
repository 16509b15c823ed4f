"""Rows of numbers in two arrays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.rows import Rows

many_rows = st.lists(st.lists(st.integers(0, 2**31 - 1), max_size=9), max_size=9)


@given(many_rows)
def test_rows_come_back_as_they_were_given(rows):
    kept = Rows.of(rows)

    assert [kept[number].tolist() for number in range(len(kept))] == rows
    assert kept.lengths().tolist() == [len(row) for row in rows]


@given(many_rows)
def test_saved_arrays_hold_the_same(rows):
    opened = Rows.of_arrays(Rows.of([np.array(row, np.int32) for row in rows]).arrays())

    assert [opened[number].tolist() for number in range(len(opened))] == rows
