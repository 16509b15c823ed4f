"""Columns: one number about each fact, side by side."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.columns import NAMES, Columns

rows = st.lists(st.tuples(*(st.integers(0, 2**31 - 1) for _ in NAMES)), max_size=9)


def held(columns):
    return list(zip(*(columns[name].tolist() for name in NAMES), strict=True))


@given(rows, rows)
def test_rows_are_held_in_order_whether_they_were_saved_or_came_since(saved, since):
    before = Columns()
    for row in saved:
        before.add(row)

    columns = Columns(before.arrays())
    for row in since:
        columns.add(row)

    assert held(columns) == saved + since
    assert held(before) == saved
    assert len(columns) == len(saved + since)


def test_whoever_looks_at_a_column_keeps_it_while_many_rows_come():
    columns = Columns()
    columns.add(range(len(NAMES)))
    seen = columns["newest"]

    for _ in range(3000):
        columns.add([7] * len(NAMES))

    assert seen.tolist() == [0]
    assert columns["newest"].tolist() == [0] + [7] * 3000
