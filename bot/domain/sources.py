"""Replies about one document: what is known of it, what it supports, how much of it is accounted for."""

from dataclasses import dataclass

from bot.domain.facts import Source
from bot.domain.shown import NOW, Moment, Question, ShownFact


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """How much of a document is accounted for, in sentences."""

    sentences: int
    cited: int
    """By facts that may be told here."""
    left_out: int
    """Listed by its curators as holding no fact, with a reason."""

    @property
    def others(self) -> int:
        """How many are neither cited here nor left out with a reason."""
        return max(0, self.sentences - self.cited - self.left_out)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A document as the base keeps it, and one page of the facts that rest on it."""

    question: Question
    source: Source
    facts: tuple[ShownFact, ...]
    first: int
    """The place of the first of them, from 1."""
    total: int
    coverage: SourceCoverage | None = None
    """None where the document's text is not at hand."""
    head: int = 0
    """The last event of the ledger that this includes."""
    moment: Moment = NOW

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts on this page."""
        return tuple(each.cited.fact.id for each in self.facts)

    @property
    def remaining(self) -> int:
        """How many facts come after this page."""
        return self.total - (self.first - 1) - len(self.facts)


@dataclass(frozen=True, slots=True)
class UnknownSource:
    """No document that facts rest on has this id; the nearest ids that there are."""

    source_id: str
    near: tuple[str, ...]
