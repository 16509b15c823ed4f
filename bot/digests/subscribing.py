"""Subscribing: who wants a digest, changes it, lets it rest or ends it."""

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.delivery.outbox import notices, row_of
from bot.digests.aftermath import letter_of
from bot.digests.ceilings import BECAME_SHARED
from bot.digests.due import next_run
from bot.domain.digests import Delivery, Subscription, Wishes
from bot.domain.ledger import Actor
from bot.domain.postman import Writing
from bot.domain.refusals import CHANNEL_CLOSED, TOKEN_GONE
from bot.domain.schedules import Schedule
from bot.errors import FootnoteError
from bot.storage import deliveries, ledger, outbox, subscriptions
from bot.storage.engine import Database, Session, lock

MOST_IN_A_CHANNEL = 25
"""More than a reader can tell apart; what is made by mistake, or in bad faith, ends here."""
_ID_LETTERS = 5
_CONTINUED_AFTER = CHANNEL_CLOSED | TOKEN_GONE
"""What can be mended, after which the rest of a digest is posted as it was; else a new one covers it all."""


class SubscribingRefusedError(FootnoteError):
    """A subscription cannot be made or changed so; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new subscription, and the weekly summary that was made beside it, if one was."""

    subscription: Subscription
    summary: Subscription | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody wants for a channel."""

    team_id: str
    channel: str
    owner: Actor
    wishes: Wishes
    summary_on: int | None = None
    """The weekday (Monday 0) of a weekly summary beside it; None for none."""
    paused_because: str = ""
    """Why nothing can be posted there yet: it begins when it is resumed."""
    outside: bool = False
    """Whether others than our own are in the channel: then it tells what is CLEAR."""
    cause: str = ""
    """What must not act twice."""

    @property
    def beside(self) -> Wishes | None:
        """What the weekly summary beside it is to be, if one is wanted."""
        if self.summary_on is None:
            return None
        schedule = replace(self.wishes.schedule, weekdays=(self.summary_on,), monthdays=())
        return replace(self.wishes, schedule=schedule, kind="summary")


class Subscriptions:
    """Every subscription; StorageError where the database fails."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def make(self, order: Order) -> Made:
        """Begin at the ledger's head; the same cause makes nothing twice."""
        async with self._database.begin() as session:
            await lock(session, "subscriptions")
            first = await self._begin(session, order, order.wishes, is_first=True)
            if order.beside is None:
                return Made(first)
            return Made(first, await self._begin(session, order, order.beside, is_first=False))

    async def find(self, subscription_id: str) -> Subscription:
        """Return one subscription; SubscribingRefusedError if there is none of that id."""
        async with self._database.reading() as session:
            return await _known(session, subscription_id)

    async def of_channel(self, channel: str) -> list[Subscription]:
        """Return the subscriptions of a channel, oldest first."""
        async with self._database.reading() as session:
            return await subscriptions.of_channel(session, channel)

    async def of_owner(self, owner: Actor) -> list[Subscription]:
        """Return the subscriptions that a person made, oldest first."""
        async with self._database.reading() as session:
            return await subscriptions.of_owner(session, owner.id)

    async def last_delivery(self, subscription_id: str) -> Delivery | None:
        """Return what became of a subscription's newest digest; None if it had none yet."""
        async with self._database.reading() as session:
            found = await deliveries.latest(session, 1, subscription_id=subscription_id)
        return found[0] if found else None

    async def edit(self, subscription_id: str, wishes: Wishes) -> Subscription:
        """Change what is wanted, from the next run on."""
        async with self._database.begin() as session:
            before = await _known(session, subscription_id, hold=True)
            now = await self._moment(session)
            # What is due, or paused, stays so.
            is_waiting = before.next_at is None or before.is_first or before.next_at <= now
            next_at = before.next_at if is_waiting else _run_after(before, now, wishes.schedule)
            return await _changed(session, before, replace(before, wishes=wishes, next_at=next_at))

    async def pause(self, subscription_id: str, actor: Actor) -> Subscription:
        """Post no more of it until it is resumed; what is being posted is finished."""
        async with self._database.begin() as session:
            before = await _known(session, subscription_id, hold=True)
            if before.state == "paused":
                return before
            rests = replace(before, state="paused", paused_because=f"by {actor.name}", next_at=None)
            return await _changed(session, before, rests)

    async def resume(self, subscription_id: str) -> Subscription:
        """Go on: its next digest covers all since the last; a thread that was cut off is continued.

        One that rested because others came to its channel goes on for them, with what is CLEAR.
        """
        async with self._database.begin() as session:
            before = await _known(session, subscription_id, hold=True)
            if before.state == "active":
                return before
            now = await self._moment(session)
            next_at = now if before.is_first else _run_after(before, now, before.wishes.schedule)
            outside = before.outside or before.paused_because == BECAME_SHARED
            on = replace(before, state="active", paused_because="", next_at=next_at, outside=outside)
            if not on.under_way:
                on = replace(on, under_way=await self._continued(session, on, now))
            return await _changed(session, before, on)

    async def send_now(self, subscription_id: str) -> Subscription:
        """Let the next digest be due at once; the runs of its schedule stay as they are."""
        async with self._database.begin() as session:
            before = await _known(session, subscription_id, hold=True)
            if before.state == "paused":
                raise SubscribingRefusedError(f"{before.id} is paused. Resume it first.")
            if before.under_way:
                raise SubscribingRefusedError(f"A digest of {before.id} is being posted. Wait for it.")
            return await _changed(session, before, replace(before, next_at=await self._moment(session)))

    async def remove(self, subscription_id: str, *, notice: Writing | None = None) -> Subscription:
        """End a subscription; of a digest that is being posted, what nobody has begun with is not posted.

        `notice` is for whoever made it, where somebody else ends it.
        """
        async with self._database.begin() as session:
            gone = await _known(session, subscription_id, hold=True)
            if notice:
                told = notices(f"removed:{gone.id}", gone.owner, notice, "CLEAR")
                await outbox.put(session, map(row_of, told), await self._moment(session))
            await subscriptions.remove(session, subscription_id)
            under_way = await deliveries.find(session, gone.under_way) if gone.under_way else None
            if under_way and await outbox.withdraw(session, [letter_of(under_way, under_way.sent).key]):
                stopped = replace(under_way, state="stopped")
                await deliveries.finish(session, stopped, await self._moment(session))
            return gone

    async def pause_team(self, team_id: str, code: str) -> int:
        """Let every subscription of a workspace rest that has no bot any more; return how many."""
        async with self._database.begin() as session:
            return await subscriptions.pause_team(session, team_id, code)

    async def _begin(self, session: Session, order: Order, wishes: Wishes, *, is_first: bool) -> Subscription:
        now = await self._moment(session)
        is_paused = bool(order.paused_because)
        at = now if is_first else next_run(now, wishes.schedule)
        subscription_id, known = await _place(session, order, wishes)
        if known:
            return known
        here = await subscriptions.of_channel(session, order.channel)
        if len(here) >= MOST_IN_A_CHANNEL:
            raise SubscribingRefusedError(f"This channel has {len(here)} digests already. Remove one first.")
        new = Subscription(
            id=subscription_id,
            team_id=order.team_id,
            channel=order.channel,
            owner=order.owner,
            wishes=wishes,
            created_at=now,
            cursor=await ledger.head(session),
            covered_at=now,
            next_at=None if is_paused else at,
            is_first=is_first,
            outside=order.outside,
            state="paused" if is_paused else "active",
            paused_because=order.paused_because,
        )
        await subscriptions.add(session, new)
        return new

    async def _continued(self, session: Session, on: Subscription, now: datetime) -> str:
        """Take up the delivery that a pause cut off, if some of it stands, or may; return its key, or ''."""
        found = await deliveries.latest(session, 1, subscription_id=on.id)
        if not found or found[0].state != "failed" or found[0].error not in _CONTINUED_AFTER:
            return ""
        [last] = found
        if not last.sent and last.attempts <= 1:
            return ""
        await deliveries.reopen(session, last.key)
        # Whether an earlier try stands is looked up before it is posted again.
        await outbox.revive(session, row_of(letter_of(last, last.sent)), now)
        return last.key

    async def _moment(self, session: Session) -> datetime:
        return await outbox.moment(session, self._now())


async def _place(session: Session, order: Order, wishes: Wishes) -> tuple[str, Subscription | None]:
    """Return a free id, or the subscription that the same cause has made before."""
    cause = order.cause or secrets.token_hex(8)
    number = 0
    while True:
        named = hashlib.sha256(f"{cause}:{wishes.kind}:{number}".encode()).digest()
        subscription_id = f"d-{base64.b32encode(named).decode().lower()[:_ID_LETTERS]}"
        known = await subscriptions.find(session, subscription_id)
        if known is None or (known.channel, known.owner) == (order.channel, order.owner):
            return subscription_id, known
        number += 1


def _run_after(before: Subscription, now: datetime, schedule: Schedule) -> datetime:
    """Return the next run that its channel was not told at: a clock may have been set back."""
    return next_run(max(now, before.covered_at), schedule)


async def _known(session: Session, subscription_id: str, *, hold: bool = False) -> Subscription:
    found = await subscriptions.find(session, subscription_id, hold=hold)
    if found is None:
        raise SubscribingRefusedError(f"There is no digest {subscription_id}. Look at the list.")
    return found


async def _changed(session: Session, before: Subscription, after: Subscription) -> Subscription:
    if not await subscriptions.change(session, before, after):
        raise SubscribingRefusedError(f"{before.id} was changed by somebody else just now. Try again.")
    return after
