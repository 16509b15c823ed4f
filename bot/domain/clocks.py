"""The two clocks of a question: what held in the world at a time, and what our ledger held on a day."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.edtf import DateRange, parse_edtf

_MONTHS = {
    **{calendar.month_name[number].casefold(): number for number in range(1, 13)},
    **{calendar.month_abbr[number].casefold(): number for number in range(1, 13)},
    "sept": 9,
}
DATES_READ = "Write 2024, 2024-03, March 2024 or 16 Feb 2024."
"""What to type for a date."""
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMBERS = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_NAMED = re.compile(rf"(?:({_DAY})\s+)?({_MONTH})\.?(?:\s+({_DAY}),?)?\s+(\d{{4}})", re.IGNORECASE)
# The last two are meant as dates, and are none that can be read only one way.
DATE = rf"{_NAMED.pattern}|{_NUMBERS.pattern}|\d{{4}}(?:[-/.]\d+)+|\d+[-/.]\d+[-/.]\d+"
"""What is meant as a date with a year, as a pattern without names; case does not count."""
_WORDS = r"(?P<clock>as[ -]of|known[ -]on)(?:\s*:\s*|\s+)"
_AT_END = re.compile(
    rf"(?:^|[\s,;]+)(?:and\s+)?{_WORDS}(?P<date>{DATE}|(?:{_DAY}\s+)?{_MONTH})[\s?.!,;]*$", re.IGNORECASE
)
_AT_START = re.compile(rf"^\s*{_WORDS}(?P<date>{DATE})(?:[\s,;:?.!]+(?:and\s+)?|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clocks:
    """For which time a question is asked; None is the present."""

    as_of: DateRange | None = None
    """The day, month or year of the world; closed at both ends."""
    known_on: date | None = None
    """The day (UTC) whose end the ledger is read at."""

    @property
    def typed(self) -> str:
        """The words that set these clocks."""
        said = [f"as of {as_edtf(self.as_of)}"] if self.as_of else []
        return " ".join([*said, *([f"known on {self.known_on}"] if self.known_on else [])])


PRESENT = Clocks()


def read_clocks(text: str) -> tuple[str, Clocks] | str:
    """Take the clocks from the end or the beginning of a question, and return the rest with them.

    Any text will do; one without them comes back as it is. Where something meant as a date is none, a
    sentence that says so is returned instead.
    """
    rest, clocks = text, PRESENT
    while found := _AT_END.search(rest) or _AT_START.match(rest):
        is_known_on = found["clock"].casefold().startswith("known")
        if clocks.known_on if is_known_on else clocks.as_of:
            break
        period = read_period(found["date"])
        if period is None:
            return f"“{found['date']}” is no date that I can read. {DATES_READ}"
        if not is_known_on:
            clocks = replace(clocks, as_of=period)
        elif period.earliest_on == period.latest_on:
            clocks = replace(clocks, known_on=period.latest_on)
        elif found.re is _AT_START:
            # "known on 2024 attacks" is about attacks.
            break
        else:
            return f"“{found['date']}” is not one day. Write it like this: known on 2026-11-01."
        rest = f"{rest[: found.start()]} {rest[found.end() :]}".strip()
    return rest, clocks


def as_edtf(period: DateRange) -> str:
    """Write a day, a month or a year as EDTF: `2024-02-16`, `2024-02`, `2024`."""
    begin, end = period.earliest_on, period.latest_on
    if begin is None or end is None:
        raise ValueError("a clock stands at a day, a month or a year: its period is closed at both ends")
    if begin == end:
        return begin.isoformat()
    return begin.isoformat()[: len("2024-02") if begin.month == end.month else len("2024")]


def read_period(typed: str) -> DateRange | None:
    """Read a day, a month or a year as people type it; None if the calendar does not have it."""
    if numbers := _NUMBERS.fullmatch(typed):
        year, month, day = numbers.groups()
    elif named := _NAMED.fullmatch(typed):
        year, month = named[4], str(_MONTHS[named[2].casefold()])
        day = next((part.rstrip("sthndrSTHNDR") for part in (named[1], named[3]) if part), None)
    else:
        return None
    parts = [f"{int(year):04}", *(f"{int(part):02}" for part in (month, day) if part)]
    try:
        return parse_edtf("-".join(parts))
    except ValueError:
        return None
