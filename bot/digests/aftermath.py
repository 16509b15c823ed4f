"""What comes of a digest's messages: the next of them, the cursor that moves on, or a pause."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

import structlog

from bot import metrics
from bot.delivery.outbox import Letter, notices, row_of
from bot.domain.digests import Delivery, Subscription
from bot.domain.postman import Writing
from bot.domain.refusals import TOKEN_GONE
from bot.storage import deliveries, outbox, subscriptions
from bot.storage.engine import Session
from bot.storage.outbox import Row

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pause:
    """A subscription whose channel does not take its digests any more."""

    subscription: Subscription
    code: str
    """Slack's name for the reason, or ours."""


@dataclass(frozen=True, slots=True)
class DigestAftermath:
    """Follows every message of a digest, in the transaction in which it is noted."""

    now: Callable[[], datetime]
    draw: Callable[[Pause], Writing]
    """How the owner is told, which is the surface's business."""
    is_given_up: ClassVar[bool] = False
    """The next digest waits for this one, and this one for Slack."""
    ended_by: ClassVar[frozenset[str]] = TOKEN_GONE
    """Who brings the bot back also resumes its digests."""

    async def sent(self, session: Session, row: Row, ts: str) -> None:
        """Leave the next message to be posted; after the last, the channel was told up to the end."""
        key, _, _ = row.key.rpartition(":")
        delivery = await deliveries.find(session, key)
        if delivery is None:
            return
        delivery = await deliveries.note_sent(session, delivery, ts)
        subscription = await subscriptions.find(session, delivery.subscription_id, hold=True)
        is_wanted = subscription is not None and subscription.under_way == key
        now = await outbox.moment(session, self.now())
        if delivery.sent < delivery.parts_total and is_wanted:
            await outbox.put(session, [row_of(letter_of(delivery, delivery.sent))], now)
            return
        is_whole = delivery.sent == delivery.parts_total
        await deliveries.finish(session, replace(delivery, state="sent" if is_whole else "stopped"), now)
        if subscription and is_wanted:
            told = replace(
                subscription,
                cursor=delivery.to_seq,
                covered_at=delivery.due_at,
                is_first=False,
                under_way="",
            )
            await subscriptions.change(session, subscription, told)
        if not is_whole:
            return
        lag_s = (now - delivery.due_at).total_seconds()
        metrics.digest_sent(lag_s)
        log.info(
            "digest.sent",
            subscription=delivery.subscription_id,
            kind=delivery.kind,
            parts=delivery.parts_total,
            lag_s=round(lag_s, 1),
        )

    async def failed(self, session: Session, row: Row, code: str) -> None:
        """Pause the subscription, and tell its owner once."""
        key, _, _ = row.key.rpartition(":")
        delivery = await deliveries.find(session, key)
        if delivery is None:
            return
        now = await outbox.moment(session, self.now())
        await deliveries.finish(session, replace(delivery, state="failed", error=code), now)
        subscription = await subscriptions.find(session, delivery.subscription_id, hold=True)
        if subscription is None or subscription.under_way != key:
            return
        pause = Pause(subscription, code)
        await rest(session, pause, self.draw(pause), now, key=key)


async def rest(session: Session, pause: Pause, told: Writing, now: datetime, *, key: str) -> None:
    """Pause a subscription, and tell its owner once for a key, unless somebody has changed it meanwhile."""
    before = pause.subscription
    rests = replace(before, state="paused", paused_because=pause.code, next_at=None, under_way="")
    if await subscriptions.change(session, before, rests):
        log.warning("digest.paused", subscription=before.id, error=pause.code)
        letters = notices(f"paused:{key}", before.owner, told, "CLEAR")
        await outbox.put(session, map(row_of, letters), now)


def letter_of(delivery: Delivery, number: int) -> Letter:
    """Return one message of a delivery, counted from 0; all but the first stand in its thread."""
    part = delivery.parts[number]
    return Letter(
        key=f"{delivery.key}:{number}",
        kind="digest",
        channel=delivery.channel,
        thread_ts=delivery.ts or None,
        text=part.text,
        blocks=[*part.blocks],
        tlp=delivery.tlp,
        facts=part.facts,
        seen_seq=delivery.to_seq,
    )
