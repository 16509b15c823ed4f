"""Times that an English text names: years, months and days, and how they bound what it says."""

import calendar
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.documents.dates import relative_dates
from bot.domain import DateRange, parse_edtf

Bound: TypeAlias = Literal["in", "since", "before", "relative"]
"""in: within the time named · since: from it on · before: until it · relative: from a day not told."""

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3].lower(): number for name, number in list(_MONTHS.items())}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
# "In 2017", "March 2021" and "(2017)" are times; "2,017 men", "2000 men" and "in 2000 villages" are not.
_NAMED = re.compile(
    rf"(?:\b(?P<word>since|after|from|before|until|till|by|in|on|during)\s+|(?P<bare>\()|(?=\b(?:\d|{_NAMES})))"
    rf"(?:(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b(?P<month>{_NAMES})\b\.?"
    r"(?:\s+(?P<late>\d{1,2})(?:st|nd|rd|th)?,?)?,?\s+)?"
    r"(?P<year>(?:1[89]|20)\d\d)\b(?![,.]\d|\s+(?!as\b|has\b|was\b|is\b)[a-z]+s\b)",
    re.IGNORECASE,
)
_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(("since", "after", "from"), "since"),
    **dict.fromkeys(("before", "until", "till", "by"), "before"),
}
_AGO = re.compile(
    r"\b(?:(?:over|more than|at least|less than|fewer than|about|around|some|nearly|almost|under)\s+)?"
    r"(?:a|an|\d{1,3}|[a-z]+(?:[ -][a-z]+)?)\s+(?:year|month|week|day|decade)s?\s+(?:ago|earlier)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A time that a text names; offsets in code points."""

    text: str
    start: int
    end: int
    bound: Bound
    days: DateRange | None
    """The days named; None where they are counted from a day that the text does not tell."""


def periods_in(text: str) -> tuple[Period, ...]:
    """Find the times that a text names, in order; a number that may be an amount is none."""
    named = _NAMED.finditer(text)
    found = [_named(match) for match in named if match["word"] or match["bare"] or match["month"]]
    loose = [(match[0], *match.span()) for match in _AGO.finditer(text)]
    loose += [(each.text, each.start, each.end) for each in relative_dates(text)]
    taken = [period for period in found if period]
    for words, start, end in loose:
        if not any(each.start < end and start < each.end for each in taken):
            taken.append(Period(words, start, end, "relative", None))
    return tuple(sorted(taken, key=lambda period: period.start))


def _named(match: re.Match[str]) -> Period | None:
    bound = _BOUNDS.get((match["word"] or "").lower(), "in")
    day = match["day"] or match["late"]
    parts = [match["year"]]
    if match["month"]:
        parts.append(f"{_MONTHS[match['month'].lower()]:02}")
        parts += [f"{int(day):02}"] if day else []
    try:
        days = parse_edtf("-".join(parts))
    except ValueError:
        return None
    return Period(match[0], *match.span(), bound, days)
