"""Filters beside the plain words of a question: `isis place:kabul since:2023`.

Here they are read; whom a name in one means is for those to say who know the names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any, Literal, TypeAlias, get_args

from bot.domain.clocks import DATE, DATES_READ, as_edtf, read_period
from bot.domain.edtf import DateRange

NamingKind: TypeAlias = Literal["place", "actor", "topic", "source"]
NAMING: tuple[NamingKind, ...] = get_args(NamingKind)

_CLOCKS = ("as-of", "known-on")
_KINDS = (*NAMING, "since", "until", "credibility", *_CLOCKS)
_LISTED = "place:, actor:, topic:, source:, since:, until:, as-of: and credibility:"
_MARKS = '"“”„«»'
_QUOTED = rf'["“”„«](?P<quoted>[^{_MARKS}]*)(?:["“”»]|$)'
_KNOWN = rf"(?P<kind>{'|'.join(_KINDS)}|as_of) ?: ?(?:{_QUOTED}|(?P<bare>[^\s{_MARKS}]+))?"
# Not an address ("https://…"), a time (09:30), "re:" or what a colon ends.
_UNKNOWN = r"(?P<key>[a-z][a-z_-]{2,19}):(?P<rest>[^\s:/]\S*)"
_IN_WORDS = rf"(?P<word>since|until|before|after)\s+(?P<date>{DATE})(?![\w-])"
# What stands in quotation marks is meant as it stands.
_FOUND = re.compile(
    rf'["“„«][^{_MARKS}]*["”»]|(?<![^\s(,;])(?:{_KNOWN}|{_UNKNOWN}|{_IN_WORDS})', re.IGNORECASE
)
_ADDRESSES = frozenset({"mailto", "tel", "urn", "doi"})
_ENDS = ",;.?!)"
_PLAIN = re.compile(r"[^\s,;.?!()]+")
_ALIKE = 0.75
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d")
_DAY = timedelta(days=1)
_WORST_GRADE = 5


@dataclass(frozen=True, slots=True)
class Filters:
    """What a fact must pass: of each kind that is given any value, and all kinds."""

    place: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    """All four as they were typed."""
    since: DateRange | None = None
    """A day, month or year; its first day counts."""
    until: DateRange | None = None
    """A day, month or year; its last day counts."""
    credibility: int | None = None
    """Graded 1 to this (1–5) on the Admiralty scale; 6, which nobody could judge, is not better than any."""

    def __bool__(self) -> bool:
        """Tell whether anything is filtered."""
        return self != NO_FILTERS

    @property
    def typed(self) -> str:
        """The filters as they may be typed."""
        return " ".join(self._each())

    def exchanged(self, kind: NamingKind, value: str, other_kind: NamingKind, other: str) -> "Filters":
        """Return the filters with another value, perhaps of another kind, in the place of one."""
        rest = tuple(each for each in getattr(self, kind) if each != value)
        return self._with(kind, rest).also(other_kind, other)

    def also(self, kind: str, value: str) -> "Filters":
        """Return the filters with one more value; raise ValueError, with a sentence, if it is none."""
        if kind in NAMING:
            return self._with(kind, tuple(dict.fromkeys((*getattr(self, kind), value))))
        if kind == "credibility":
            return self._with(kind, max(_grade(value), self.credibility or 0))
        period = read_period(value)
        if period is None:
            raise ValueError(f"“{value}” in {kind}: is no date that I can read. {DATES_READ}")
        return self._within(kind, period)

    def _within(self, kind: str, period: DateRange) -> "Filters":
        before: DateRange | None = getattr(self, kind)
        if before is None:
            return self._with(kind, period)
        # Of several, whatever any of them lets pass.
        is_since = kind == "since"
        return self._with(
            kind, min(before, period, key=_first) if is_since else max(before, period, key=_last)
        )

    def _with(self, kind: str, value: object) -> "Filters":
        changed: dict[str, Any] = {kind: value}
        return replace(self, **changed)

    def _each(self) -> Iterator[str]:
        for kind in NAMING:
            yield from (f"{kind}:{_quoted(value)}" for value in getattr(self, kind))
        if self.since:
            yield f"since:{as_edtf(self.since)}"
        if self.until:
            yield f"until:{as_edtf(self.until)}"
        if self.credibility:
            yield f"credibility:{self.credibility}"


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Scope:
    """What filters mean in one base: a fact must have one of each that names any, and keep to the rest."""

    places: tuple[str, ...] = ()
    """Ids of entities; what is a part of one counts."""
    actors: tuple[str, ...] = ()
    """Ids of entities who act, are acted upon, or say it; what is a part of one counts."""
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    credibility: int | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which filters a reply keeps to, and what they leave out."""

    filters: tuple[str, ...]
    """In words, with the names that were meant: `place Kabul`, `since January 2024`."""
    typed: str
    """As they may be typed."""
    outside: int = 0
    """How many facts there are on the plain words that do not pass."""


def read_filters(text: str) -> tuple[str, Filters] | str:
    """Take the filters out of a question, and return the rest with them.

    Any text will do; one without them comes back as it is. `as-of:2024` comes back as `as of 2024` at the
    end, for the clocks. Where something meant as a filter is none, a sentence that says so is returned.
    """
    filters, rest, clocks, begin = NO_FILTERS, "", "", 0
    try:
        for found in _FOUND.finditer(text):
            read = _read(found)
            if not read:
                continue
            for kind, value in read:
                if kind in _CLOCKS:
                    clocks += f" {_clock(kind, value)}"
                else:
                    filters = filters.also(kind, value)
            rest += f"{text[begin : found.start()]} "
            begin = found.end()
    except ValueError as unread:
        return str(unread)
    if not begin:
        return text, NO_FILTERS
    if filters.since and filters.until and _first(filters.since) > _last(filters.until):
        return f"Nothing is both since {as_edtf(filters.since)} and until {as_edtf(filters.until)}."
    return " ".join(f"{rest}{text[begin:]}{clocks}".split()), filters


def _read(found: re.Match[str]) -> list[tuple[str, str]]:
    """Read a stretch of a question as filters: each kind with a value; none if it is no filter.

    Raises ValueError, with a sentence, for what is meant as one and cannot be read.
    """
    if found["kind"]:
        kind = found["kind"].lower().replace("_", "-")
        return [(kind, value) for value in _values(kind, found["quoted"], found["bare"] or "")]
    if found["key"]:
        _refuse_unknown(found["key"].lower(), found["rest"])
    elif found["word"]:
        return _in_words(found["word"].lower(), found["date"])
    return []


def _values(kind: str, quoted: str | None, bare: str) -> list[str]:
    parts = [quoted] if quoted is not None else bare.split(",") if kind in NAMING else [bare]
    values = [value for part in parts if (value := part.strip().rstrip(_ENDS))]
    if not values:
        raise ValueError(f"{kind}: needs something behind it: {_EXAMPLES.get(kind, f'{kind}:2024-01')}.")
    return values


_EXAMPLES = {
    "place": 'place:kabul, place:"west africa"',
    "actor": "actor:isis",
    "topic": "topic:finance",
    "source": "source:reuters",
    "credibility": "credibility:2",
}


def _refuse_unknown(key: str, rest: str) -> None:
    near = get_close_matches(key.replace("_", "-"), _KINDS, n=1, cutoff=_ALIKE)
    if near:
        raise ValueError(f"{key}: is no filter. Did you mean {near[0]}:{rest}?")
    if key not in _ADDRESSES:
        raise ValueError(
            f"{key}: is no filter. There are {_LISTED}. What stands in quotation marks is no filter."
        )


def _in_words(word: str, typed: str) -> list[tuple[str, str]]:
    """Read “since 2024-01”, “before 2023” and their like; a number that is no year is left as it is."""
    if typed.isdigit() and not _YEARS.fullmatch(typed):
        return []
    if word in {"since", "until"}:
        return [(word, typed)]
    period = read_period(typed)
    kind = "until" if word == "before" else "since"
    if period is None or not (period.earliest_on and period.latest_on):
        return [(kind, typed)]
    try:
        day = period.earliest_on - _DAY if word == "before" else period.latest_on + _DAY
    except OverflowError:
        raise ValueError(f"There is no day {word} {typed}.") from None
    return [(kind, day.isoformat())]


def _clock(kind: str, value: str) -> str:
    if read_period(value) is None:
        raise ValueError(f"“{value}” in {kind}: is no date that I can read. {DATES_READ}")
    return f"{kind.replace('-', ' ')} {value}"


def _grade(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= _WORST_GRADE):
        raise ValueError(
            f"“{value}” in credibility: is none of 1 to 5. credibility:2 keeps what is graded 1 or 2; "
            "6 says that nobody could judge, and is never kept."
        )
    return int(value)


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


def _first(period: DateRange) -> int:
    return period.earliest_on.toordinal() if period.earliest_on else 0


def _last(period: DateRange) -> int:
    return period.latest_on.toordinal() if period.latest_on else 0
