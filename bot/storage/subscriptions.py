"""Who gets digests: one row a subscription, with how far its digests have come."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, delete, func, insert, or_, select, update

from bot.domain.digests import Subscription, SubscriptionState, Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.storage.engine import Session, lock
from bot.storage.tables import subscriptions

HELD = timedelta(minutes=2)
"""Whoever takes subscriptions to compose their digests and dies, leaves them for others after this."""


async def add(session: Session, subscription: Subscription) -> None:
    """Keep a new subscription."""
    await session.execute(insert(subscriptions).values(_row(subscription)))


async def add_all(session: Session, many: Sequence[Subscription]) -> None:
    """Keep many new subscriptions."""
    await session.execute(insert(subscriptions), [_row(each) for each in many])


async def find(session: Session, subscription_id: str, *, hold: bool = False) -> Subscription | None:
    """Return one subscription; None if there is none of that id. `hold` keeps others from changing it."""
    found = select(subscriptions).where(_is(subscription_id))
    known = await _subscriptions(session, found.with_for_update() if hold else found)
    return known[0] if known else None


async def of_channel(session: Session, channel: str) -> list[Subscription]:
    """Return the subscriptions of a channel, oldest first."""
    return await _subscriptions(session, select(subscriptions).where(subscriptions.c.channel == channel))


async def of_owner(session: Session, owner_id: str) -> list[Subscription]:
    """Return the subscriptions that a person made, oldest first."""
    return await _subscriptions(session, select(subscriptions).where(subscriptions.c.owner_id == owner_id))


async def all_of(session: Session) -> list[Subscription]:
    """Return every subscription, oldest first."""
    return await _subscriptions(session, select(subscriptions))


async def paused_because(session: Session, code: str) -> list[str]:
    """Return the ids of the subscriptions that rest for a reason."""
    found = select(subscriptions.c.id).where(subscriptions.c.paused_because == code)
    return sorted(await session.scalars(found))


async def counts(session: Session) -> dict[SubscriptionState, int]:
    """Count the subscriptions by state."""
    counted = select(subscriptions.c.state, func.count()).group_by(subscriptions.c.state)
    return {row[0]: row[1] for row in (await session.execute(counted)).all()}


async def is_any_due(session: Session, now: datetime) -> bool:
    """Tell whether any digest is due that nobody is composing."""
    found = select(subscriptions.c.id).where(_is_due(now), _is_free(now)).limit(1)
    return await session.scalar(found) is not None


async def pause_team(session: Session, team_id: str, because: str) -> int:
    """Pause every active subscription of a workspace, and return how many; what is being posted goes on."""
    paused = (
        update(subscriptions)
        .where(subscriptions.c.team_id == team_id, subscriptions.c.state == "active")
        .values(state="paused", paused_because=because, next_at=None)
    )
    return (await session.execute(paused)).rowcount


async def take_due(session: Session, now: datetime, limit: int) -> list[Subscription]:
    """Take subscriptions whose digest is due, the longest due first; nobody else gets them for a while."""
    # Two at once would each take the same.
    await lock(session, "digests")
    found = select(subscriptions).where(_is_due(now), _is_free(now))
    order = (subscriptions.c.next_at, subscriptions.c.id)
    taken = await _subscriptions(session, found.order_by(*order).limit(limit))
    ids = [each.id for each in taken]
    held = update(subscriptions).where(subscriptions.c.id.in_(ids)).values(taken_until=now + HELD)
    await session.execute(held)
    return taken


async def let_go(session: Session, subscription_ids: Sequence[str]) -> None:
    """Leave subscriptions that were taken to others."""
    held = subscriptions.c.id.in_(subscription_ids)
    await session.execute(update(subscriptions).where(held).values(taken_until=None))


async def covered_after(session: Session, moment: datetime) -> list[Subscription]:
    """Return the active subscriptions without a digest under way that were told of a time after a moment."""
    is_idle = and_(subscriptions.c.state == "active", subscriptions.c.under_way == "")
    found = select(subscriptions).where(is_idle, subscriptions.c.covered_at > moment)
    return await _subscriptions(session, found)


async def change(session: Session, before: Subscription, after: Subscription) -> bool:
    """Change a subscription unless somebody else has done so meanwhile; tell whether it was changed.

    Whoever had taken it has it no more.
    """
    changed = (
        update(subscriptions)
        .where(
            _is(before.id),
            subscriptions.c.state == before.state,
            subscriptions.c.cursor == before.cursor,
            subscriptions.c.under_way == before.under_way,
            subscriptions.c.outside == before.outside,
            subscriptions.c.owner_id == before.owner.id,
            subscriptions.c.covered_at == before.covered_at,
            # IS NOT DISTINCT FROM: a paused one has no next run.
            subscriptions.c.next_at.is_not_distinct_from(before.next_at),
            subscriptions.c.wishes == _wishes_text(before.wishes),
        )
        .values({**_row(after), "taken_until": None})
    )
    return bool((await session.execute(changed)).rowcount)


async def remove(session: Session, subscription_id: str) -> None:
    """Drop a subscription, if there is one of that id."""
    await session.execute(delete(subscriptions).where(_is(subscription_id)))


def _is(subscription_id: str) -> ColumnElement[bool]:
    return subscriptions.c.id == subscription_id


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(
        subscriptions.c.state == "active", subscriptions.c.under_way == "", subscriptions.c.next_at <= now
    )


def _is_free(now: datetime) -> ColumnElement[bool]:
    taken_until = subscriptions.c.taken_until
    # What lies further ahead was written by a clock that ran ahead.
    return or_(taken_until.is_(None), taken_until <= now, taken_until > now + HELD)


async def _subscriptions(session: Session, found: Select[Any]) -> list[Subscription]:
    rows = await session.execute(found.order_by(subscriptions.c.created_at, subscriptions.c.id))
    return [_subscription(row) for row in rows.mappings()]


def _wishes_text(wishes: Wishes) -> str:
    told = {
        "schedule": wishes.schedule.to_json(),
        "about": wishes.about,
        "kind": wishes.kind,
        "quiet": wishes.quiet,
        "least_credibility": wishes.least_credibility,
    }
    return json.dumps(told, sort_keys=True)


def _wishes(text: str) -> Wishes:
    told = json.loads(text)
    schedule = Schedule.from_json(told.pop("schedule"))
    return Wishes(schedule=schedule, about=tuple(told.pop("about")), **told)


def _row(subscription: Subscription) -> dict[str, Any]:
    return {
        "id": subscription.id,
        "team_id": subscription.team_id,
        "channel": subscription.channel,
        "owner_id": subscription.owner.id,
        "owner_name": subscription.owner.name,
        "wishes": _wishes_text(subscription.wishes),
        "state": subscription.state,
        "paused_because": subscription.paused_because,
        "cursor": subscription.cursor,
        "covered_at": subscription.covered_at,
        "next_at": subscription.next_at,
        "is_first": subscription.is_first,
        "under_way": subscription.under_way,
        "outside": subscription.outside,
        "created_at": subscription.created_at,
    }


def _subscription(row: RowMapping) -> Subscription:
    return Subscription(
        id=row["id"],
        team_id=row["team_id"],
        channel=row["channel"],
        owner=Actor(row["owner_id"], row["owner_name"]),
        wishes=_wishes(row["wishes"]),
        state=row["state"],
        paused_because=row["paused_because"],
        cursor=row["cursor"],
        covered_at=row["covered_at"],
        next_at=row["next_at"],
        is_first=row["is_first"],
        under_way=row["under_way"],
        outside=row["outside"],
        created_at=row["created_at"],
    )
