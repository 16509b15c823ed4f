"""What a text asks for: help, one fact, the sources, or an answer.

A word counts as a command only if the rest fits it: "sources of ISIS money" is a question.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.answers import Question

_HELP = re.compile(r"(help)?[?!.]*", re.IGNORECASE)
_QUOTED = r"[`'\"“]?{}[`'\"”]?"
_FACT_ID = re.compile(
    r"((tell|show) me )?(about\s+)?" + _QUOTED.format(r"([a-z][a-z0-9]*-\d{6}[a-z]?)\.(\d+)") + "[.?!]?",
    re.IGNORECASE,
)
# A source's id and a bare number are meant as a fact's id, too; "about 2017" is a question.
_NEAR_ID = r"([a-z][a-z0-9]*-\d{4,}[a-z0-9.-]*|\d{1,2})"
_ABOUT = re.compile(r"about\s+" + _QUOTED.format(_NEAR_ID), re.IGNORECASE)
_SOURCES = re.compile(r"sources?\??", re.IGNORECASE)


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


Request: TypeAlias = HelpRequest | AboutRequest | SourcesRequest | Question


def parse_request(question: Question) -> Request:
    """Read a text as a command if all of it is one, else as the question it is."""
    words = question.text.strip()
    if _HELP.fullmatch(words):
        return HelpRequest()
    if about := _FACT_ID.fullmatch(words):
        return AboutRequest(f"{about[4].lower()}.{about[5]:0>2}")
    if about := _ABOUT.fullmatch(words):
        return AboutRequest(about[1].lower())
    if _SOURCES.fullmatch(words):
        return SourcesRequest()
    return question
