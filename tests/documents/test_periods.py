"""Times that a text names, and how they bound what it says."""

import pytest

from bot.documents.periods import periods_in
from bot.domain import parse_edtf


@pytest.mark.parametrize(
    ("text", "bound", "day"),
    [
        ("ISIS was defeated in 2017.", "in", "2017"),
        ("It fell on 3 March 2021.", "in", "2021-03-03"),
        ("It fell on March 3, 2021.", "in", "2021-03-03"),
        ("The talks of January 2024 failed.", "in", "2024-01"),
        ("It has grown since 2019.", "since", "2019"),
        ("It was held until Dec 2018.", "before", "2018-12"),
    ],
)
def test_a_date_is_read_with_what_it_bounds(text, bound, day):
    [period] = periods_in(text)

    assert (period.bound, period.days) == (bound, parse_edtf(day))
    assert text[period.start : period.end] == period.text


@pytest.mark.parametrize("text", ["over ten years ago", "two weeks ago", "since November", "last month"])
def test_what_is_counted_from_an_unknown_day_names_no_days(text):
    [period] = periods_in(f"It began {text}.")

    assert (period.bound, period.days) == ("relative", None)


@pytest.mark.parametrize(
    "text", ["2000 fighters", "2,017 men", "in 2000 villages", "it may march on", "31 February 2021"]
)
def test_an_amount_is_no_time_nor_is_a_day_that_the_calendar_lacks(text):
    assert not [period for period in periods_in(text) if period.days]
