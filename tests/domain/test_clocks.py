import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import DateRange
from bot.domain.clocks import PRESENT, Clocks, as_edtf, read_clocks

DAY = date(2024, 2, 16)


@pytest.mark.parametrize(
    ("text", "rest", "typed"),
    [
        ("kabul as of 2024-03", "kabul", "as of 2024-03"),
        ("kabul as of 2024-3", "kabul", "as of 2024-03"),
        ("kabul as of March 2024?", "kabul", "as of 2024-03"),
        ("kabul, as of Sept. 2024", "kabul", "as of 2024-09"),
        ("kabul as-of:2024", "kabul", "as of 2024"),
        ("kabul AS OF 16 feb 2024", "kabul", "as of 2024-02-16"),
        ("kabul as of February 16th, 2024.", "kabul", "as of 2024-02-16"),
        ("as of 2024-03, kabul", "kabul", "as of 2024-03"),
        ("as of 2024: kabul", "kabul", "as of 2024"),
        ("kabul known on 2026-11-01", "kabul", "known on 2026-11-01"),
        ("kabul known on 1 Nov 2026", "kabul", "known on 2026-11-01"),
        ("kabul as of 2024 and known on 1 Nov 2026", "kabul", "as of 2024 known on 2026-11-01"),
        ("kabul known on 1 Nov 2026 as of 2024", "kabul", "as of 2024 known on 2026-11-01"),
        ("as of 2024 kabul known on 2026-11-01", "kabul", "as of 2024 known on 2026-11-01"),
        ("about afintl-240216.05 known on 2026-11-01", "about afintl-240216.05", "known on 2026-11-01"),
    ],
)
def test_clocks_are_taken_from_the_end_or_the_beginning_of_a_question(text, rest, typed):
    read, clocks = read_clocks(text)

    assert (read, clocks.typed) == (rest, typed)


@pytest.mark.parametrize(
    "text",
    [
        "what is known on ISIS",
        "known on 2024 attacks in kabul",
        "how strong is ISIS as of now",
        "the state as of things",
        "as of 5",
        "was 2024 as bad as 2023",
        "kabul as ofmarch 2024",
    ],
)
def test_the_same_words_in_another_use_stay_in_the_question(text):
    assert read_clocks(text) == (text, PRESENT)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kabul as of 2024-13", "“2024-13” is no date"),
        ("kabul as of 31 Feb 2024", "“31 Feb 2024” is no date"),
        ("kabul as of 0000", "“0000” is no date"),
        ("kabul as of 16/02/2024", "“16/02/2024” is no date"),
        ("kabul as of March", "“March” is no date"),
        ("kabul known on 2026-11-31", "“2026-11-31” is no date"),
        ("kabul known on November 2026", "“November 2026” is not one day"),
    ],
)
def test_a_date_that_is_none_gets_a_sentence(text, said):
    assert read_clocks(text).startswith(said)


def test_a_clock_set_twice_is_read_once():
    assert read_clocks("kabul as of 2023 as of 2024")[0] == "kabul as of 2023"


@given(st.text())
def test_any_text_can_be_read_and_without_the_words_comes_back_as_it_is(text):
    read = read_clocks(text)

    if not re.search(r"as[ -]of|known[ -]on", text, re.IGNORECASE):
        assert read == (text, PRESENT)


pieces = [
    "as of",
    "known on",
    "2024",
    "-03",
    "2024-02-30",
    "16 Feb 2024",
    "March",
    "kabul",
    ",",
    "and",
    " ",
    "?",
]


@given(st.lists(st.sampled_from(pieces), max_size=12).map(" ".join))
def test_what_is_like_a_clock_is_read_or_refused_or_left(text):
    read = read_clocks(text)

    assert isinstance(read, str) or read[1] == PRESENT or len(read[0]) < len(text)


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y"]))
def test_every_day_can_be_asked_for(day, form):
    typed = (
        day.strftime(form).replace(str(day.year).lstrip("0"), f"{day.year:04}")
        if day.year > 999
        else str(day)
    )

    assert read_clocks(f"kabul known on {typed}") == ("kabul", Clocks(known_on=day))


@pytest.mark.parametrize("edtf", ["2024", "2024-01", "2024-12", "0999-12", "2024-02-16"])
def test_a_period_is_written_as_it_was_asked_for(edtf):
    assert as_edtf(read_clocks(f"as of {edtf}")[1].as_of) == edtf


def test_a_period_open_at_one_end_is_no_clock():
    with pytest.raises(ValueError, match="closed at both ends"):
        as_edtf(DateRange(DAY, None))
