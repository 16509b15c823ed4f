"""Composing: a window of the ledger, and how things stand after it, become what one digest says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.digests.contents import Material
from bot.digests.preparing import Preparing, Scope
from bot.digests.reading import Period
from bot.digests.showing import State
from bot.domain.digests import Digest, DigestKind, Subscription, Window
from bot.domain.handling import STRICTEST, UNMARKED, Ceiling, Tlp, is_within
from bot.storage.engine import Database

MOST_CHARTS = 2
"""Beside them the facts would not be read."""


class Composer:
    """Composes digests from the ledger and the state that is answered from, as a ceiling lets it be seen."""

    def __init__(self, database: Database, state: Callable[[Tlp], State]) -> None:
        self._state = state
        self._preparing = Preparing(database, state)

    def is_all_within(self, ceiling: Tlp) -> bool:
        """Tell whether nothing there is must be left out under a ceiling."""
        return self._state(ceiling).base is self._state(STRICTEST).base

    async def compose(
        self,
        subscription: Subscription,
        to_at: datetime,
        ceiling: Ceiling,
        *,
        missed: int = 0,
        kind: DigestKind | None = None,
    ) -> Digest:
        """Compose what a subscription is told up to a moment; the first is a summary unless `kind` is given.

        It holds nothing above the ceiling of its channel, and what is CLEAR alone if it was made for others.
        Events that this replica's state does not include yet belong to the next digest. Raises NotYetError
        where the state is older than what was told or taken down, StorageError if the database fails.
        """
        wishes, today = subscription.wishes, to_at.date()
        kind = kind or ("summary" if subscription.is_first else wishes.kind)
        period = Period(subscription.cursor, subscription.covered_at, to_at, kind == "summary")
        tlp: Tlp = "CLEAR" if subscription.outside else ceiling.tlp
        ready = await self._preparing.ready(period, Scope(wishes.about, wishes.least_credibility), tlp)
        # Until the digest is made nothing is awaited: the matcher stays as it is.
        seqs = {"from_seq": period.from_seq, "to_seq": ready.showing.base.head}
        material = Material(
            subscription=subscription,
            window=Window(**seqs, from_at=period.from_at, to_at=to_at, missed=missed),
            outcome=ready.outcome,
            followed=ready.followed,
            # What our own analysts ask is nobody else's business.
            asked=ready.asked if is_within(UNMARKED, tlp) else (),
            showing=ready.showing,
        )
        digest = material.summary(*ready.standing) if ready.standing else material.changes()
        if not (digest.new or ready.standing):
            return digest
        chart = await self._preparing.arrivals_chart(ready, today)
        return replace(digest, charts=(*([chart] if chart else []), *digest.charts)[:MOST_CHARTS])
