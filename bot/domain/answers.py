"""What the desk says: an answer made of cited facts, a question back, or nothing on that.

No type here can hold a claim without its source and the document's own words.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.domain.assessment import Holdings, SourceSummary
from bot.domain.facts import Source
from bot.domain.filters import Narrowed
from bot.domain.ledger import Doubt, Event
from bot.domain.overviews import Changes, Comparison, Overview, Timeline
from bot.domain.questions import Lead, Reading
from bot.domain.shown import NOW, Away, Bearing, Dissent, Moment, Question, ShownFact, Since, Voice
from bot.domain.sources import SourceRecord, UnknownSource

__all__ = [
    "MAX_QUESTION_LENGTH",
    "PAGE_SIZE",
    "Answer",
    "Away",
    "Bearing",
    "BeforeLedger",
    "Changes",
    "Comparison",
    "Dissent",
    "FactHistory",
    "Help",
    "Moment",
    "NothingKnown",
    "Overview",
    "Question",
    "Refusal",
    "Reply",
    "ShownFact",
    "Since",
    "SourceList",
    "SourceRecord",
    "Suggestions",
    "Timeline",
    "TooLong",
    "UnknownFact",
    "UnknownSource",
    "UnreadFilter",
    "Voice",
    "Withdrawn",
]

PAGE_SIZE = 5
"""Facts a page: what a reader takes in at once, and what fits Slack's limits with long quotes."""
_ALL_SOURCES = Question("sources")
MAX_QUESTION_LENGTH = 500
"""Characters; a longer one is a document, not a question."""


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
    is_close: bool = False
    """No fact has every word of the question; those that none has are among the readings, as unread."""
    head: int = 0
    """The last event of the ledger that this answer includes."""
    moment: Moment = NOW
    narrowed: Narrowed | None = None
    """Which filters were kept to."""

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
    later: int = 0
    """How many facts there are that the time asked about is too early for."""
    moment: Moment = NOW
    readings: tuple[Reading, ...] = ()
    """How the whole question was read."""
    narrowed: Narrowed | None = None
    """Which filters were kept to."""


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """Nobody knows this id; the nearest ids that exist."""

    fact_id: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A fact that was retracted or taken down: what became of it, and what takes its place."""

    fact_id: str
    content_hash: str
    """Of its last wording."""
    claim: str
    """Empty once its words were taken down."""
    withdrawal: Doubt | None
    """By whom, when and why."""
    replaced_by: tuple[Dissent, ...]
    is_redacted: bool = False
    """Its words were taken down, not only hidden."""
    head: int = 0
    """The last event of the ledger that this includes."""
    moment: Moment = NOW


@dataclass(frozen=True, slots=True)
class BeforeLedger:
    """What was known on a day before the first event of the ledger: nothing."""

    known_on: date
    begins_on: date | None
    """The day of the first event; None where there is none yet."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What cannot be answered as it was asked, and what to do, in a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class UnreadFilter:
    """A filter names what is unknown, or what may be several: what to put there instead."""

    question: Question
    sentence: str
    near: tuple[Lead, ...]
    """Each asks the question again with another name in the filter."""


@dataclass(frozen=True, slots=True)
class FactHistory:
    """A fact's whole life."""

    fact_id: str
    claim: str | None
    """As it stands; None where the ledger does not know the fact, or its words were taken down."""
    events: tuple[Event, ...]
    """Everything that happened to it, first to last."""


@dataclass(frozen=True, slots=True)
class SourceList:
    """The documents of the base, newest first, each with how many facts rest on it."""

    sources: tuple[tuple[Source, int], ...]
    total: int
    holdings: Holdings
    moment: Moment = NOW
    question: Question = _ALL_SOURCES
    first: int = 1
    """The place of the first of them, from 1."""

    @property
    def remaining(self) -> int:
        """How many documents come after this page."""
        return self.total - (self.first - 1) - len(self.sources)


@dataclass(frozen=True, slots=True)
class Help:
    """How to ask; also the reply to an empty question."""

    holdings: Holdings


@dataclass(frozen=True, slots=True)
class TooLong:
    """The question was too long to read."""

    length: int
    limit: int = MAX_QUESTION_LENGTH


Reply: TypeAlias = (
    Answer
    | Suggestions
    | NothingKnown
    | UnknownFact
    | Withdrawn
    | BeforeLedger
    | SourceList
    | SourceRecord
    | UnknownSource
    | Help
    | TooLong
    | Refusal
    | UnreadFilter
    | Overview
)
