"""Replies that show many facts at once: names side by side, facts by date, what the ledger changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from bot.domain.edtf import parse_edtf
from bot.domain.filters import Narrowed
from bot.domain.handling import Tlp
from bot.domain.ledger import EventKind
from bot.domain.questions import Reading
from bot.domain.shown import NOW, Moment, Question, ShownFact

ROWS_PAGE = 8
"""Topics in one table: what is taken in at once, and what fits Slack's limits with four names."""
TIMELINE_PAGE = 8
CHANGES_PAGE = 10
COMPARED = range(2, 5)
"""So many names are compared."""

DatedBy: TypeAlias = Literal["event", "as_of", "said", "published"]
"""event: it happened then · as_of: it was true then · said: it was said then · published: it has no date of
its own, and stands under its document's."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What there is on one name and one topic."""

    best: ShownFact | None
    """None where there is nothing."""
    facts: int
    contradictions: int
    """Pairs of facts that contradict each other, with at least one of them here."""


@dataclass(frozen=True, slots=True)
class Row:
    """One topic, and what there is on it for each of the names."""

    topic: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Names side by side, topic by topic; one page of it."""

    question: Question
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    first: int
    """The place of the first row, from 1."""
    total: int
    """How many topics there are in all."""
    readings: tuple[Reading, ...] = ()
    left_out: int = 0
    """Facts and files that an error keeps out of the base."""
    head: int = 0
    """The last event of the ledger that this includes."""
    moment: Moment = NOW
    narrowed: Narrowed | None = None

    def __post_init__(self) -> None:
        """Refuse a comparison that cites nothing."""
        if not self.shown:
            raise ValueError("a comparison without a fact is none: say that there is nothing")

    @property
    def shown(self) -> tuple[ShownFact, ...]:
        """The facts whose claims it shows, each once."""
        best = (cell.best for row in self.rows for cell in row.cells if cell.best)
        return tuple({each.cited.fact.id: each for each in best}.values())

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts whose claims it says."""
        return tuple(each.cited.fact.id for each in self.shown)

    @property
    def remaining(self) -> int:
        """How many topics come after this page."""
        return self.total - self.first + 1 - len(self.rows)


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact under the date that it is about."""

    shown: ShownFact
    date: str
    """EDTF, as precise as it is known."""
    by: DatedBy

    @property
    def year(self) -> int:
        """The year under which it stands: that of the beginning, else of the end."""
        period = parse_edtf(self.date)
        day = period.earliest_on or period.latest_on
        if day is None:
            raise ValueError("a date is open at one end at most")
        return day.year


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of the facts found, the oldest first."""

    question: Question
    title: str
    readings: tuple[Reading, ...]
    facts: tuple[DatedFact, ...]
    total: int
    is_close: bool = False
    """As in an answer."""
    left_out: int = 0
    head: int = 0
    moment: Moment = NOW
    narrowed: Narrowed | None = None

    def __post_init__(self) -> None:
        """Refuse a timeline that cites nothing."""
        if not self.facts:
            raise ValueError("a timeline without a fact is none: say that there is nothing")

    @property
    def shown(self) -> tuple[ShownFact, ...]:
        """The facts that it shows."""
        return tuple(each.shown for each in self.facts)

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts whose claims it says."""
        return tuple(each.cited.fact.id for each in self.shown)

    @property
    def remaining(self) -> int:
        """How many facts come after this page."""
        return self.total - self.shown[-1].number


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """One thing that was done to a fact."""

    kind: EventKind
    fact_id: str
    at: datetime
    by: str
    """By name."""
    why: str
    claim: str
    """As it was worded then; empty where its words were taken down."""
    was: str = ""
    """revise: the claim before, where that is another one and may be told."""
    fields: tuple[str, ...] = ()
    """revise: what changed."""
    others: tuple[str, ...] = ()
    """supersede, restore: the facts that took or gave back its place."""


@dataclass(frozen=True, slots=True)
class Changes:
    """One page of what was done to facts, the newest first; empty where nothing was."""

    question: Question
    title: str
    """What they are about; empty for the whole base."""
    since: date
    changes: tuple[LedgerChange, ...]
    first: int
    """The place of the first of them, from 1."""
    total: int
    tlp: Tlp = "CLEAR"
    """The strictest marking of the facts on this page."""
    is_cut: bool = False
    """There are more, and older ones, than are looked at."""
    head: int = 0
    moment: Moment = NOW

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts whose claims it says, each once."""
        return tuple(dict.fromkeys(each.fact_id for each in self.changes))

    @property
    def remaining(self) -> int:
        """How many come after this page."""
        return self.total - self.first + 1 - len(self.changes)


Overview: TypeAlias = Comparison | Timeline | Changes
