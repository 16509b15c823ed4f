"""When a digest is posted: days and a time of day, in local time."""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

ALL_DAYS = tuple(range(7))
"""Monday 0 … Sunday 6."""
LAST_DAY = -1
"""The last day of a month, whichever that is."""
_SHORTEST_MONTH = 28
# From three days on, "Mondays to Wednesdays" is shorter than a list.
_SHORTEST_RANGE = 3
_OFFSET_ZONE = re.compile(r"Etc/GMT([+-])(\d+)")


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days and the time of day at which a digest is posted, by the clocks of one place."""

    zone: str
    """IANA name."""
    at: time
    """What the wall clock shows: whole minutes, naive."""
    weekdays: tuple[int, ...] = ALL_DAYS
    """Monday 0 … Sunday 6, rising."""
    monthdays: tuple[int, ...] = ()
    """1 … 31 or `LAST_DAY`, rising; where any is given, weekdays do not count. A month that lacks a day
    has its last day instead."""

    def __post_init__(self) -> None:
        if not self.zone:
            raise ValueError("a schedule needs a time zone: give an IANA name like Europe/Berlin")
        if self.at != self.at.replace(second=0, microsecond=0, tzinfo=None):
            raise ValueError(f"{self.at} is no wall-clock time: give hours and minutes, without a zone")
        if not self.weekdays or not _is_rising(self.weekdays, ALL_DAYS):
            raise ValueError(f"weekdays are {self.weekdays}: give some of 0 (Monday) to 6 (Sunday), rising")
        if not _is_rising(self.monthdays, (LAST_DAY, *range(1, 32))):
            raise ValueError(f"monthdays are {self.monthdays}: give some of 1 to 31 or -1 (the last), rising")

    def falls_on(self, day: date) -> bool:
        """Tell whether it has a run on a day of the calendar."""
        if not self.monthdays:
            return day.weekday() in self.weekdays
        last = calendar.monthrange(day.year, day.month)[1]
        is_stand_in = day.day == last and (LAST_DAY in self.monthdays or self.monthdays[-1] > last)
        return is_stand_in or day.day in self.monthdays

    def to_json(self) -> dict[str, Any]:
        """Write it as JSON has it, to be kept."""
        return {
            "zone": self.zone,
            "at": self.at.isoformat("minutes"),
            "weekdays": list(self.weekdays),
            "monthdays": list(self.monthdays),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Schedule":
        """Read what `to_json` wrote; ValueError or KeyError for anything else."""
        at = time.fromisoformat(kept["at"])
        return cls(kept["zone"], at, tuple(kept["weekdays"]), tuple(kept["monthdays"]))


def in_words(schedule: Schedule) -> str:
    """Say when it runs: "Mondays to Fridays at 08:00, Europe/Berlin"."""
    days = _monthdays(schedule.monthdays) if schedule.monthdays else _weekdays(schedule.weekdays)
    return f"{days} at {schedule.at:%H:%M}, {_zone(schedule.zone)}"


def _is_rising(days: tuple[int, ...], known: Sequence[int]) -> bool:
    return all(day in known for day in days) and all(day < later for day, later in pairwise(days))


def _weekdays(days: tuple[int, ...]) -> str:
    if days == ALL_DAYS:
        return "every day"
    names = [f"{calendar.day_name[day]}s" for day in days]
    if len(days) >= _SHORTEST_RANGE and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]} to {names[-1]}"
    return _listed(names)


def _monthdays(days: tuple[int, ...]) -> str:
    # -1 comes first in order, and last in a month.
    numbered = [day for day in days if day != LAST_DAY]
    names = [f"the {day}{_ending(day)}" for day in numbered]
    if LAST_DAY in days:
        names.append("the last day")
    may_be_missing = numbered and numbered[-1] > _SHORTEST_MONTH and LAST_DAY not in days
    instead = " (or its last day)" if may_be_missing else ""
    return f"on {_listed(names)} of each month{instead}"


def _ending(day: int) -> str:
    # 11th, 12th and 13th have no ending of their own.
    return "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _zone(name: str) -> str:
    # IANA counts these the other way round: Etc/GMT-3 is three hours before Greenwich's midnight, UTC+3.
    if offset := _OFFSET_ZONE.fullmatch(name):
        return f"UTC{'-' if offset[1] == '+' else '+'}{offset[2]}"
    return name


def _listed(names: Sequence[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
