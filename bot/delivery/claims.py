"""Whose turn it is: messages are claimed one worker each, at the pace that Slack allows, by one clock."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.storage import outbox, paces
from bot.storage.engine import Database, Session, lock
from bot.storage.outbox import CHANGING, Claimed, Row

AT_ONCE = 24
"""Messages that one worker brings at the same time: each waits for an answer, mostly."""
LOOKED_AT = 100
MOST_DOUBLED = 10


@dataclass(frozen=True, slots=True)
class Rules:
    """How fast, how long and how often."""

    lease: timedelta = timedelta(seconds=120)
    """Longer than our patience with Slack (20 s), its slowest commit and the lag of its history together."""
    between_posts: timedelta = timedelta(seconds=1)
    """In one channel; Slack's limit."""
    between_changes: timedelta = timedelta(minutes=1) / 50
    """In the whole workspace: chat.update is of Slack's tier 3, "50+ per minute"."""
    most_attempts: int = 9
    """With the growing pauses between them a message is given up some four hours after the first."""
    longest_pause: timedelta = paces.LONGEST

    def pause_after(self, attempts: int) -> timedelta:
        """Return how long a message is left of which nobody knows whether it stands."""
        # Doubled further it would not be longer, and one day be too long to be written.
        doubled = min(attempts - 1, MOST_DOUBLED)
        pause: timedelta = self.lease * 2**doubled
        return min(pause, self.longest_pause)


class Claims:
    """Takes messages out of the outbox, one worker each."""

    def __init__(self, database: Database, now: Callable[[], datetime], rules: Rules) -> None:
        self._database = database
        self._now = now
        self.rules = rules

    async def some(self, *, but: Collection[str] = ()) -> list[Claimed]:
        """Claim messages that may be posted now, at most one a channel, but for those with certain keys."""
        async with self._database.begin() as session:
            now = await self._begin(session)
            with_changes = await self._changes_free_at(session, now) <= now
            rows = await outbox.ready(session, now, with_changes=with_changes, limit=LOOKED_AT)
            claimed: list[Claimed] = []
            turns: set[str] = set()
            for row in rows:
                if len(claimed) == AT_ONCE:
                    break
                # What is ready waits for no turn but that of a message taken just now.
                if row.key in but or row.channel in turns:
                    continue
                if row.kind == CHANGING and await self._changes_free_at(session, now) > now:
                    continue
                if taken := await self._claim(session, row, now):
                    claimed += taken
                    turns.add(row.channel)
            if turns:
                await paces.take_turns(session, turns, now, self.rules.between_posts)
            return claimed

    async def one(self, session: Session, key: str) -> Claimed | Row:
        """Claim one message, or return it as it is where that cannot be done now."""
        now = await self._begin(session)
        row = await outbox.find(session, key)
        if row is None:
            raise KeyError(key)
        free = await self._free_at(session, row, now) <= now
        claimed = await self._take(session, row, now) if free else []
        return claimed[0] if claimed else row

    async def wait_s(self, row: Row) -> float:
        """Return how many seconds it takes until a message that is due may be claimed."""
        async with self._database.reading() as session:
            now = await outbox.moment(session, self._now())
            return (await self._free_at(session, row, now) - now).total_seconds()

    async def hold(self, claimed: Claimed) -> bool:
        """Tell whether a claim still holds."""
        async with self._database.reading() as session:
            return await outbox.is_held(session, claimed, await outbox.moment(session, self._now()))

    async def _begin(self, session: Session) -> datetime:
        # Two workers at once would each find the channel free.
        await lock(session, "outbox")
        return await outbox.moment(session, self._now())

    async def _free_at(self, session: Session, row: Row, now: datetime) -> datetime:
        not_before = row.not_before if row.not_before <= now + paces.LONGEST else now
        free_at = max(not_before, await paces.free_at(session, row.channel, now))
        return max(free_at, await self._changes_free_at(session, now)) if row.kind == CHANGING else free_at

    async def _changes_free_at(self, session: Session, now: datetime) -> datetime:
        # One change may come early: else a worker that looks once a second would miss every other turn.
        return await paces.free_at(session, paces.WORKSPACE, now) - self.rules.between_changes

    async def _take(self, session: Session, row: Row, now: datetime) -> list[Claimed]:
        claimed = await self._claim(session, row, now)
        if claimed:
            await paces.take_turns(session, [row.channel], now, self.rules.between_posts)
        return claimed

    async def _claim(self, session: Session, row: Row, now: datetime) -> list[Claimed]:
        """Claim a message, and of a change the turn in the workspace; not yet its channel's."""
        owner = secrets.token_hex(8)
        claimed = await outbox.claim(session, row, owner, now, now + self.rules.lease)
        if claimed is None:
            return []
        if row.kind == CHANGING:
            await paces.take_turns(session, [paces.WORKSPACE], now, self.rules.between_changes)
        return [claimed]
