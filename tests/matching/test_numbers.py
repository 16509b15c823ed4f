"""Numbers in questions and facts."""

import pytest

from bot.matching.numbers import read_number
from bot.matching.text import words


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("3,000", 3000, "3,000"),
        ("10 million", 10_000_000, "10,000,000"),
        ("$25 million", 25_000_000, "25,000,000"),
        ("$2.5bn", 2_500_000_000, "2,500,000,000"),
        ("5k", 5000, "5,000"),
        ("2017", 2017, "2017"),
        ("five thousand", 5000, "5,000"),
        ("one million", 1_000_000, "1,000,000"),
    ],
)
def test_a_number_is_read_with_its_scale(typed, value, shown):
    number = read_number(words(typed))

    assert number is not None
    assert (number.value, str(number)) == (value, shown)


@pytest.mark.parametrize("typed", ["3rd", "million", "M23", "1.2.3", "1" * 400, "one of them", "five"])
def test_what_is_no_number_is_none(typed):
    assert read_number(words(typed)) is None


@pytest.mark.parametrize(
    ("typed", "is_year"), [("2017", True), ("2,017", False), ("2017 million", False), ("1492", False)]
)
def test_a_plain_number_of_our_time_is_a_year(typed, is_year):
    number = read_number(words(typed))

    assert number is not None
    assert number.is_year is is_year
