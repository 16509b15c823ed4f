"""What a text asks for: help, one fact, the sources, an answer, or many facts side by side.

A word counts as a command only if the rest fits it: "sources of ISIS money" is a question.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from bot.domain.answers import Question
from bot.domain.clocks import DATES_READ, Clocks, read_clocks
from bot.domain.filters import Filters, read_filters
from bot.matching.mentions import Mention

_RELATIVE = re.compile(
    r"\b(?:since|until|before|after|as of|known on)\s+"
    r"((?:last|this|next)\s+(?:year|month|week)|yesterday|today|recently)\b",
    re.IGNORECASE,
)
# "-" as search engines know it.
_LEAVING_OUT = re.compile(
    r"(?<!\S)(?:-(?=\w)|(?P<word>not|without|except(?:\s+for)?|excluding)\s+(?:(?:in|from|for|the)\s+){0,2})",
    re.IGNORECASE,
)
# "Is ISIS not in Iraq?" denies; in capitals IS is a name.
_DENYING = re.compile(
    r"\b(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Dd]o|[Dd]oes|[Dd]id|[Hh]as|[Hh]ave|[Cc]an|[Ww]ill|[Ww]hy|or|whether)\b"
)
_IN_QUOTES = re.compile(r"[\"“„«].*[\"”“»]")
_HELP = re.compile(r"(help|hi|hello|hey|thanks|thank you|who are you|what can you do)?[?!.]*", re.IGNORECASE)
_QUOTED = r"[`'\"“]?{}[`'\"”]?"
_FACT_ID = re.compile(
    r"((tell|show) me )?(about\s+)?" + _QUOTED.format(r"([a-z][a-z0-9]*-\d{6}[a-z]?)\.(\d+)") + "[.?!]?",
    re.IGNORECASE,
)
# A source's id and a bare number are meant as a fact's id, too; "about 2017" is a question.
_NEAR_ID = r"([a-z][a-z0-9]*-\d{4,}[a-z0-9.-]*|\d{1,2})"
_ABOUT = re.compile(r"about\s+" + _QUOTED.format(_NEAR_ID), re.IGNORECASE)
_SOURCE = re.compile(
    r"sources?\s+" + _QUOTED.format(r"([a-z][a-z0-9]*-\d{6}[a-z]?)") + "[.?!]?", re.IGNORECASE
)
_SOURCES = re.compile(
    r"sources?(?:\s+(?!of\b|for\b|behind\b|on\b|about\b|in\b|from\b)(?P<query>.+?))?\??", re.IGNORECASE
)
_COMPARE = re.compile(r"compare\s+(?P<about>.+)", re.IGNORECASE)
_TIMELINE = re.compile(r"timeline(?:\s+(?:of|for|on|about))?(?:\s+(?P<about>.+))?", re.IGNORECASE)
_CHANGES = re.compile(r"changes(?:\s+(?:of|to|in|on|about|for))?(?:\s+(?P<about>.+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """Say how to ask."""


@dataclass(frozen=True, slots=True)
class AboutRequest:
    """Show one fact, by its id."""

    fact_id: str


@dataclass(frozen=True, slots=True)
class SourcesRequest:
    """List the documents of the base."""

    query: str = ""
    """Words that each of them has; empty for all. If none has them, it was a question."""


@dataclass(frozen=True, slots=True)
class SourceRequest:
    """Show one document, by its id."""

    source_id: str


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """Put names side by side."""

    text: str
    """The names, and perhaps topics."""


@dataclass(frozen=True, slots=True)
class TimelineRequest:
    """Show what is found by its date."""

    text: str
    """What is looked for; empty for everything."""


@dataclass(frozen=True, slots=True)
class ChangesRequest:
    """Tell what was done to facts."""

    text: str
    """What they are about; empty for all."""


FilteredRequest: TypeAlias = Question | CompareRequest | TimelineRequest | ChangesRequest
"""What filters go with."""
Request: TypeAlias = HelpRequest | AboutRequest | SourceRequest | SourcesRequest | FilteredRequest


def parse_request(question: Question) -> Request:
    """Read a text as a command if all of it is one, else as the question it is."""
    words = question.text.strip()
    if _HELP.fullmatch(words):
        return HelpRequest()
    if about := _FACT_ID.fullmatch(words):
        return AboutRequest(f"{about[4].lower()}.{about[5]:0>2}")
    if about := _ABOUT.fullmatch(words):
        return AboutRequest(about[1].lower())
    if of_sources := _about_sources(words):
        return of_sources
    if compare := _COMPARE.fullmatch(words):
        return CompareRequest(compare["about"])
    if timeline := _TIMELINE.fullmatch(words):
        return TimelineRequest(timeline["about"] or "")
    if changes := _CHANGES.fullmatch(words):
        return ChangesRequest(changes["about"] or "")
    return question


def _about_sources(words: str) -> SourceRequest | SourcesRequest | None:
    if source := _SOURCE.fullmatch(words):
        return SourceRequest(source[1].lower())
    sources = _SOURCES.fullmatch(words)
    return SourcesRequest(sources["query"] or "") if sources else None


@dataclass(frozen=True, slots=True)
class Parts:
    """A text in its parts."""

    words: str
    filters: Filters
    clocks: Clocks


# Each that a question passes on its way to the desk asks for its parts.
@lru_cache(maxsize=8)
def read_parts(text: str) -> Parts | str:
    """Part a text; return a sentence where a filter or a clock cannot be read. Any text will do."""
    filtered = read_filters(text)
    if isinstance(filtered, str):
        return filtered
    clocked = read_clocks(filtered[0])
    if isinstance(clocked, str):
        return clocked
    if relative := _RELATIVE.search(clocked[0]):
        return f"“{relative[1]}” is no date that I can read. {DATES_READ}"
    return Parts(clocked[0], filtered[1], clocked[1])


def left_out_by(words: str, find_mentions: Callable[[str], Iterable[Mention]]) -> str:
    """Return the words by which a question leaves out a name, "not Syria"; empty where it does not."""
    openings = [
        found
        for found in _LEAVING_OUT.finditer(words)
        if (found["word"] or "").lower() != "not" or not _DENYING.search(words[: found.start()])
    ]
    openings = [] if _IN_QUOTES.fullmatch(words) else openings
    named = find_mentions(words) if openings else ()
    return next(
        (
            words[found.start() : name.end]
            for found in openings
            for name in named
            if found.start() < name.start <= found.end() < name.end
        ),
        "",
    )


def printable(text: str) -> str:
    """Drop invisible marks, which may not be echoed, and fold white space and control characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join("".join(char if char.isprintable() else " " for char in visible).split())
