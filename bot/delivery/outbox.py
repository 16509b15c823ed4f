"""The outbox: whatever others see is posted through here, effectively once.

Slack knows no way to post something only if it does not stand yet. So each message carries a key, a try
that nobody has answered is looked up before it is repeated, and what comes of it is noted in the same
transaction as what the message shows. What is left: a process that stalls for longer than its lease,
between the last look at it and the post, posts twice.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias, TypeVar

import structlog

from bot import metrics
from bot.delivery.claims import Claims, Rules
from bot.delivery.sending import Outcome, Sender, Telling
from bot.domain.handling import Tlp
from bot.domain.ledger import Actor
from bot.domain.postman import Block, Place, Postman, RefusedError, UnknownOutcomeError, Writing
from bot.storage import outbox
from bot.storage.engine import Database, Session, StorageError
from bot.storage.outbox import Claimed, NewRow, Row

Kind: TypeAlias = Literal["reply", "share", "card", "notice", "digest"]
"""reply: an answer in a thread · share: one put into a channel · card: for the curators · notice: for one
person, whose id stands for the channel · digest: one message of a digest."""
WAITS_S = 0.5
"""How long an asker waits for the database, of the 3 s that Slack waits for the answer."""
PATIENCE_S = 1.0
"""How long for the channel's turn: as long as one message needs."""
KEPT = timedelta(days=7)
"""Slack repeats nothing after a day; a week leaves time to look what failed."""

log = structlog.get_logger()
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message to be posted; what it says is fixed here, so that a second try says the same."""

    key: str
    """Names it among all messages; ids only, since everybody in the workspace may read it."""
    kind: Kind
    channel: str
    thread_ts: str | None = None
    text: str
    blocks: list[Block]
    tlp: Tlp
    """The strictest marking of what it says."""
    facts: tuple[tuple[str, str], ...] = ()
    """The id of each fact that it shows to others, and the hash of the wording."""
    seen_seq: int = 0
    """The last event of the ledger that it includes."""
    about: tuple[str, ...] = ()
    """The facts and documents that it names without showing them, by id: their markings may change, too."""


def notices(key: str, to: Actor, told: Writing, tlp: Tlp, about: tuple[str, ...] = ()) -> list[Letter]:
    """Address a message to one person alone; to nobody, where they did not act in Slack."""
    if not to.slack_id:
        return []
    return [
        Letter(
            key=key,
            kind="notice",
            channel=to.slack_id,
            text=told.text,
            blocks=[*told.blocks],
            tlp=tlp,
            about=about,
        )
    ]


class Outbox:
    """Takes letters, and sees to it that each is posted."""

    def __init__(
        self,
        database: Database,
        postman: Postman,
        now: Callable[[], datetime],
        telling: Telling,
        *,
        rules: Rules | None = None,
    ) -> None:
        self._database = database
        self._postman = postman
        self._now = now
        self._claims = Claims(database, now, rules or Rules())
        self._sender = Sender(database, postman, self._claims, telling, now)
        self._under_way: set[asyncio.Task[Any]] = set()
        self._awaited: set[str] = set()
        """The keys of messages whose asker waits for the channel's turn."""

    async def put(self, session: Session, letter: Letter) -> None:
        """Leave a letter to be posted soon, as part of a transaction; its key is taken once."""
        await outbox.put(session, [row_of(letter)], self._now())

    async def send(self, letter: Letter, *, was_tried: bool = False) -> Outcome:
        """Post a letter at once if its channel's pace allows it; what this cannot finish, `beat` does.

        Raises RefusedError if it will not be taken, or holds more than its channel may (`ceiling`). With the
        database away it is posted all the same: then PausedError and UnknownOutcomeError are raised as well,
        and `was_tried` says to look first.
        """
        try:
            found, is_new = await self._in_time(self._put_and_claim(letter))
            if isinstance(found, Row) and found.state == "due":
                found = await self._when_free(found)
        except StorageError:
            log.warning("posting.not_recorded", kind=letter.kind)
            return await self._post_unrecorded(letter, was_tried)
        if isinstance(found, Claimed):
            claimed = replace(found, is_in_doubt=found.is_in_doubt and not is_new)
            outcome = await self._send(claimed)
            return await self._send_after_pause(claimed) if outcome == "waiting" else outcome
        if found.state == "failed":
            raise RefusedError(found.error or "")
        return "sent" if found.state == "sent" else "waiting"

    async def beat(self) -> int:
        """Post everything that may be posted now; return how much was tried."""
        tried = 0
        while claimed := await self._claims.some(but=self._awaited):
            await asyncio.gather(*(self._send_unasked(each) for each in claimed))
            tried += len(claimed)
        return tried

    async def waiting(self) -> int:
        """Return how many messages are not posted yet."""
        async with self._database.reading() as session:
            return await outbox.waiting(session)

    async def prune(self) -> None:
        """Forget what is long over."""
        async with self._database.begin() as session:
            await outbox.forget_before(session, self._now() - KEPT)

    async def close(self) -> None:
        """Wait for what still speaks with the database, and give up what hangs."""
        if self._under_way:
            _, hanging = await asyncio.wait(self._under_way, timeout=WAITS_S)
            for task in hanging:
                task.cancel()
            await asyncio.gather(*hanging, return_exceptions=True)

    async def _put_and_claim(self, letter: Letter) -> tuple[Claimed | Row, bool]:
        """Claim a letter, and tell whether it was not known before."""
        async with self._database.begin() as session:
            # Should this take too long, it is posted without: so whoever claims it later looks first.
            is_new = await outbox.put(session, [row_of(letter)], self._now(), is_tried=True) > 0
            return await self._claims.one(session, letter.key), is_new

    async def _when_free(self, row: Row) -> Claimed | Row:
        """Claim a message when its channel's turn has come, if that is soon."""
        wait_s = await self._claims.wait_s(row)
        if wait_s > PATIENCE_S:
            return row
        self._awaited.add(row.key)
        try:
            await asyncio.sleep(max(0.0, wait_s))
            async with self._database.begin() as session:
                return await self._claims.one(session, row.key)
        finally:
            self._awaited.discard(row.key)

    async def _send_after_pause(self, paused: Claimed) -> Outcome:
        """Try once more after a pause that is short enough for an asker."""
        try:
            async with self._database.reading() as session:
                row = await outbox.find(session, paused.row.key)
            found = await self._when_free(row) if row and row.state == "due" else row
        except StorageError:
            return "waiting"
        if not isinstance(found, Claimed):
            return "waiting"
        return await self._send(replace(found, is_in_doubt=paused.is_in_doubt))

    async def _send(self, claimed: Claimed) -> Outcome:
        try:
            return await self._sender.send(claimed)
        except StorageError:
            metrics.delivery(claimed.row.kind, "unknown")
            log.warning("posting.not_confirmed", kind=claimed.row.kind)
            return "unknown"

    async def _send_unasked(self, claimed: Claimed) -> None:
        try:
            await self._send(claimed)
        except RefusedError:
            return  # noted and told by whoever sends it

    async def _post_unrecorded(self, letter: Letter, was_tried: bool) -> Outcome:  # noqa: FBT001  # of our own
        place, since = Place(letter.channel, letter.thread_ts), self._now()
        if was_tried and await self._stands(place, letter.key, since - KEPT):
            return "sent"
        await self._sender.refuse_above(letter.kind, letter.channel, letter.tlp)
        try:
            await self._postman.post(place, Writing(letter.text, letter.blocks), key=letter.key)
        except UnknownOutcomeError:
            if not await self._stands(place, letter.key, since):
                raise
        metrics.delivery(letter.kind, "sent")
        return "sent"

    async def _stands(self, place: Place, key: str, since: datetime) -> bool:
        try:
            return await self._postman.find(place, key=key, since=since) is not None
        except RefusedError:
            # Nobody can know, and an answer given twice is better than none.
            return False

    async def _in_time(self, work: Coroutine[None, None, _Result]) -> _Result:
        # What takes longer goes on without its asker: cancelled, it would cost the connection.
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._forget)
        await asyncio.wait({task}, timeout=WAITS_S)
        if not task.done():
            raise StorageError("The database is slow. Look what keeps it busy.")
        return task.result()

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # whoever waited has it; nobody else misses it


def row_of(letter: Letter) -> NewRow:
    """Return the row that a letter becomes."""
    payload = {
        "text": letter.text,
        "blocks": letter.blocks,
        "facts": letter.facts,
        "seen_seq": letter.seen_seq,
        "about": letter.about,
    }
    return NewRow(letter.key, letter.kind, letter.channel, letter.thread_ts, payload, letter.tlp)
