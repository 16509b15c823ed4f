"""What the desk says: an answer made of cited facts, a question back, or nothing on that.

No type here can hold a claim without its source and the document's own words.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.assessment import Holdings, SourceSummary
from bot.domain.facts import CitedFact, Source
from bot.domain.questions import Lead, Reading, Reason

PAGE_SIZE = 5
"""Facts a page: what a reader takes in at once, and what fits Slack's limits with long quotes."""
MAX_QUESTION_LENGTH = 500
"""Characters; a longer one is a document, not a question."""


Bearing: TypeAlias = Literal[
    "contradicted by", "qualified by", "qualifies", "corroborated by", "superseded by"
]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked."""

    text: str
    page: int = 1
    """Which page of the answer is wanted, from 1."""
    chosen: str = ""
    """The id of the entity that the asker chose where the words left a choice."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it, through whom, by name."""

    speaker: str
    citing: tuple[str, ...]
    """Whom the speaker passes on, origin first."""
    how: Literal["direct", "paraphrase", "carried", "presupposed", "own-voice"]
    inferred_from: str
    """The document's words for the speaker where a curator worked out who is meant; else empty."""


@dataclass(frozen=True, slots=True)
class Dissent:
    """Another fact that bears on this one."""

    how: Bearing
    fact_id: str
    claim: str
    speaker: str


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact as an answer shows it."""

    number: int
    """Its place in the whole answer, from 1."""
    cited: CitedFact
    voice: Voice
    dissent: tuple[Dissent, ...]
    score: float
    why: tuple[Reason, ...]
    only: str = ""
    """Which part of the question it is about, if not the whole."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of the facts found."""

    question: Question
    title: str
    """What the question was understood to be about."""
    readings: tuple[Reading, ...]
    shown: tuple[ShownFact, ...]
    total: int
    summary: SourceSummary
    """Over all facts found, not only this page's."""
    complete: int = 0
    """How many of the facts found are about the whole question; they come first."""
    left_out: int = 0
    """Facts and files that an error keeps out of the base: one of them might belong here."""
    is_one_fact: bool = False
    """Asked for by its id: everything is said that is known of it."""

    def __post_init__(self) -> None:
        """Refuse an answer that cites nothing."""
        if not self.shown:
            raise ValueError("an answer without a fact is no answer: say that there is nothing")

    @property
    def remaining(self) -> int:
        """How many facts come after this page."""
        return self.total - self.shown[-1].number


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A question back: which of these names was meant."""

    question: Question
    typed: str
    names: tuple[Lead, ...]
    is_ambiguous: bool
    """The names are all spelt as typed; else they are only near."""


@dataclass(frozen=True, slots=True)
class NothingKnown:
    """No fact fits. What was not found, what is near, and what the base holds at all."""

    question: Question
    missing: tuple[Reading, ...]
    near: tuple[Lead, ...]
    holdings: Holdings
    apart: tuple[Reading, ...] = ()
    """Readings that have facts each, and none together."""


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """Nobody knows this id; the nearest ids that exist."""

    fact_id: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceList:
    """The documents of the base, newest first, each with how many facts rest on it."""

    sources: tuple[tuple[Source, int], ...]
    total: int
    holdings: Holdings


@dataclass(frozen=True, slots=True)
class Help:
    """How to ask; also the reply to an empty question."""

    holdings: Holdings


@dataclass(frozen=True, slots=True)
class TooLong:
    """The question was too long to read."""

    length: int
    limit: int = MAX_QUESTION_LENGTH


Reply: TypeAlias = Answer | Suggestions | NothingKnown | UnknownFact | SourceList | Help | TooLong
