"""Days, a time and a zone, as people type them in any order, become a schedule."""

import calendar
import re
from datetime import time
from itertools import groupby

from bot.digests.errors import DigestRequestError
from bot.digests.spelling import nearest
from bot.digests.zones import find_zone, is_called, known_zones, nearest_zones, zones_meant
from bot.domain.schedules import ALL_DAYS, LAST_DAY, Schedule

EXAMPLES = (
    "Examples: daily 09:00 Europe/Berlin about isis-k, finance · weekdays 8am · fridays 17:30 Kabul · "
    "monthly 1st 9:00"
)
READ = " ; "
"""Stands where something was read, so that the words around it do not become neighbours."""
WEEKDAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?"
"""The pattern of one day of the week."""
DEFAULT_TIME = time(9)
_PREFIXES = ("mo", "tu", "we", "th", "fr", "sa", "su")
_WORKDAYS, _WEEKEND, _MONDAY = frozenset(range(5)), frozenset({5, 6}), 0
_MONTHS = frozenset(name.casefold() for name in (*calendar.month_name[1:], *calendar.month_abbr[1:]))
_FILLERS = frozenset(
    {"a", "an", "and", "at", "by", "clock", "digest", "each", "every", "in", "local", "me", "of", "on"}
    | {"please", "post", "send", "the", "time", "timezone", "us", "zone"}
)
_MOST_ZONE_WORDS = 5  # America North Dakota New Salem
_LONGEST_ECHO = 60
_NOON = 12
_PARTS_OF_DAY = {"morning": time(8), "evening": time(18)}
_WORDS = (
    *("daily", "weekly", "monthly", "weekdays", "weekends", "every", "midnight", "about", "credibility"),
    *(day.casefold() for day in calendar.day_name),
    *_PARTS_OF_DAY,
)
"""Words that a schedule is written with, and that are long enough to be misspelt."""


def whole_words(pattern: str) -> re.Pattern[str]:
    """Make a pattern that stands between other letters and digits nowhere, in any case."""
    return re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])", re.IGNORECASE)


_DAYS = whole_words(
    rf"(?:({WEEKDAY})(?:\.?(?: ?- ?| (?:to|through|until|till) )({WEEKDAY}))?\.?"
    # Two letters are a day only beside another: "we" and "so" are words.
    r"|(mo|tu|we|th|fr|sa|su)-(mo|tu|we|th|fr|sa|su))"
)
_NUMBERS_OF_MONTH = whole_words(
    r"((?:monthly|(?:every|each|a|per) month) (?:on )?(?:the )?)"
    r"([0-9]{1,2}(?:(?: ?[,&] ?(?:and )?| and )[0-9]{1,2})*)(?![.:]?[0-9]| ?(?:[ap]\.?m|h|o'clock)\b)"
)
_MONTHDAYS = whole_words(r"(?:([0-9]+)(?:st|nd|rd|th)|(first)|last)(?: day)?")
_RHYTHM = whole_words(
    r"(?:(?:of )?(?:every|each|the|a|per) )?(?:(?P<daily>daily|everyday|day)|(?P<weekly>weekly|week)"
    r"|(?P<workdays>(?:week ?|work ?|working |business )days?)|(?P<weekend>weekends?)"
    r"|(?P<monthly>monthly|month))"
)
_PART_OF_DAY = whole_words(r"(morning|evening)s?")
_TIMES = re.compile(
    r"(?<![\w:.+-])(?:(noon|midday)|(midnight)"
    r"|([0-9]+)(?:[:.h]([0-9]+))?(?: ?([ap])\.?m\b\.?| ?(?:h|hrs|o'clock)\b)?)(?![\w:])",
    re.IGNORECASE,
)


def read_schedule(text: str, default_zone: str) -> Schedule:
    """Read when a digest shall come: daily at 09:00, where nothing else is said.

    DigestRequestError for what is impossible, said twice, or neither a day, a time nor a zone.
    """
    zone, _, rest = _take_zone(text)
    if zone is None and default_zone not in known_zones():
        raise DigestRequestError(
            f"This machine has no rules for your time zone, {echo(default_zone)}. Name another one."
        )
    weekdays = _weekdays(rest)
    rest = _DAYS.sub(READ, rest)
    # A number right behind "monthly" is a day; elsewhere it is an hour.
    rest = _NUMBERS_OF_MONTH.sub(lambda found: found[1] + re.sub("([0-9]+)", r"\1th", found[2]), rest)
    monthdays = sorted({_monthday(found) for found in _MONTHDAYS.finditer(rest)})
    rest = _MONTHDAYS.sub(READ, rest)
    rhythms = {str(found.lastgroup) for found in _RHYTHM.finditer(rest)}
    rest = _RHYTHM.sub(READ, rest)
    times = _times(rest)
    _refuse_unread(_TIMES.sub(READ, _PART_OF_DAY.sub(READ, rest)), text)
    if len(times) > 1:
        said = " and ".join(f"{at:%H:%M}" for at in times)
        raise DigestRequestError(
            f"A digest has one time, and I read {said}. Write one, or ask for two digests."
        )
    at = times[0] if times else DEFAULT_TIME
    if "monthly" in rhythms or monthdays:
        _check_monthly(rhythms, is_by_week=bool(weekdays))
        return Schedule(zone or default_zone, at, monthdays=tuple(monthdays or (1,)))
    return Schedule(zone or default_zone, at, _days_of_week(weekdays, rhythms))


def zone_guessed(text: str) -> tuple[str, str] | None:
    """Return the zone that was read from other words than its name, and those: `CET`, or `Delhi`.

    The text is one that `read_schedule` takes.
    """
    zone, typed, _ = _take_zone(text)
    return (zone, typed) if zone and not is_called(zone, typed) else None


def number_of_weekday(name: str) -> int:
    """Return the number of a day that `WEEKDAY` matches: Monday 0 … Sunday 6."""
    return _PREFIXES.index(name[:2].casefold())


def one_of(names: tuple[str, ...]) -> str:
    """List names to choose from: `A, B or C`."""
    *before, last = names
    return f"{', '.join(before)} or {last}" if before else last


def echo(typed: str) -> str:
    """Quote what was typed, cut where it is long."""
    return f"“{typed[:_LONGEST_ECHO]}{'…' if len(typed) > _LONGEST_ECHO else ''}”"


def _take_zone(text: str) -> tuple[str | None, str, str]:
    """Find the one zone, and return it with what was typed for it and the text that is left."""
    words = re.findall(r"[^\s,;]+|[,;]", text)
    zones: dict[str, str] = {}
    left, place = [], 0
    while place < len(words):
        for count in range(_MOST_ZONE_WORDS, 0, -1):
            typed = " ".join(words[place : place + count])
            if zone := find_zone(typed):
                zones[zone] = typed
                left.append(READ)
                place += count
                break
            if meant := zones_meant(typed):
                raise DigestRequestError(f"{echo(typed)} does not name one time zone. Write {one_of(meant)}.")
        else:
            left.append(words[place])
            place += 1
    if len(zones) > 1:
        said = " and ".join(sorted(zones))
        raise DigestRequestError(f"A digest has one time zone, and I read {said}. Ask for a second digest.")
    zone, typed = next(iter(zones.items()), (None, ""))
    return zone, typed, " ".join(left)


def _weekdays(text: str) -> frozenset[int]:
    days: set[int] = set()
    for found in _DAYS.finditer(text):
        first = number_of_weekday(found[1] or found[3])
        end = found[2] or found[4]
        last = number_of_weekday(end) if end else first
        # "Friday to Monday" goes over the end of the week.
        days.update((first + passed) % len(ALL_DAYS) for passed in range((last - first) % len(ALL_DAYS) + 1))
    return frozenset(days)


def _monthday(found: re.Match[str]) -> int:
    if not found[1]:
        return 1 if found[2] else LAST_DAY
    day = int(found[1])
    if day not in range(1, 32):
        raise DigestRequestError(
            f"{echo(found[0])} is no day of a month. Write monthly 1st to 31st, or monthly on the last day."
        )
    return day


def _times(text: str) -> list[time]:
    """Return the times that are named; "every morning at 7" is one of them."""
    times = {_time(found) for found in _TIMES.finditer(text)}
    parts = {_PARTS_OF_DAY[found[1].casefold()] for found in _PART_OF_DAY.finditer(text)}
    named = {at for at in parts if not any((at.hour < _NOON) == (each.hour < _NOON) for each in times)}
    return sorted(times | named)


def _time(found: re.Match[str]) -> time:
    noon, midnight, hours, minutes, half = found.groups()
    if noon or midnight:
        return time(_NOON if noon else 0)
    if len(hours) == len("0900") and not minutes and not half:
        hours, minutes = hours[:2], hours[2:]
    hour, minute = int(hours), int(minutes or 0)
    is_possible = len(hours) <= len("09") and len(minutes or "00") == len("00")
    if half:
        is_possible = is_possible and 1 <= hour <= _NOON
        hour = hour % _NOON + (_NOON if half in "pP" else 0)
    if is_possible and hour in range(24) and minute in range(60):
        return time(hour, minute)
    raise DigestRequestError(
        f"{echo(found[0])} is no time of day. Write 00:00 to 23:59, 9am, noon or midnight."
    )


def _check_monthly(rhythms: set[str], *, is_by_week: bool) -> None:
    if is_by_week or rhythms - {"monthly"}:
        raise DigestRequestError(
            "I read days of the week and days of the month. Write one of them: fridays, or monthly 1st."
        )
    if "monthly" not in rhythms:
        raise DigestRequestError(
            "I read a day of the month. If it is meant so, write it like this: monthly 1st."
        )


def _days_of_week(named: frozenset[int], rhythms: set[str]) -> tuple[int, ...]:
    if rhythms >= {"daily", "weekly"}:
        raise DigestRequestError("I read daily and weekly. Write one of them.")
    days = (
        named
        | (_WORKDAYS if "workdays" in rhythms else frozenset())
        | (_WEEKEND if "weekend" in rhythms else frozenset())
    )
    if days:
        return tuple(sorted(days))
    return (_MONDAY,) if "weekly" in rhythms else ALL_DAYS


def _refuse_unread(rest: str, text: str) -> None:
    """Refuse what nothing has read, rather than leave it out: it may have mattered."""
    words = re.findall(r"[^\s,;]+|;", rest)
    runs = [" ".join(run) for is_unread, run in groupby(words, key=_is_unread) if is_unread]
    if not runs:
        return
    first = runs[0]
    if _MONTHS.intersection(first.casefold().split()):
        raise DigestRequestError(
            f"{echo(first)} is one month, and a digest comes in each. Write it like this: monthly 31st; a "
            "shorter month has it on its last day."
        )
    known = f"{echo(first)} is no day, time or time zone that I can read."
    if word := nearest(first.casefold(), _WORDS, 1):
        raise DigestRequestError(f"{known} Did you mean {word[0]}?")
    near = nearest_zones(first)
    meant = f" Did you mean {one_of(near)}?" if near else ""
    raise DigestRequestError(f"{known}{meant} {_where_names_go(first, text)}")


def _where_names_go(unread: str, text: str) -> str:
    """Write the request anew with what was not read behind "about", where it may be meant so."""
    rest = " ".join(text.replace(unread, " ", 1).replace(",", " ").split())
    # What was read apart from it stands here no more, and would be lost.
    is_whole = READ not in text and unread in text
    if rest and is_whole and len(unread) + len(rest) <= _LONGEST_ECHO:
        return f"If the digest is about it, write: {rest} about {unread}"
    return f"What a digest is about goes behind “about”. {EXAMPLES}"


def _is_unread(word: str) -> bool:
    return any(map(str.isalnum, word)) and word.strip(".:()!?'\"@").casefold() not in _FILLERS
