"""One message's way out: look whether it stands already, post it, note that it stands."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol, TypeAlias

import structlog

from bot import metrics
from bot.delivery.claims import Claims
from bot.delivery.corrections import LOCK, Owed, read_owed, record
from bot.domain.handling import CeilingOf, Tlp, is_within, strictest
from bot.domain.postman import (
    PausedError,
    Place,
    Postman,
    RefusedError,
    UnknownOutcomeError,
    Writing,
)
from bot.domain.refusals import CEILING, CHANNEL_CLOSED, SCOPE_MISSING
from bot.storage import markings, outbox, paces
from bot.storage.engine import Database, Session, lock
from bot.storage.outbox import CHANGING, Claimed, NewRow, Row
from bot.storage.postings import Posting, Said

Outcome: TypeAlias = Literal["sent", "waiting", "unknown"]
"""waiting: it is posted later, by itself · unknown: nobody said whether it stands; that is looked up."""
Brought: TypeAlias = Literal["sent", "found", "needless"]
"""found: it stood already · needless: there is nothing left to correct."""
NOT_CHANGED = frozenset({"cant_update_message", "edit_window_closed"})
"""The message stands as it was; its thread can still be told."""
NOBODY_READS = frozenset({"message_not_found", "thread_not_found"})
"""What was to be corrected is gone, and that is as good."""
NO_ANSWER = "no_answer"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Correction:
    """A message as it is to stand, and what its thread is told."""

    message: Writing
    note: Writing | None
    """None where there is nothing to be told."""
    tlp: Tlp
    """The strictest marking of what both say."""


class Drawing(Protocol):
    """How corrections look, which is the surface's business."""

    async def correction(self, owed: Owed, ceiling: Tlp) -> Correction | None:
        """Draw a correction that holds nothing stricter; None where there is nothing left to correct."""

    def uncorrected(self, channel: str, code: str, messages: int) -> Writing:
        """Tell the curators that messages of a channel could not be corrected, and why."""


class Aftermath(Protocol):
    """What else becomes true in the same transaction in which a message of one kind is noted."""

    @property
    def is_given_up(self) -> bool:
        """Whether a message that Slack does not answer is given up in the end."""

    @property
    def ended_by(self) -> frozenset[str]:
        """The codes of a refused bot for which a message does not wait until that is mended."""

    async def sent(self, session: Session, row: Row, ts: str) -> None:
        """Note that it stands."""

    async def failed(self, session: Session, row: Row, code: str) -> None:
        """Note that it will not be taken."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What has to be known beside a message: how corrections look, what else becomes of others, who reads."""

    drawing: Drawing
    ceiling_of: CeilingOf
    """Asked just before a message is posted, whenever that is: the last wall."""
    curators_channel: str | None = None
    """Where it is told what could not be corrected."""
    aftermaths: Mapping[str, Aftermath] = field(default_factory=dict)
    """By the kind of the message."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Brings claimed messages."""

    database: Database
    postman: Postman
    claims: Claims
    telling: Telling
    now: Callable[[], datetime]

    async def send(self, claimed: Claimed) -> Outcome:
        """Post a message, at most once; RefusedError if it will not be taken, which is noted and told.

        Raises StorageError where the database fails: the message is looked up once its lease has run out.
        """
        started_s = time.perf_counter()
        aftermath = self.telling.aftermaths.get(claimed.row.kind)
        try:
            ts, state = await self._bring(claimed)
        except _TakenOverError:
            return "waiting"
        except PausedError as pause:
            if aftermath and pause.code in aftermath.ended_by:
                await self._fail(claimed, pause.code)
                raise RefusedError(pause.code) from pause
            await self._wait(claimed, claimed.row.channel, pause)
            metrics.delivery(claimed.row.kind, "waiting")
            log.info("posting.paused", kind=claimed.row.kind, pause_s=pause.retry_after_s)
            return "waiting"
        except UnknownOutcomeError as unknown:
            is_last = claimed.attempts >= self.claims.rules.most_attempts
            if is_last and (aftermath is None or aftermath.is_given_up):
                await self._fail(claimed, NO_ANSWER)
                raise RefusedError(NO_ANSWER) from unknown
            await self._leave(claimed)
            return "unknown"
        except RefusedError as refused:
            await self._fail(claimed, refused.code)
            raise
        await self._confirm(claimed, ts)
        metrics.delivery(claimed.row.kind, state)
        duration_ms = round((time.perf_counter() - started_s) * 1000)
        log.info(
            "posting.sent",
            kind=claimed.row.kind,
            state=state,
            attempts=claimed.attempts,
            duration_ms=duration_ms,
        )
        return "sent"

    async def _bring(self, claimed: Claimed) -> tuple[str | None, Brought]:
        row = claimed.row
        channel = await self.postman.direct(row.channel) if row.kind == "notice" else row.channel
        place = Place(channel, row.thread_ts)
        if row.kind == CHANGING:
            note = await self._correct(claimed)
            if note is None:
                return None, "needless"
        else:
            note = Writing(row.payload["text"], row.payload["blocks"])
        if claimed.is_in_doubt and (ts := await self._find(claimed, place)):
            return ts, "found"
        # What stands already is noted all the same: only so can it be corrected.
        await self.refuse_above(row.kind, row.channel, await self._marking(row))
        if not await self.claims.hold(claimed):
            raise _TakenOverError
        return await self.postman.post(place, note, key=row.key), "sent"

    async def refuse_above(self, kind: str, channel: str, tlp: Tlp) -> None:
        """Raise RefusedError where a channel may not hold, at this moment, what bears a marking."""
        _refuse_stricter(kind, channel, tlp, await self.telling.ceiling_of(channel))

    async def _marking(self, row: Row) -> Tlp:
        """Return the marking of a message: that which it bears, or a stricter one of what it names by now."""
        about = [*(fact_id for fact_id, _ in row.payload.get("facts", ())), *row.payload.get("about", ())]
        if not about:
            return row.tlp
        async with self.database.reading() as session:
            facts = await markings.of_facts(session, [each for each in about if "." in each])
            documents = [await markings.of_source(session, each) for each in about if "." not in each]
            return strictest((row.tlp, *facts.values(), *documents))

    async def _correct(self, claimed: Claimed) -> Writing | None:
        """Bring a message up to date, and return what its thread is to be told."""
        owed = read_owed(claimed.row)
        ceiling = await self.telling.ceiling_of(owed.channel)
        drawn = await self.telling.drawing.correction(owed, ceiling)
        if drawn is None:
            return None
        _refuse_stricter(claimed.row.kind, owed.channel, drawn.tlp, ceiling)
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
            if refused.code != SCOPE_MISSING:
                raise
            # Without the scope nobody can know, and twice is better than never.
            log.warning("posting.not_looked_up", kind=claimed.row.kind, error=refused.code)
            return None

    async def _confirm(self, claimed: Claimed, ts: str | None) -> None:
        row = claimed.row
        facts = tuple((fact_id, content_hash) for fact_id, content_hash in row.payload.get("facts", ()))
        async with self.database.begin() as session:
            aftermath = self.telling.aftermaths.get(row.kind)
            if facts or aftermath:
                # What is taken down at this moment must not stand in a message that comes of this one.
                await lock(session, LOCK)
            is_mine = await outbox.confirm(session, claimed, ts)
            if ts:
                # It may have been long on its way: the next one comes a second after its answer.
                now = await outbox.moment(session, self.now())
                await paces.pause(session, row.channel, now + self.claims.rules.between_posts, now)
            if is_mine and ts and aftermath:
                await aftermath.sent(session, row, ts)
            if is_mine and facts and ts:
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

    async def _leave(self, claimed: Claimed) -> None:
        pause = self.claims.rules.pause_after(claimed.attempts)
        async with self.database.begin() as session:
            await outbox.leave(session, claimed, await outbox.moment(session, self.now()) + pause)
        metrics.delivery(claimed.row.kind, "unknown")
        log.warning("posting.unknown", kind=claimed.row.kind, attempts=claimed.attempts)

    async def _fail(self, claimed: Claimed, code: str) -> None:
        row = claimed.row
        async with self.database.begin() as session:
            is_mine = await outbox.fail(session, claimed, code)
            if is_mine and (aftermath := self.telling.aftermaths.get(row.kind)):
                await aftermath.failed(session, row, code)
            if is_mine and row.kind == CHANGING and code not in NOBODY_READS:
                failed = 1
                if code in CHANNEL_CLOSED:
                    failed += await outbox.fail_untried_changes(session, row.channel, code)
                await self._report(session, row, code, failed)
        metrics.delivery(row.kind, "failed")
        log.warning("posting.failed", kind=row.kind, error=code, attempts=claimed.attempts)

    async def _report(self, session: Session, row: Row, code: str, failed: int) -> None:
        if self.telling.curators_channel in {None, row.channel}:
            return
        told = self.telling.drawing.uncorrected(row.channel, code, failed)
        payload = {"text": told.text, "blocks": list(told.blocks)}
        key = f"uncorrected:{row.payload['to_seq']}:{row.channel}"
        card = NewRow(key, "card", self.telling.curators_channel or "", None, payload, tlp="CLEAR")
        await outbox.put(session, [card], self.now())


def _refuse_stricter(kind: str, channel: str, tlp: Tlp, ceiling: Tlp) -> None:
    if not is_within(tlp, ceiling):
        metrics.refused_by_ceiling(kind)
        log.warning("posting.refused_by_ceiling", kind=kind, channel=channel)
        raise RefusedError(CEILING)


class _TakenOverError(Exception):
    """The lease has run out meanwhile: the message is somebody else's."""
