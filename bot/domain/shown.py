"""What answers are made of: the question, the time it is about, and facts as they are shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from bot.domain.clocks import PRESENT, Clocks
from bot.domain.facts import CitedFact
from bot.domain.ledger import Standing, content_hash
from bot.domain.questions import Reason

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


NOW = Moment()
"""The present, as it was just read."""


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
