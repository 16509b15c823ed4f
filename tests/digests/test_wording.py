from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.wording import read_schedule, zone_guessed
from bot.domain.schedules import ALL_DAYS, LAST_DAY, Schedule, in_words

HOME = "Europe/Berlin"


def words(text):
    return in_words(read_schedule(text, HOME))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", "Mondays to Fridays"),
        ("monday to friday", "Mondays to Fridays"),
        ("mon - fri", "Mondays to Fridays"),
        ("mo-fr", "Mondays to Fridays"),
        ("Sa-Su", "Saturdays and Sundays"),
        ("daily mon-fri", "Mondays to Fridays"),
        ("working days", "Mondays to Fridays"),
        ("mon/wed/fri", "Mondays, Wednesdays and Fridays"),
        ("tues & thurs", "Tuesdays and Thursdays"),
        ("sat to mon", "Mondays, Saturdays and Sundays"),
        ("weekdays and saturdays", "Mondays to Saturdays"),
        ("everyday", "every day"),
        ("1st of each month", "on the 1st of each month"),
        ("monthly 1 and 15", "on the 1st and the 15th of each month"),
        ("monthly 1, 15", "on the 1st and the 15th of each month"),
        ("every month on the 1st, 15th and last day", "on the 1st, the 15th and the last day of each month"),
        ("the first day of every month", "on the 1st of each month"),
        ("monthly 31st", "on the 31st of each month (or its last day)"),
    ],
)
def test_days_are_read_in_many_ways(text, days):
    assert words(text) == f"{days} at 09:00, Europe/Berlin"
    assert words(f"{text} 7:05 utc+3") == f"{days} at 07:05, UTC+3"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("0:00", "00:00"),
        ("midnight", "00:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12:45 am", "00:45"),
        ("midday", "12:00"),
        ("9", "09:00"),
        ("at 21", "21:00"),
        ("9 o'clock", "09:00"),
        ("0715", "07:15"),
        ("11:59p.m.", "23:59"),
        ("monthly at 9", "09:00"),
        ("monthly 3 9", "09:00"),
        ("monthly 17:30", "17:30"),
        ("monthly 9 am", "09:00"),
        ("every morning", "08:00"),
        ("mondays in the evening", "18:00"),
        ("mornings", "08:00"),
        ("every morning at 7", "07:00"),
        ("evenings 19:30", "19:30"),
    ],
)
def test_times_are_read_in_many_ways(text, at):
    assert f" at {at}, " in words(text)


schedules = st.builds(
    Schedule,
    st.sampled_from(["Asia/Kabul", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT-3", "Etc/GMT+11"]),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.sets(st.sampled_from(ALL_DAYS), min_size=1).map(sorted).map(tuple),
)
monthly = st.builds(
    Schedule,
    st.just("Asia/Kabul"),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    monthdays=st.sets(st.sampled_from([LAST_DAY, *range(1, 29)]), min_size=1).map(sorted).map(tuple),
)


@given(schedules | monthly)
def test_a_schedule_that_was_said_in_words_reads_back_as_itself(schedule):
    assert read_schedule(in_words(schedule), HOME) == schedule


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("daily 9:00 CET", ("Europe/Brussels", "CET")),
        ("daily 9:00 new delhi", ("Asia/Kolkata", "new delhi")),
        ("daily 9:00 Kabul", None),
        ("daily 9:00 europe/berlin", None),
        ("daily 9:00 utc+3", None),
        ("daily 9:00", None),
    ],
)
def test_a_zone_that_was_read_from_other_words_than_its_name_is_a_guess(text, guess):
    assert zone_guessed(text) == guess
