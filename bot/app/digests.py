"""Digests by command: each opens the database that the settings name, does one thing and closes it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bot.app.database import database_of
from bot.app.digesting import composer_of
from bot.app.following import follower_of, now
from bot.digests.subscribing import Subscriptions
from bot.domain.digests import Delivery, Subscription
from bot.domain.schedules import in_words
from bot.settings import Settings
from bot.slack.blocks.digest import draw_digest
from bot.storage import deliveries, subscriptions

MOMENT = "%Y-%m-%d %H:%M"
NO_SUBSCRIPTIONS = "No channel gets digests. Type `/threat digest` in one."


async def due_in_lines(settings: Settings) -> tuple[str, ...]:
    """List every subscription, the longest due first, those that are paused last."""
    async with database_of(settings) as database, database.reading() as session:
        found = await subscriptions.all_of(session)
    moment = now()
    found.sort(key=lambda each: (each.next_at is None, each.next_at or moment, each.id))
    return tuple(_subscription_in_line(each, moment) for each in found) or (NO_SUBSCRIPTIONS,)


async def preview(settings: Settings, subscription_id: str) -> str:
    """Say what a digest would say now; nothing is sent, and nothing moves on."""
    async with database_of(settings) as database:
        subscription = await Subscriptions(database, now).find(subscription_id)
        follower = await follower_of(database, now)
        digest = await composer_of(database, follower).compose(subscription, now())
    return "\n\n".join(part.text for part in draw_digest(digest))


async def send(settings: Settings, subscription_id: str) -> str:
    """Let a digest be due now: the running bot posts it at its next beat."""
    async with database_of(settings) as database:
        sent = await Subscriptions(database, now).send_now(subscription_id)
    return f"{sent.id} is due now: the running bot posts it to {sent.channel} within a minute."


async def resume(settings: Settings, subscription_ids: Sequence[str]) -> tuple[str, ...]:
    """Let paused subscriptions go on; all of them where none is named."""
    async with database_of(settings) as database:
        acts = Subscriptions(database, now)
        if not subscription_ids:
            async with database.reading() as session:
                found = await subscriptions.all_of(session)
            subscription_ids = [each.id for each in found if each.state == "paused"]
        resumed = [await acts.resume(each) for each in subscription_ids]
    return tuple(_subscription_in_line(each, now()) for each in resumed) or ("None is paused.",)


async def deliveries_in_lines(settings: Settings, subscription_id: str, limit: int) -> tuple[str, ...]:
    """List what became of the latest digests, newest first; of one subscription if one is named."""
    async with database_of(settings) as database, database.reading() as session:
        found = await deliveries.latest(session, limit, subscription_id=subscription_id)
    return tuple(line for each in found for line in _delivery_in_lines(each)) or ("No digest was sent yet.",)


def link_to(channel: str, ts: str) -> str:
    """Return the address of a message, which leads to whichever workspace its reader is signed in to."""
    return f"https://slack.com/archives/{channel}/p{ts.replace('.', '')}"


def _subscription_in_line(each: Subscription, moment: datetime) -> str:
    if each.next_at is None:
        when = f"paused ({each.paused_because})"
    elif each.under_way:
        when = "being posted"
    else:
        when = f"{'due since' if each.next_at <= moment else 'next'} {each.next_at.astimezone(UTC):{MOMENT}}"
    about = ", ".join(each.wishes.about) or "everything"
    return f"{each.id}  {each.channel}  {when}  {each.wishes.kind}, {in_words(each.wishes.schedule)}: {about}"


def _delivery_in_lines(each: Delivery) -> Iterator[str]:
    messages = f"{each.sent} of {each.parts_total} messages" if each.parts_total else "nothing to say"
    tries = f", tried {each.attempts} ×" if each.attempts else ""
    events = f"events {each.from_seq + 1}–{each.to_seq}" if each.to_seq > each.from_seq else "no events"
    error = f": {each.error}" if each.error else ""
    yield (
        f"{each.due_at:{MOMENT}}  {each.state:<7}{error}  {each.subscription_id}  {each.channel}  "
        f"{each.kind}, {events}, {messages}{tries}"
    )
    if each.ts:
        yield f"{'':<18}{link_to(each.channel, each.ts)}"
