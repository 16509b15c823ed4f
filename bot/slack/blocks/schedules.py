"""Times of digests in words: in their own zone, or in that of whoever reads."""

import calendar
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.schedules import Schedule, in_words
from bot.slack.blocks.text import mrkdwn


def schedule_in_words(schedule: Schedule) -> str:
    """Say when digests come: `every day at 09:00, Europe/Berlin`."""
    return mrkdwn(in_words(schedule))


def in_readers_time(moments: Iterable[datetime]) -> str:
    """Say moments as Slack shows them to each reader, in their own time.

    Where it cannot, it shows UTC (https://docs.slack.dev/messaging/formatting-message-text#date-formatting).
    """
    dates = (
        f"<!date^{int(each.timestamp())}^{{date_short_pretty}} at {{time}}|"
        f"{clocks_in_words(each.astimezone(UTC), with_year=True)} UTC>"
        for each in moments
    )
    return " and ".join(dates)


def period_in_words(begin: datetime, end: datetime, zone: str) -> str:
    """Say from when to when, by the clocks of one place: `Tue 3 Mar 09:00 to Wed 4 Mar 09:00, Kabul`."""
    begin, end = begin.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    with_year = begin.year != end.year
    first, last = (clocks_in_words(each, with_year=with_year) for each in (begin, end))
    return f"{first} to {last}, {place_in_words(end)}"


def clocks_in_words(at: datetime, *, with_year: bool = False) -> str:
    """Say a moment by its own zone's clocks: `Wed 4 Mar 09:00`."""
    day = f"{calendar.day_abbr[at.weekday()]} {at.day} {calendar.month_abbr[at.month]}"
    return f"{day} {at.year} {at:%H:%M}" if with_year else f"{day} {at:%H:%M}"


def place_in_words(at: datetime) -> str:
    """Name the place by whose clocks a moment is said; its distance from UTC where its zone names none."""
    region, _, place = str(at.tzinfo).rpartition("/")
    return f"UTC{at:%z}"[: len("UTC+03")] if region == "Etc" else mrkdwn(place)
