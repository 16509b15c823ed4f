"""The year 2027, walked through in twelve zones with every change of their clocks."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.digests.due import due
from bot.domain.schedules import Schedule

NEW_YEAR, NEXT_NEW_YEAR = date(2027, 1, 1), date(2028, 1, 1)
DAYS = [NEW_YEAR + timedelta(days=passed) for passed in range((NEXT_NEW_YEAR - NEW_YEAR).days)]
ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Australia/Lord_Howe",
    "Europe/Berlin",
]
# Where the clocks change: around midnight, at two, at the day's end; and where they do not.
TIMES = [time(0), time(0, 30), time(2, 15), time(9), time(23, 30)]
SCHEDULES = {
    "daily": lambda zone: [Schedule(zone, at) for at in TIMES],
    "weekly": lambda zone: [Schedule(zone, time(2, 15), (6,))],
    "monthly": lambda zone: [Schedule(zone, time(0, 30), monthdays=(31,))],
}


def walk(schedule, step, *, seed):
    """Let the clock of a bot walk through the year by irregular beats, and return what was due at each."""
    zone, random = ZoneInfo(schedule.zone), Random(seed)  # noqa: S311  # a walk that can be repeated
    now = datetime.combine(NEW_YEAR, time(0), tzinfo=zone).astimezone(UTC) - timedelta(seconds=1)
    end = datetime.combine(NEXT_NEW_YEAR, time(0), tzinfo=zone).astimezone(UTC) - timedelta(seconds=1)
    last, found = now, []
    while now < end:
        now = min(end, now + step(random))
        one = due(last, now, schedule)
        if one:
            last = one.at
            found.append(one)
    return found


def by_beats(random):
    return timedelta(seconds=random.randint(1, 10 * 60 * 60))


def by_beats_and_downtimes(random):
    return timedelta(days=random.uniform(2, 100)) if random.random() < 0.02 else by_beats(random)


def expected(schedule):
    """Return what the wall clock shows at the runs of the year."""
    return [datetime.combine(day, schedule.at) for day in DAYS if schedule.falls_on(day)]


def is_right(run, wall, zone):
    """Tell whether a run is at the time on the wall, or at the end of the gap that has swallowed it."""
    shown = run.astimezone(zone).replace(tzinfo=None)
    before = (run - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    return (shown == wall and run.astimezone(zone).fold == 0) or before < wall < shown


def test_the_clocks_of_every_zone_change_in_this_year():
    for name in ZONES:
        noons = [datetime.combine(day, time(12), tzinfo=ZoneInfo(name)) for day in DAYS]
        assert len({noon.utcoffset() for noon in noons}) == 2


@pytest.mark.parametrize("kind", SCHEDULES)
@pytest.mark.parametrize("zone", ZONES)
def test_each_local_day_gets_one_digest_at_its_local_time(zone, kind):
    for schedule in SCHEDULES[kind](zone):
        walls = expected(schedule)

        found = walk(schedule, by_beats, seed=1)

        assert len(found) == len(walls)
        assert all(one.missed == 0 for one in found)
        for one, wall in zip(found, walls, strict=True):
            assert is_right(one.at, wall, ZoneInfo(zone))


@pytest.mark.parametrize("kind", SCHEDULES)
@pytest.mark.parametrize("zone", ZONES)
def test_after_each_downtime_one_digest_says_how_many_it_covers(zone, kind):
    for seed, schedule in enumerate(SCHEDULES[kind](zone)):
        walls = expected(schedule)

        found = walk(schedule, by_beats_and_downtimes, seed=seed)

        assert any(one.missed for one in found)
        place = -1
        for one in found:
            # It is the last of those that it covers, and the next one goes on behind it.
            place += one.missed + 1
            assert is_right(one.at, walls[place], ZoneInfo(zone))
        assert place == len(walls) - 1
