"""When a digest is due: local days and wall-clock times in, UTC instants out.

Each local day has one run. At a time that the clocks skip it is the first instant after the gap, even where
that is midnight already (Nuuk, in March); of a time that comes twice it is the first. A day that a zone left
out (Apia, 30 December 2011) has no run. cron's triggers skip and double days where the clocks change.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, islice, takewhile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.digests.errors import UnknownZoneError
from bot.domain.schedules import Schedule

MOST_COUNTED = 400
"""Missed runs beyond these are not counted: to walk through them takes time, and nobody minds how many."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A run whose time has come."""

    at: datetime
    """UTC."""
    missed: int
    """How many earlier runs it stands for as well; at most `MOST_COUNTED`."""


def due(after: datetime, now: datetime, schedule: Schedule) -> Due | None:
    """Return the latest run after `after` and until `now`, or None; both are aware.

    A clock that was set back makes nothing due. UnknownZoneError where the machine lacks the zone.
    """
    zone = _zone(schedule.zone)
    # Where the clocks go back over midnight, the next day's first minutes may lie behind us.
    tomorrow = now.astimezone(zone).date() + _DAY
    come = dropwhile(lambda run: run > now, _runs(schedule, zone, tomorrow, -_DAY))
    fresh = takewhile(lambda run: run > after, come)
    latest = next(fresh, None)
    return Due(latest, sum(1 for _ in islice(fresh, MOST_COUNTED))) if latest else None


def next_runs(after: datetime, schedule: Schedule, count: int) -> tuple[datetime, ...]:
    """Return the first `count` runs after an aware instant, in UTC.

    UnknownZoneError where the machine lacks the zone.
    """
    zone = _zone(schedule.zone)
    # A run that fell into a gap may come when its day is over.
    yesterday = after.astimezone(zone).date() - _DAY
    ahead = dropwhile(lambda run: run <= after, _runs(schedule, zone, yesterday, _DAY))
    return tuple(islice(ahead, count))


def next_run(after: datetime, schedule: Schedule) -> datetime:
    """Return the first of them."""
    [run] = next_runs(after, schedule, 1)
    return run


def _runs(schedule: Schedule, zone: ZoneInfo, day: date, step: timedelta) -> Iterator[datetime]:
    """Yield the runs of this day and all that follow, or all before where the step is back."""
    while True:
        if schedule.falls_on(day) and _exists(day, zone):
            yield _first_instant(datetime.combine(day, schedule.at), zone)
        day += step


def _exists(day: date, zone: ZoneInfo) -> bool:
    return _local(_first_instant(datetime.combine(day, time.min), zone), zone).date() == day


def _first_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant (UTC) at which the clocks of a zone show this time, or a later one."""
    run = wall.replace(tzinfo=zone).astimezone(UTC)
    if _local(run, zone) == wall:
        return run
    # In a gap zoneinfo counts on from before it, or with fold=1 back from after it: the change lies between.
    begin = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    seconds = range(int((run - begin).total_seconds()) + 1)
    return begin + timedelta(
        seconds=bisect_left(seconds, wall, key=lambda passed: _local(begin + timedelta(seconds=passed), zone))
    )


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(name) from error
