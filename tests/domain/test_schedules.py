from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedules import ALL_DAYS, LAST_DAY, Schedule, in_words

BERLIN = "Europe/Berlin"
NINE = time(9)


def days_of(schedule, *, year=2027):
    first, next_first = date(year, 1, 1), date(year + 1, 1, 1)
    days = (first + timedelta(days=passed) for passed in range((next_first - first).days))
    return [day for day in days if schedule.falls_on(day)]


def some_of(numbers):
    return st.sets(st.sampled_from(numbers)).map(sorted).map(tuple)


schedules = st.builds(
    Schedule,
    st.just(BERLIN),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    some_of(ALL_DAYS).filter(bool),
    some_of([LAST_DAY, *range(1, 32)]),
)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Schedule(BERLIN, NINE), "every day at 09:00, Europe/Berlin"),
        (Schedule(BERLIN, NINE, (0, 1, 2, 3, 4)), "Mondays to Fridays at 09:00, Europe/Berlin"),
        (Schedule("Asia/Kabul", time(17, 30), (4,)), "Fridays at 17:30, Asia/Kabul"),
        (Schedule("UTC", NINE, (5, 6)), "Saturdays and Sundays at 09:00, UTC"),
        (Schedule("UTC", NINE, (0, 2, 4)), "Mondays, Wednesdays and Fridays at 09:00, UTC"),
        (Schedule("UTC", NINE, monthdays=(1,)), "on the 1st of each month at 09:00, UTC"),
        (Schedule("UTC", NINE, monthdays=(2, 13)), "on the 2nd and the 13th of each month at 09:00, UTC"),
        (Schedule("UTC", NINE, monthdays=(22, 23)), "on the 22nd and the 23rd of each month at 09:00, UTC"),
        (Schedule("UTC", NINE, monthdays=(31,)), "on the 31st of each month (or its last day) at 09:00, UTC"),
        (Schedule("UTC", NINE, monthdays=(LAST_DAY,)), "on the last day of each month at 09:00, UTC"),
        (
            Schedule("UTC", NINE, monthdays=(LAST_DAY, 15)),
            "on the 15th and the last day of each month at 09:00, UTC",
        ),
        (Schedule("Etc/GMT-3", NINE), "every day at 09:00, UTC+3"),
        (Schedule("Etc/GMT+5", NINE), "every day at 09:00, UTC-5"),
    ],
)
def test_a_schedule_is_said_in_words(schedule, words):
    assert in_words(schedule) == words


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"zone": ""}, "needs a time zone"),
        ({"at": time(9, 0, 1)}, "no wall-clock time"),
        ({"at": time.fromisoformat("09:00+01:00")}, "no wall-clock time"),
        ({"weekdays": ()}, "weekdays"),
        ({"weekdays": (7,)}, "weekdays"),
        ({"weekdays": (1, 0)}, "weekdays"),
        ({"weekdays": (1, 1)}, "weekdays"),
        ({"monthdays": (0,)}, "monthdays"),
        ({"monthdays": (32,)}, "monthdays"),
    ],
)
def test_an_impossible_schedule_cannot_be_made(fields, problem):
    with pytest.raises(ValueError, match=problem):
        Schedule(**{"zone": BERLIN, "at": NINE, **fields})


@given(schedules)
def test_a_schedule_reads_back_from_json(schedule):
    assert Schedule.from_json(schedule.to_json()) == schedule


def test_weekdays_fall_on_the_days_of_their_names():
    assert {day.weekday() for day in days_of(Schedule(BERLIN, NINE, (1, 6)))} == {1, 6}
    assert len(days_of(Schedule(BERLIN, NINE))) == 365


@given(st.sampled_from([LAST_DAY, *range(1, 32)]), st.integers(1970, 2100))
def test_a_day_of_the_month_comes_once_in_each_even_where_the_month_is_shorter(number, year):
    days = days_of(Schedule(BERLIN, NINE, monthdays=(number,)), year=year)

    assert [day.month for day in days] == list(range(1, 13))


def test_a_month_without_the_day_has_its_last_one():
    thirtieth, last = (
        Schedule(BERLIN, NINE, monthdays=(30, 31)),
        Schedule(BERLIN, NINE, monthdays=(LAST_DAY,)),
    )

    assert [str(day) for day in days_of(thirtieth)][:5] == [
        "2027-01-30",
        "2027-01-31",
        "2027-02-28",
        "2027-03-30",
        "2027-03-31",
    ]
    assert date(2028, 2, 29) in days_of(last, year=2028)
