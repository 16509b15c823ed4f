"""What the listeners of curation need."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.answering.desk import AnswerDesk
from bot.answering.desks import Desks
from bot.curation.acts import Acts
from bot.curation.cards import Cards
from bot.curation.choosing import Choosing
from bot.curation.gaps import Gaps
from bot.curation.notices import Notices
from bot.curation.proposals import Proposals
from bot.curation.review import Reviews
from bot.domain import FactBase
from bot.domain.answers import FactHistory, Withdrawn
from bot.domain.evidence import Evidence
from bot.domain.handling import Tlp
from bot.slack.access import Access
from bot.slack.curating.curators import Curators
from bot.slack.presses import Press, Submission

"""Also of what is above the ceiling of where it was pressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curating:
    """Everything of curation, as Slack reaches it."""

    acts: Acts
    proposals: Proposals
    reviews: Reviews
    gaps: Gaps
    cards: Cards
    notices: Notices
    choosing: Choosing
    curators: Curators
    access: Access
    desks: Desks
    history: Callable[[FactBase, str, Tlp], Awaitable[FactHistory]]
    """Of a fact of a base, as far as a ceiling lets it be told."""
    evidence: Callable[[AnswerDesk, str, str, Tlp], Awaitable[Evidence | Withdrawn | None]]
    """Of a fact that a desk knows, in the wording whose hash begins so, under a ceiling."""
    command: str

    async def ceiling(self, who: Press | Submission) -> Tlp:
        """Return what may be told where somebody pressed, typed, or opened a form."""
        return (await self.access.channel(who.channel, who.user_id)).tlp
