"""Time zones by what people type for them: IANA names, cities, abbreviations, hours from UTC."""

import re
import unicodedata
from functools import cache
from zoneinfo import available_timezones

from bot.digests.spelling import nearest

_NO_PLACES = ("posix/", "right/", "SystemV/", "Factory", "localtime", "posixrules")
# Only here is the last part a place: US/Central and Canada/Central are none.
_REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
# The zone in which they are meant, with its summer time; IANA's own EST has none.
_ABBREVIATIONS = {
    "cet": "Europe/Brussels",
    "cest": "Europe/Brussels",
    "eet": "Europe/Athens",
    "eest": "Europe/Athens",
    "msk": "Europe/Moscow",
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "cdt": "America/Chicago",
    "ct": "America/Chicago",
    "mdt": "America/Denver",
    "mt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "aft": "Asia/Kabul",
    "pkt": "Asia/Karachi",
    "hkt": "Asia/Hong_Kong",
    "sgt": "Asia/Singapore",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "eat": "Africa/Nairobi",
    "sast": "Africa/Johannesburg",
    "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
}
# Seats of government, and cities as well known, after which IANA names no zone: by its zone.tab they lie in
# these (https://data.iana.org/time-zones/tzdb/zone.tab). Those of the same name elsewhere are smaller.
_CITIES = {
    "abu dhabi": "Asia/Dubai",
    "abuja": "Africa/Lagos",
    "ankara": "Europe/Istanbul",
    "astana": "Asia/Almaty",
    "beijing": "Asia/Shanghai",
    "bern": "Europe/Zurich",
    "brasilia": "America/Sao_Paulo",
    "delhi": "Asia/Kolkata",
    "doha": "Asia/Qatar",
    "geneva": "Europe/Zurich",
    "hanoi": "Asia/Ho_Chi_Minh",
    "islamabad": "Asia/Karachi",
    "kuwait city": "Asia/Kuwait",
    "manama": "Asia/Bahrain",
    "mumbai": "Asia/Kolkata",
    "naypyidaw": "Asia/Yangon",
    "new delhi": "Asia/Kolkata",
    "ottawa": "America/Toronto",
    "pretoria": "Africa/Johannesburg",
    "quito": "America/Guayaquil",
    "rabat": "Africa/Casablanca",
    "sanaa": "Asia/Aden",
    "the hague": "Europe/Amsterdam",
    "washington": "America/New_York",
    "washington dc": "America/New_York",
    "wellington": "Pacific/Auckland",
    "yaounde": "Africa/Douala",
}
# Offered and never taken: a digest may be about the country.
_COUNTRIES = {"china": "Asia/Shanghai", "india": "Asia/Kolkata"}
_SEVERAL = {
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "mst": ("America/Denver", "America/Phoenix"),
    "aest": ("Australia/Sydney", "Australia/Brisbane"),
    "gst": ("Asia/Dubai", "Atlantic/South_Georgia"),
}
_OFFSET = re.compile(r"(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
# The winter times that are no whole number of hours from UTC, and where they hold.
_BESIDE_THE_HOUR = {
    "+3:30": ("Asia/Tehran",),
    "+4:30": ("Asia/Kabul",),
    "+5:30": ("Asia/Kolkata", "Asia/Colombo"),
    "+5:45": ("Asia/Kathmandu",),
    "+6:30": ("Asia/Yangon", "Indian/Cocos"),
    "+8:45": ("Australia/Eucla",),
    "+9:30": ("Australia/Darwin", "Australia/Adelaide"),
    "+10:30": ("Australia/Lord_Howe",),
    "+12:45": ("Pacific/Chatham",),
    "-3:30": ("America/St_Johns",),
    "-9:30": ("Pacific/Marquesas",),
}
_LONGEST_TYPED = 60  # no name of a zone is half as long


@cache
def known_zones() -> tuple[str, ...]:
    """Return the IANA names that this machine has rules for, in alphabetical order."""
    return tuple(sorted(name for name in available_timezones() if not name.startswith(_NO_PLACES)))


def find_zone(typed: str) -> str | None:
    """Return the IANA name of the one zone that was typed; None where there is none, or several."""
    key = _key(typed)
    if key in _SEVERAL:
        return None
    if offset := _OFFSET.fullmatch(key):
        sign, hours, minutes = offset.groups()
        return _whole_hours(sign, int(hours)) if not int(minutes or 0) else None
    return _ABBREVIATIONS.get(key) or _by_city().get(key) or _by_name().get(key)


def is_called(zone: str, typed: str) -> bool:
    """Tell whether what was typed is the zone's own name, or ends it: no reader wonders at that."""
    key, name = _key(typed), _key(zone)
    return key == name or name.endswith(f" {key}") or bool(_OFFSET.fullmatch(key))


def zones_meant(typed: str) -> tuple[str, ...]:
    """Return the zones to choose from where several are meant: by “IST”, or by “UTC+4:30”; else nothing."""
    key = _key(typed)
    if key in _SEVERAL:
        return _SEVERAL[key]
    offset = _OFFSET.fullmatch(key)
    if offset is None or not int(offset[3] or 0):
        return ()
    sign, hours, minutes = offset[1], int(offset[2]), offset[3]
    beside = (_whole_hours(sign, hours), _whole_hours(sign, hours + 1))
    return _BESIDE_THE_HOUR.get(f"{sign}{hours}:{minutes}") or tuple(filter(None, beside))


def nearest_zones(typed: str, limit: int = 5) -> tuple[str, ...]:
    """Return at most `limit` zones that may have been meant, the likeliest first; possibly none."""
    if meant := zones_meant(typed):
        return meant[:limit]
    key = _key(typed)
    if country := _COUNTRIES.get(key):
        return (country,)
    keys = {**_by_name(), **_by_city()}
    # Most often the place is right, and the part of the world before it is not.
    place = find_zone(typed.rpartition("/")[2]) if "/" in typed else None
    # A zone is found by its city and by its whole name.
    near = (keys[each] for each in nearest(key, keys, 2 * limit))
    return tuple(dict.fromkeys([*([place] if place else []), *near]))[:limit]


def zones_beginning(typed: str, limit: int = 20) -> tuple[str, ...]:
    """Return at most `limit` zones for what was typed so far: cities first, then names, then what is near."""
    key = _key(typed)
    cities = [zone for city, zone in (_by_city() | _COUNTRIES).items() if city.startswith(key)]
    names = [zone for name, zone in _by_name().items() if name.startswith(key)]
    exact = find_zone(typed)
    found = dict.fromkeys([*([exact] if exact else zones_meant(typed)), *cities, *names])
    return tuple(found)[:limit] or nearest_zones(typed, limit)


@cache
def _by_name() -> dict[str, str]:
    return {_key(name): name for name in known_zones()}


@cache
def _by_city() -> dict[str, str]:
    """Return the zones by their cities; of two names for one zone the longer, which says more."""
    cities: dict[str, str] = {}
    for name in known_zones():
        region, *parts = name.split("/")
        if parts and region in _REGIONS:
            city = _key(parts[-1])
            cities[city] = max(cities.get(city, ""), name, key=len)
    return cities | {city: zone for city, zone in _CITIES.items() if zone in known_zones()}


def _whole_hours(sign: str, hours: int) -> str | None:
    if hours == 0:
        return "UTC"
    # IANA counts the other way round: what everybody calls UTC+3 is Etc/GMT-3.
    zone = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
    return zone if zone in known_zones() else None


def _key(typed: str) -> str:
    """Fold a name for look-up: lower case, no accents, words one space apart."""
    letters = unicodedata.normalize("NFKD", typed[:_LONGEST_TYPED]).casefold().replace("−", "-")
    letters = "".join(each for each in letters if not unicodedata.combining(each) and each not in "'’.()")
    # A hyphen before a number is a sign: Etc/GMT-3; between letters it is none: Port-au-Prince.
    return " ".join(re.sub(r"[\s_/]+|(?<=[^\W\d])-(?=[^\W\d])", " ", letters).split())
