"""What the desk says: an answer made of cited facts, a question back, or nothing on that.

No type here can hold a claim without its source and the document's own words.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from bot.domain.assessment import Holdings, SourceSummary
from bot.domain.clocks import PRESENT, Clocks
from bot.domain.facts import CitedFact, Source
from bot.domain.ledger import Doubt, Event, Standing, content_hash
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
class Away:
    """The database is away; what is answered is the last state that was read."""

    since: datetime
    """When it was last read; aware, UTC."""
    minutes: int
    """How long that was ago, in whole minutes."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Of which time a reply speaks."""

    clocks: Clocks = PRESENT
    """What was asked for."""
    state_on: date | None = None
    """The day whose state of the ledger was read; None for the present one."""
    away: Away | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a fact after the day whose state is shown."""

    how: Literal["retracted", "revised"]
    on: date


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
    confidence: float
    """0–1: the chance that it answers the question."""
    why: tuple[Reason, ...]
    only: str = ""
    """Which part of the question it is about, if not the whole."""
    standing: Standing | None = None
    """What the ledger says of it; None where the base comes straight from files."""
    origins: int = 0
    """Distinct origins among it and the facts that corroborate it; 0 where none does."""
    is_published_later: bool = False
    """Its document is younger than the time that was asked about."""
    since: Since | None = None

    @property
    def content_hash(self) -> str:
        """The hash of the wording that is shown."""
        return self.standing.content_hash if self.standing else content_hash(self.cited.fact)


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
    moment: Moment = Moment()

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
    moment: Moment = Moment()
    readings: tuple[Reading, ...] = ()
    """How the whole question was read."""


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
    moment: Moment = Moment()


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
    moment: Moment = Moment()


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
    | Help
    | TooLong
    | Refusal
)
