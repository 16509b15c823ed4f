"""A digest asked for in one line: `daily 09:00 Europe/Berlin about isis-k, finance`."""

import re
import unicodedata
from dataclasses import dataclass

from bot.digests.errors import DigestRequestError
from bot.digests.wording import (
    EXAMPLES,
    READ,
    WEEKDAY,
    echo,
    number_of_weekday,
    read_schedule,
    whole_words,
    zone_guessed,
)
from bot.digests.zones import find_zone
from bot.domain.digests import DigestKind, Quiet
from bot.domain.schedules import Schedule

LONGEST_REQUEST = 500
"""In characters."""
_BEST, _WORST = 1, 5
_DEFAULT_SUMMARY = "monday"
# What phones write for quotes and dashes; a quoted name is that name.
_LETTERS = str.maketrans(
    {**dict.fromkeys('"“”„‟«»`*', " "), **dict.fromkeys("‘’", "'"), **dict.fromkeys("‐‑‒–—−", "-")}
)
_SUBJECT = whole_words(r"(?:about|on topics?|regarding|concerning|for)")
_EVERYTHING = frozenset({"all", "everything", "anything", "all topics"})
# What can be no name of a topic is read wherever it stands.
_SUMMARY_BESIDE = whole_words(
    rf"(?:and|with|plus) (?:an? )?"
    rf"(?:weekly summary(?: (?:on|every) ({WEEKDAY}))?|summary (?:on|every) ({WEEKDAY}))"
)
# Before what it is about, it is a digest of that kind that comes once a week.
_SUMMARY_BEHIND = whole_words(rf"weekly summary(?: (?:on|every) ({WEEKDAY}))?")
_CREDIBILITY = whole_words(
    r"(?:with )?(?:(?:at )?least )?credibility (?:of )?(?:at least |>= ?|≥ ?)?([0-9]+)(?: or better)?"
)
_ONLY_CHANGES = whole_words(r"only (?:if|when) (?:something|anything) (?:has )?change[sd]?")
_QUIET = whole_words(r"(?:silent|silence|quiet)(?:ly)?")
_QUIET_BEHIND = re.compile(rf"(?:^| ){_QUIET.pattern}$", re.IGNORECASE)
_MARKUP = re.compile(r"[@#<>]")
_KIND = whole_words(r"(?:summary|summaries|changes)")
_CLOCK_TIME = re.compile(r"\b[0-9]{1,2}(?::[0-9]{2}\b| ?[ap]m\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A digest as it was asked for; what it is about is not looked up yet."""

    schedule: Schedule
    about: tuple[str, ...]
    """What was typed between the commas; nothing means everything."""
    kind: DigestKind = "changes"
    quiet: Quiet = "line"
    least_credibility: int | None = None
    """1 confirmed … 5 improbable."""
    summary_on: int | None = None
    """The weekday of the summary beside the changes: Monday 0 … Sunday 6."""
    guessed: tuple[str, str] | None = None
    """The time zone that was read from other words than its name, and those."""


def parse_digest(text: str, default_zone: str) -> Asked:
    """Read a digest from one line; `default_zone` is the reader's own, an IANA name.

    DigestRequestError, which says what to write instead, for all that cannot be read to its last word.
    """
    line = _plain(text)
    _refuse_unreadable(text, line)
    beside, line = _take(_SUMMARY_BESIDE, line)
    credibility, line = _take(_CREDIBILITY, line)
    only_changes, line = _take(_ONLY_CHANGES, line)
    marker = _SUBJECT.search(line)
    subject = line[marker.end() :] if marker else ""
    if beside is None:
        beside, subject = _take(_SUMMARY_BEHIND, subject)
    pieces = _pieces(subject)
    about = tuple(filter(None, (_QUIET_BEHIND.sub("", piece) for piece in pieces)))
    if marker and not about:
        raise DigestRequestError(f"Behind “{marker[0]}” nothing is named. {EXAMPLES}")
    _refuse_no_names(about)
    kind, when = _take(_KIND, line[: marker.start()] if marker else line)
    quiet, when = _take(_QUIET, when)
    return Asked(
        read_schedule(when, default_zone),
        () if len(about) == 1 and about[0].casefold() in _EVERYTHING else about,
        "summary" if kind and kind[0].casefold().startswith("summar") else "changes",
        "silence" if only_changes or quiet or about != pieces else "line",
        _credibility(credibility) if credibility else None,
        number_of_weekday(_weekday(beside)) if beside else None,
        zone_guessed(when),
    )


def split_and(piece: str) -> tuple[str, ...]:
    """Split “finance and attacks”, once it turned out to be no name as a whole."""
    return tuple(filter(None, (part.strip() for part in re.split(r"(?i)(?:^| )and |&", piece))))


def _plain(text: str) -> str:
    """Return the text with plain quotes and dashes, without invisible characters, words one space apart."""
    letters = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    return " ".join("".join(each for each in letters if each.isprintable() or each.isspace()).split())


def _refuse_unreadable(text: str, line: str) -> None:
    # One character may stand for a whole phrase of Arabic, and becomes it.
    if max(len(text), len(line)) > LONGEST_REQUEST:
        raise DigestRequestError(
            f"That has more than the {LONGEST_REQUEST} characters that I read. "
            "Name fewer topics, or ask for two digests."
        )
    if not any(map(str.isalnum, line)):
        raise DigestRequestError(f"Write when a digest shall come, and what it is about. {EXAMPLES}")
    if find_zone(line):
        raise DigestRequestError(
            f"{echo(line)} alone may be a time zone or what the digest is about. "
            f"Write daily about {line}, or daily 09:00 {line}."
        )


def _take(pattern: re.Pattern[str], line: str) -> tuple[re.Match[str] | None, str]:
    """Find a pattern, and return it with the line that is left; a second one stays, to be refused."""
    return pattern.search(line), pattern.sub(READ, line, count=1)


def _pieces(subject: str) -> tuple[str, ...]:
    """Split at commas; what is named twice counts once, as it was typed first."""
    named: dict[str, str] = {}
    for part in re.split("[,;]", subject):
        name = re.sub(r"(?i)^and ", "", part.strip(" .:!?'"))
        named.setdefault(name.casefold(), name)
    return tuple(filter(None, named.values()))


def _weekday(beside: re.Match[str]) -> str:
    return next(filter(None, beside.groups()), _DEFAULT_SUMMARY)


def _refuse_no_names(about: tuple[str, ...]) -> None:
    for piece in about:
        if _MARKUP.search(piece):
            raise DigestRequestError(
                f"{echo(piece)} holds a mention or markup, and a digest is about names. Leave it out, or "
                "write the name in plain words."
            )
        if _CLOCK_TIME.search(piece):
            raise DigestRequestError(
                f"{echo(piece)} reads like a time, and stands in what the digest is about. "
                "Write days, time and zone first: daily 09:00 Kabul about iraq."
            )


def _credibility(found: re.Match[str]) -> int:
    for grade in range(_BEST, _WORST + 1):
        if found[1] == str(grade):
            return grade
    raise DigestRequestError(
        f"{echo(found[0])} is not on the scale: {_BEST} is confirmed, {_WORST} improbable. "
        "Write credibility 2, for example."
    )
