"""Slack's dates, shown to each reader in their own time zone."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.console.delivering import Json

_DATE = re.compile(r"<!date\^(\d{1,11})\^([^|>]*)\|([^>]*)>")
_TOKEN = re.compile(r"\{(\w+)\}")
_NEAR_DAYS = {timedelta(days=-1): "yesterday", timedelta(): "today", timedelta(days=1): "tomorrow"}


def in_zone(block: Json, zone: str, today: date) -> Json:
    """Return a block, or a part of one, with its dates as words in the time of a place.

    `today` is the day there. Only mrkdwn has dates; literal text stays. Times are those of a client that is
    set to 24 hours (https://docs.slack.dev/messaging/formatting-message-text#date-formatting).
    """
    return {
        name: _said(inner, zone, today)
        if name == "text" and isinstance(inner, str) and block.get("type") == "mrkdwn"
        else _within(inner, zone, today)
        for name, inner in block.items()
    }


def _within(value: object, zone: str, today: date) -> object:
    if isinstance(value, dict):
        return in_zone(value, zone, today)
    return [_within(each, zone, today) for each in value] if isinstance(value, list) else value


def _said(text: str, zone: str, today: date) -> str:
    return _DATE.sub(lambda found: _date(found, zone, today), text)


def _date(found: re.Match[str], zone: str, today: date) -> str:
    at = datetime.fromtimestamp(int(found[1]), UTC).astimezone(ZoneInfo(zone))
    words = {
        "date_num": f"{at:%Y-%m-%d}",
        "date_short": _day(at),
        "date_short_pretty": _NEAR_DAYS.get(at.date() - today) or _day(at),
        "time": f"{at:%H:%M}",
    }
    # What is not known here is what it is to a client that is too old for it: the words for it.
    if not set(_TOKEN.findall(found[2])) <= words.keys():
        return found[3]
    return _TOKEN.sub(lambda token: words[token[1]], found[2])


def _day(at: datetime) -> str:
    return f"{at:%b} {at.day}, {at.year}"
