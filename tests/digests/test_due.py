from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.due import MOST_COUNTED, Due, due, next_runs
from bot.digests.errors import UnknownZoneError
from bot.domain.schedules import ALL_DAYS, LAST_DAY, Schedule

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
ODD_ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Kabul",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kwajalein",
]
zones = st.sampled_from(ODD_ZONES)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.integers(0, 56 * 366 * 24 * 60).map(
    lambda passed: datetime(1980, 1, 1, tzinfo=UTC) + passed * MINUTE
)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(instant, zone):
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def runs_by_the_minute(zone, at, begin, *, days):
    """Watch a clock for some days and note its runs: slow, and without any arithmetic of ours."""
    minutes = [begin + passed * MINUTE for passed in range(days * 24 * 60)]
    shown = [(minute, local(minute, zone)) for minute in minutes]
    whole_days = sorted({clock.date() for _, clock in shown})[1:-1]
    walls = [datetime.combine(day, at) for day in whole_days]
    return [next(minute for minute, clock in shown if clock >= wall) for wall in walls]


@pytest.mark.parametrize(
    ("zone", "wall", "run"),
    [
        pytest.param("Europe/Berlin", "2027-03-28 02:30", "2027-03-28 01:00", id="an hour is skipped"),
        pytest.param("Europe/Berlin", "2027-10-31 02:30", "2027-10-31 00:30", id="an hour comes twice"),
        pytest.param("Europe/Berlin", "2027-03-28 02:00", "2027-03-28 01:00", id="first minute of a gap"),
        pytest.param("Europe/Berlin", "2027-03-28 03:00", "2027-03-28 01:00", id="first minute after it"),
        pytest.param("Australia/Lord_Howe", "2027-10-03 02:15", "2027-10-02 15:30", id="half an hour"),
        pytest.param("Antarctica/Troll", "2027-03-28 02:30", "2027-03-28 01:00", id="two hours"),
        pytest.param("America/Havana", "2027-03-14 00:30", "2027-03-14 05:00", id="midnight is skipped"),
        pytest.param("Asia/Beirut", "2027-03-28 00:00", "2027-03-27 22:00", id="Beirut skips midnight"),
        pytest.param("Africa/Cairo", "2027-04-30 00:59", "2027-04-29 22:00", id="Cairo skips midnight"),
        pytest.param("Asia/Tehran", "2022-03-22 00:30", "2022-03-21 20:30", id="Tehran's last change"),
        pytest.param(
            "America/Nuuk", "2027-03-27 23:30", "2027-03-28 01:00", id="a day's last hour is skipped"
        ),
        pytest.param("America/St_Johns", "2006-10-29 00:00", "2006-10-29 02:30", id="midnight comes twice"),
    ],
)
def test_where_the_clocks_change_it_runs_once_at_the_first_instant_that_fits(zone, wall, run):
    at = datetime.fromisoformat(wall)
    before = utc(run) - timedelta(hours=20)

    first, second = next_runs(before, Schedule(zone, at.time()), 2)

    assert first == utc(run)
    assert local(second, zone) == at + DAY
    assert due(before, utc(run), Schedule(zone, at.time())) == Due(utc(run), 0)
    assert due(before, utc(run) - MINUTE, Schedule(zone, at.time())) is None


def test_a_day_that_a_zone_left_out_has_no_run():
    runs = next_runs(utc("2011-12-29 11:00"), Schedule("Pacific/Apia", time(9)), 3)

    assert [str(local(run, "Pacific/Apia")) for run in runs] == [
        "2011-12-29 09:00:00",
        "2011-12-31 09:00:00",
        "2012-01-01 09:00:00",
    ]


@settings(max_examples=40, deadline=None)
@given(zones, times, moments)
def test_it_runs_when_a_watched_clock_first_shows_the_time(zone, at, moment):
    begin = moment.replace(second=0, microsecond=0)
    watched = runs_by_the_minute(zone, at, begin, days=5)

    assert next_runs(watched[0] - MINUTE, Schedule(zone, at), len(watched)) == tuple(watched)


@settings(max_examples=60, deadline=None)
@given(zones, times, moments)
def test_every_local_day_has_one_run_at_its_time_unless_the_clocks_skip_it(zone, at, moment):
    runs = next_runs(moment, Schedule(zone, at), 100)

    assert list(runs) == sorted(set(runs))
    assert all(run > moment and run.tzinfo is UTC for run in runs)
    for run in runs:
        before, shown = local(run - timedelta(seconds=1), zone), local(run, zone)
        walls = {datetime.combine(day, at) for day in (before.date(), shown.date())}
        assert shown in walls or any(before < wall < shown for wall in walls)


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Schedule,
        zones,
        times,
        st.sets(st.sampled_from(ALL_DAYS), min_size=1).map(sorted).map(tuple),
        st.sets(st.sampled_from([LAST_DAY, 1, 15, 31])).map(sorted).map(tuple),
    ),
    moments,
    st.lists(st.timedeltas(-5 * DAY, 20 * DAY), max_size=25),
)
def test_a_clock_that_jumps_ahead_and_back_has_each_run_once_and_counts_the_missed(schedule, begin, jumps):
    last, now, furthest, covered = begin, begin, begin, 0
    for jump in jumps:
        now += jump
        furthest = max(furthest, now)
        found = due(last, now, schedule)
        if found:
            assert last < found.at <= now
            covered += 1 + found.missed
            last = found.at

    ahead = next_runs(begin, schedule, covered + 1)
    assert due(last, furthest, schedule) is None
    assert ahead[covered] > furthest
    assert covered == 0 or ahead[covered - 1] == last


def test_nothing_is_due_where_nothing_has_come_or_the_clock_was_set_back():
    daily = Schedule("Europe/Berlin", time(9))
    run = utc("2027-06-01 07:00")

    assert due(run, run + timedelta(hours=23), daily) is None
    assert due(run, run - timedelta(hours=1), daily) is None
    assert due(run, run, daily) is None


def test_the_moments_may_bear_any_zone():
    run = utc("2027-06-01 07:00")
    now = run.astimezone(ZoneInfo("Asia/Tokyo"))

    assert due(now - DAY, now, Schedule("Europe/Berlin", time(9))) == Due(run, 0)


def test_after_years_one_run_stands_for_all_and_the_count_has_an_end():
    begin, daily = utc("1990-01-01 00:00"), Schedule("Asia/Kabul", time(9))

    assert due(begin, utc("2027-01-01 12:00"), daily) == Due(utc("2027-01-01 04:30"), MOST_COUNTED)
    assert due(begin, begin + 400 * DAY, daily).missed == 399


@pytest.mark.parametrize("zone", ["Europe/Kabul", "../etc/passwd", "Europe", "/etc/passwd", "x" * 500])
def test_a_zone_that_this_machine_does_not_know_is_told(zone):
    with pytest.raises(UnknownZoneError, match="Upgrade the package tzdata"):
        due(utc("2027-01-01 12:00"), utc("2027-01-02 12:00"), Schedule(zone, time(9)))


def test_a_month_that_lacks_the_day_runs_on_its_last():
    runs = next_runs(utc("2027-01-01 00:00"), Schedule("UTC", time(9), monthdays=(31,)), 4)

    assert [run.date() for run in runs] == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    ]
