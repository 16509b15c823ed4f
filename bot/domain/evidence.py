"""Evidence: a fact as somebody saw it, its quotes where they stand in the document, and its life."""

from dataclasses import dataclass

from bot.domain.answers import FactHistory, ShownFact, Withdrawn
from bot.domain.ledger import Event


@dataclass(frozen=True, slots=True)
class InContext:
    """One quote, and the text of the document around it."""

    quote: str
    """The document's own words."""
    translation: str = ""
    before: str = ""
    """The paragraph before; empty at the document's beginning."""
    lead: str = ""
    """What stands before the quote in its own paragraph."""
    rest: str = ""
    """What stands after the quote in its own paragraph."""
    after: str = ""
    """The paragraph after; empty at the document's end."""
    page: int | None = None
    """From 1; None where the document has no pages, or where the quote stands is not known."""
    is_found: bool = True
    """It stands in the text that is stored now; else nothing around it is known."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a fact rests on, in the wording that was seen."""

    shown: ShownFact
    """Its standing is that of the wording that holds now."""
    content_hash: str
    """Of the wording that was seen."""
    quotes: tuple[InContext, ...]
    is_away: bool
    """The document's text is not stored, or not any more."""
    history: FactHistory
    """As far as it may be told."""
    revised: Event | None = None
    """What put the wording that holds now in the place of this one."""
    withdrawn: Withdrawn | None = None
    """What became of it, where it is shown no more."""
