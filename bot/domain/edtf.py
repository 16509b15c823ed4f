"""Dates as precise as the text: the part of EDTF that the base uses.

Extended Date/Time Format, level 0 and the parts of level 1 that curated facts need
(https://www.loc.gov/standards/datetime/): a year, a month, a day, each perhaps qualified by `?`
(uncertain), `~` (approximate) or `%` (both); and intervals of two of them, `..` for an open end.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days that an EDTF date may mean; `None` where an interval is open."""

    earliest_on: date | None
    latest_on: date | None


def parse_edtf(text: str) -> DateRange:
    """Read an EDTF date or interval; raise ValueError, saying what is wrong, if it is not one."""
    if "/" not in text:
        return _point(text)
    begin, _, end = text.partition("/")
    if begin == end == "..":
        raise ValueError(f"“{text}” is open at both ends and says nothing")
    earliest_on = None if begin == ".." else _point(begin).earliest_on
    latest_on = None if end == ".." else _point(end).latest_on
    if earliest_on and latest_on and latest_on < earliest_on:
        raise ValueError(f"“{text}” ends before it begins")
    return DateRange(earliest_on, latest_on)


def _point(text: str) -> DateRange:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” is not a date like 2024, 2024-01, 2024-01-31 or 2023-11/..")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year == 0:
        raise ValueError(f"“{text}” has no year")
    try:
        earliest_on = date(year, month or 1, day or 1)
        last_month = month or 12
        latest_on = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError as error:
        raise ValueError(f"“{text}” is not in the calendar") from error
    return DateRange(earliest_on, latest_on)
