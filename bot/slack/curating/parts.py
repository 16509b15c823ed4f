"""What the listeners of curation need."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.answering.desks import Desks
from bot.curation.acts import Acts
from bot.curation.cards import Cards
from bot.curation.choosing import Choosing
from bot.curation.gaps import Gaps
from bot.curation.notices import Notices
from bot.curation.proposals import Proposals
from bot.curation.review import Reviews
from bot.domain.answers import FactHistory
from bot.slack.curating.curators import Curators


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
    desks: Desks
    history: Callable[[str], Awaitable[FactHistory]]
    command: str
