"""One message's way out: look whether it stands already, post it, note that it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol, TypeAlias

import structlog

from bot.delivery.claims import Claims
from bot.delivery.corrections import LOCK, Owed, read_owed, record
from bot.domain.postman import (
    PausedError,
    Place,
    Postman,
    RefusedError,
    UnknownOutcomeError,
    Writing,
)
from bot.storage import outbox, paces
from bot.storage.engine import Database, Session, lock
from bot.storage.outbox import CHANGING, Claimed, NewRow, Row
from bot.storage.postings import Posting, Said

Outcome: TypeAlias = Literal["sent", "waiting", "unknown"]
"""waiting: it is posted later, by itself · unknown: nobody said whether it stands; that is looked up."""
MAY_NOT_LOOK = frozenset({"missing_scope"})
NOT_CHANGED = frozenset({"cant_update_message", "edit_window_closed"})
"""The message stands as it was; its thread can still be told."""
NOBODY_READS = frozenset({"message_not_found", "thread_not_found"})
"""What was to be corrected is gone, and that is as good."""
CHANNEL_CLOSED = frozenset({"channel_not_found", "not_in_channel", "is_archived", "is_inactive"})
NO_ANSWER = "no_answer"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Correction:
    """A message as it is to stand, and what its thread is told."""

    message: Writing
    note: Writing


class Drawing(Protocol):
    """How corrections look, which is the surface's business."""

    async def correction(self, owed: Owed) -> Correction | None:
        """Draw a correction; None where there is nothing left to correct."""

    def uncorrected(self, channel: str, code: str, messages: int) -> Writing:
        """Tell the curators that messages of a channel could not be corrected, and why."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Brings claimed messages."""

    database: Database
    postman: Postman
    claims: Claims
    drawing: Drawing
    now: Callable[[], datetime]
    curators_channel: str | None

    async def send(self, claimed: Claimed) -> Outcome:
        """Post a message, at most once; RefusedError if it will not be taken, which is noted and told.

        Raises StorageError where the database fails: the message is looked up once its lease has run out.
        """
        try:
            ts = await self._bring(claimed)
        except _TakenOverError:
            return "waiting"
        except PausedError as pause:
            await self._wait(claimed, claimed.row.channel, pause)
            return "waiting"
        except UnknownOutcomeError as unknown:
            if claimed.attempts >= self.claims.rules.most_attempts:
                await self._fail(claimed, NO_ANSWER)
                raise RefusedError(NO_ANSWER) from unknown
            await self._leave(claimed)
            return "unknown"
        except RefusedError as refused:
            await self._fail(claimed, refused.code)
            raise
        await self._confirm(claimed, ts)
        return "sent"

    async def _bring(self, claimed: Claimed) -> str | None:
        row = claimed.row
        channel = await self.postman.direct(row.channel) if row.kind == "notice" else row.channel
        place = Place(channel, row.thread_ts)
        if row.kind == CHANGING:
            note = await self._correct(claimed)
            if note is None:
                return None
        else:
            note = Writing(row.payload["text"], row.payload["blocks"])
        if claimed.is_in_doubt and (ts := await self._find(claimed, place)):
            log.info("posting.found", kind=row.kind, attempts=claimed.attempts)
            return ts
        if not await self.claims.hold(claimed):
            raise _TakenOverError
        return await self.postman.post(place, note, key=row.key)

    async def _correct(self, claimed: Claimed) -> Writing | None:
        """Bring a message up to date, and return what its thread is to be told."""
        owed = read_owed(claimed.row)
        drawn = await self.drawing.correction(owed)
        if drawn is None:
            return None
        try:
            await self.postman.correct(owed.channel, owed.ts, drawn.message)
        except RefusedError as refused:
            if refused.code not in NOT_CHANGED:
                raise
            log.warning("message.not_changed", error=refused.code)
        except PausedError as pause:
            await self._wait(claimed, paces.WORKSPACE, pause)
            raise
        return drawn.note

    async def _find(self, claimed: Claimed, place: Place) -> str | None:
        try:
            return await self.postman.find(place, key=claimed.row.key, since=claimed.since)
        except RefusedError as refused:
            if refused.code not in MAY_NOT_LOOK:
                raise
            # Without the scope nobody can know, and twice is better than never.
            log.warning("posting.not_looked_up", kind=claimed.row.kind, error=refused.code)
            return None

    async def _confirm(self, claimed: Claimed, ts: str | None) -> None:
        row = claimed.row
        facts = tuple((fact_id, content_hash) for fact_id, content_hash in row.payload.get("facts", ()))
        async with self.database.begin() as session:
            if facts:
                await lock(session, LOCK)
            if await outbox.confirm(session, claimed, ts) and facts and ts:
                posted_at = datetime.fromtimestamp(float(ts), UTC)
                posting = Posting(row.channel, ts, row.thread_ts, facts, row.payload["seen_seq"], posted_at)
                said = Said(row.kind, row.payload["text"], row.payload["blocks"])
                await record(session, posting, said, self.now())

    async def _wait(self, claimed: Claimed, channel: str, pause: PausedError) -> None:
        async with self.database.begin() as session:
            now = await outbox.moment(session, self.now())
            until = min(now + timedelta(seconds=pause.retry_after_s), now + paces.LONGEST)
            # A change may come one turn early, and this one may not.
            early = self.claims.rules.between_changes if channel == paces.WORKSPACE else timedelta()
            await paces.pause(session, channel, until + early, now)
            await outbox.postpone(session, claimed, until)
        log.info("posting.paused", kind=claimed.row.kind, pause_s=pause.retry_after_s)

    async def _leave(self, claimed: Claimed) -> None:
        pause = self.claims.rules.pause_after(claimed.attempts)
        async with self.database.begin() as session:
            await outbox.leave(session, claimed, await outbox.moment(session, self.now()) + pause)
        log.warning("posting.unknown", kind=claimed.row.kind, attempts=claimed.attempts)

    async def _fail(self, claimed: Claimed, code: str) -> None:
        row = claimed.row
        async with self.database.begin() as session:
            is_mine = await outbox.fail(session, claimed, code)
            if is_mine and row.kind == CHANGING and code not in NOBODY_READS:
                failed = 1
                if code in CHANNEL_CLOSED:
                    failed += await outbox.fail_untried_changes(session, row.channel, code)
                await self._report(session, row, code, failed)
        log.warning("posting.failed", kind=row.kind, error=code, attempts=claimed.attempts)

    async def _report(self, session: Session, row: Row, code: str, failed: int) -> None:
        if self.curators_channel in {None, row.channel}:
            return
        told = self.drawing.uncorrected(row.channel, code, failed)
        payload = {"text": told.text, "blocks": list(told.blocks)}
        key = f"uncorrected:{row.payload['to_seq']}:{row.channel}"
        card = NewRow(key, "card", self.curators_channel or "", None, payload)
        await outbox.put(session, [card], self.now())


class _TakenOverError(Exception):
    """The lease has run out meanwhile: the message is somebody else's."""
