"""Digests on their way: whatever is due is composed, fixed, and left for the outbox to post."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import starmap

import structlog

from bot.delivery.corrections import LOCK
from bot.delivery.outbox import row_of
from bot.digests.aftermath import Pause, letter_of, rest
from bot.digests.ceilings import BECAME_SHARED, UNKNOWN, is_outside
from bot.digests.composing import Composer
from bot.digests.due import due, next_run
from bot.digests.errors import NotYetError
from bot.domain.digests import Delivery, Digest, Part, Subscription
from bot.domain.handling import Ceiling, ChannelCeiling
from bot.domain.postman import Writing
from bot.errors import FootnoteError
from bot.log import describe
from bot.storage import deliveries, ledger, outbox, subscriptions
from bot.storage.engine import Database, Session, lock

AT_ONCE = 20
"""Subscriptions taken at a time: replicas share the work of a busy minute."""
JUST_BEFORE = timedelta(microseconds=1)
AHEAD = timedelta(hours=1)
"""No digest covers a time to come, unless a clock ran ahead."""
PATIENCE = timedelta(minutes=10)
"""How long Slack may not say who is in a channel; then it gets what is CLEAR, and never the rest."""
KEPT = timedelta(days=90)
"""How long it can be looked up what became of a digest."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DigestDrawing:
    """How digests look, which is the surface's business."""

    digest: Callable[[Digest], Sequence[Part]]
    pause: Callable[[Pause], Writing]
    """How the owner is told that one rests."""


class Digests:
    """Sends what is due, to whom it is for."""

    def __init__(
        self,
        database: Database,
        composer: Composer,
        drawing: DigestDrawing,
        now: Callable[[], datetime],
        ceiling_of: ChannelCeiling,
    ) -> None:
        self._database = database
        self._composer = composer
        self._drawing = drawing
        self._now = now
        self._ceiling_of = ceiling_of
        self._unknown_since: dict[str, datetime] = {}
        """By channel."""

    async def beat(self) -> int:
        """Leave every digest that is due to be posted, and return how many; StorageError if that fails.

        What cannot be composed is left for a later beat, here or elsewhere, and stops no other.
        """
        made, waiting = 0, []
        while taken := await self._take():
            done = await asyncio.gather(*starmap(self._make, taken), return_exceptions=True)
            made += sum(each is True for each in done)
            for (subscription, _), each in zip(taken, done, strict=True):
                if isinstance(each, NotYetError):
                    waiting.append(subscription.id)
                elif isinstance(each, BaseException):
                    log.warning("digest.not_composed", subscription=subscription.id, **describe(each))
        if waiting:
            # Another replica may have read further.
            async with self._database.begin() as session:
                await subscriptions.let_go(session, waiting)
        return made

    async def prune(self) -> None:
        """Forget what became of digests of long ago, and what a clock has planned that ran ahead."""
        async with self._database.begin() as session:
            now = await outbox.moment(session, self._now())
            await deliveries.forget_before(session, now - KEPT)
            for each in await subscriptions.covered_after(session, now + AHEAD):
                on = replace(each, covered_at=now, next_at=next_run(now, each.wishes.schedule))
                await subscriptions.change(session, each, on)

    async def _take(self) -> list[tuple[Subscription, datetime]]:
        """Take some of what is due, each with the moment at which it was taken."""
        async with self._database.reading() as session:
            # Nearly always nothing is due, and that is learnt without waiting for who writes.
            if not await subscriptions.is_any_due(session, await outbox.moment(session, self._now())):
                return []
        async with self._database.begin() as session:
            now = await outbox.moment(session, self._now())
            return [(each, now) for each in await subscriptions.take_due(session, now, AT_ONCE)]

    async def _make(self, subscription: Subscription, now: datetime) -> bool:
        """Fix what a subscription's digest says; False if somebody else did, or changed it meanwhile."""
        if subscription.next_at is None:
            return False
        ceiling = await self._ceiling_of(subscription.channel)
        if is_outside(ceiling) and not subscription.outside:
            await self._pause(subscription, now)
            return False
        self._refuse_unknown(subscription.channel, ceiling, now)
        run = due(subscription.next_at - JUST_BEFORE, now, subscription.wishes.schedule)
        # A first one, and one that somebody asked for, is due at no run of the schedule.
        due_at, missed = (run.at, run.missed) if run else (subscription.next_at, 0)
        digest = await self._composer.compose(
            subscription, due_at, ceiling, missed=0 if subscription.is_first else missed
        )
        is_silent = digest.is_quiet and subscription.wishes.quiet == "silence"
        # A digest of a thousand facts takes a tenth of a second to draw, and others want their answers.
        parts = () if is_silent else tuple(await asyncio.to_thread(self._drawing.digest, digest))
        async with self._database.begin() as session:
            is_put = await self._put(session, digest, parts)
        if is_put and not parts:
            log.info("digest.quiet", subscription=subscription.id, kind=digest.kind)
        return is_put

    async def _pause(self, subscription: Subscription, now: datetime) -> None:
        """Let a subscription rest whose channel others have come to, until it is to go on for them."""
        pause = Pause(subscription, BECAME_SHARED)
        async with self._database.begin() as session:
            await rest(session, pause, self._drawing.pause(pause), now, key=key_of(subscription, now))

    def _refuse_unknown(self, channel: str, ceiling: Ceiling, now: datetime) -> None:
        """Raise NotYetError while it is not known who is in a channel, if that makes a difference."""
        if ceiling.because != UNKNOWN or self._composer.is_all_within(ceiling.tlp):
            self._unknown_since.pop(channel, None)
        elif now - self._unknown_since.setdefault(channel, now) < PATIENCE:
            raise NotYetError("Slack does not say who is there. The digest comes later.")

    async def _put(self, session: Session, digest: Digest, parts: tuple[Part, ...]) -> bool:
        subscription, window = digest.subscription, digest.window
        # Nothing is taken down meanwhile; if something was since it was composed, it is composed again.
        await lock(session, LOCK)
        if await ledger.events_after(session, window.to_seq, {"redact"}):
            raise NotYetError("Words were taken down meanwhile. The digest is composed again later.")
        now = await outbox.moment(session, self._now())
        delivery = Delivery(
            key=key_of(subscription, window.to_at),
            subscription_id=subscription.id,
            channel=subscription.channel,
            kind=digest.kind,
            due_at=window.to_at,
            made_at=now,
            from_seq=window.from_seq,
            to_seq=window.to_seq,
            parts=parts,
            tlp=digest.tlp,
            parts_total=len(parts),
            state="open" if parts else "quiet",
            finished_at=None if parts else now,
        )
        next_at = next_run(window.to_at, subscription.wishes.schedule)
        after = replace(subscription, next_at=next_at, under_way=delivery.key)
        if not parts:
            # Nothing is left to confirm: its channel was told, by silence.
            after = replace(after, cursor=window.to_seq, covered_at=window.to_at, under_way="")
        if not await subscriptions.change(session, subscription, after):
            return False
        if not await deliveries.add(session, delivery):
            raise FootnoteError(f"{delivery.key} was made before. Look at `footnote digest deliveries`.")
        if parts:
            await outbox.put(session, [row_of(letter_of(delivery, 0))], now)
        return True


def key_of(subscription: Subscription, due_at: datetime) -> str:
    """Name a digest among all messages: ids and a moment only, since everybody may read it."""
    return f"digest:{subscription.id}:{due_at:%Y-%m-%dT%H:%M:%S.%fZ}"
