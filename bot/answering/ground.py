"""What replies are made from: one base, what finds and shows its facts, and what was asked of it."""

from dataclasses import dataclass, field

from bot.domain import FactBase, Match, Matches
from bot.domain.answers import Moment, Question, ShownFact
from bot.domain.assessment import Holdings
from bot.domain.clocks import Clocks
from bot.domain.filters import NO_FILTERS, Filters, Narrowed, Scope
from bot.matching import FactShower, Matcher


@dataclass(frozen=True, slots=True)
class Ground:
    """One base, as a desk answers from it."""

    base: FactBase
    matcher: Matcher
    shower: FactShower
    holdings: Holdings
    head: int
    """The last event of the ledger that replies include."""

    def show(self, match: Match, number: int, asked: "Asked", *, only: str = "") -> ShownFact:
        """Show a fact in its place; `only` names the part of the question that it is about, if not all."""
        return self.shower.show(match, number, only=only, as_of=asked.moment.clocks.as_of)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its parts."""

    question: Question
    """As it was typed."""
    words: str
    """What is left of it without filters and clocks; or what a command is about."""
    moment: Moment
    filters: Filters = NO_FILTERS
    scope: Scope | None = None
    """What the filters mean here; None where there are none."""
    said: tuple[str, ...] = field(default=())
    """The filters in words."""

    def narrowed(self, outside: int = 0) -> Narrowed | None:
        """Return what a reply says of the filters, and of how many facts they keep out."""
        return Narrowed(self.said, self.filters.typed, outside) if self.scope else None

    def held(self, matches: Matches) -> Matches:
        """Keep what had begun by the time that is asked about; the order stays."""
        as_of = self.moment.clocks.as_of
        return matches.begun_by(as_of.latest_on) if as_of and as_of.latest_on else matches


def again(words: str, filters: Filters, clocks: Clocks) -> str:
    """Write a question with filters and clocks, to be asked."""
    return " ".join(filter(None, (words, filters.typed, clocks.typed)))


def page_of(question: Question, total: int, size: int) -> tuple[int, int]:
    """Return the page that is wanted of so many things, the last for one beyond it; and its first place."""
    page = min(max(1, question.page), max(1, -(-total // size)))
    return page, (page - 1) * size + 1
