"""How much awaits a curator, by reason."""

from collections.abc import Callable, Collection
from datetime import datetime

from bot.curation.proposals import MOST_OPEN
from bot.curation.review import Why
from bot.domain.handling import Tlp, is_within
from bot.storage import markings, proposals
from bot.storage.awaiting_counts import awaiting_counts
from bot.storage.engine import Database


class Waiting:
    """Counts the queue, as a ceiling lets it be seen; StorageError if the database fails."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def counts(self, ceiling: Tlp, hidden: Collection[str]) -> dict[Why, int]:
        """Count what awaits a decision, without the facts that are `hidden`, being above the ceiling.

        Of proposals at most 200 are counted.
        """
        async with self._database.reading() as session:
            facts = await awaiting_counts(session, self._now().date(), hidden)
            asked = [
                await markings.of_proposed(session, each.source_id, each.fact)
                for each in await proposals.open_proposals(session, MOST_OPEN)
            ]
        proposed = sum(is_within(tlp, ceiling) for tlp in asked)
        found: list[tuple[Why, int]] = [*facts.items(), ("proposed", proposed)]
        return {why: count for why, count in found if count}
