from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import DateRange, parse_edtf


@pytest.mark.parametrize(
    ("text", "earliest_on", "latest_on"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-16", date(2024, 2, 16), date(2024, 2, 16)),
        ("2014~", date(2014, 1, 1), date(2014, 12, 31)),
        ("2023-11/..", date(2023, 11, 1), None),
        ("../2017", None, date(2017, 12, 31)),
        ("2017/2024-02-16", date(2017, 1, 1), date(2024, 2, 16)),
    ],
)
def test_a_date_means_every_day_that_its_precision_leaves_open(text, earliest_on, latest_on):
    assert parse_edtf(text) == DateRange(earliest_on, latest_on)


@pytest.mark.parametrize(
    "text", ["", "last month", "2024-13", "2024-02-30", "16.02.2024", "2024/2023", "../..", "0000", "2024-2"]
)
def test_what_is_no_date_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="“"):
        parse_edtf(text)


@given(st.dates(min_value=date(1, 1, 1)))
def test_every_day_of_the_calendar_is_read_back(day):
    assert parse_edtf(day.isoformat()) == DateRange(day, day)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text):
    try:
        found = parse_edtf(text)
    except ValueError:
        return
    assert found.earliest_on or found.latest_on
