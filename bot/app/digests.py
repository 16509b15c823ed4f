"""Digests by command: each opens the database that the settings name, does one thing and closes it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bot.app.database import database_of
from bot.app.digesting import composer_of
from bot.app.following import follower_of, now
from bot.console.mrkdwn import words_of_mrkdwn
from bot.digests.ceilings import BECAME_SHARED
from bot.digests.errors import UnknownZoneError
from bot.digests.subscribing import SubscribingRefusedError, Subscriptions
from bot.domain.digests import Delivery, Subscription
from bot.domain.handling import Ceiling
from bot.domain.schedules import in_words
from bot.errors import FootnoteError
from bot.settings import Settings
from bot.slack.blocks.digest import draw_digest
from bot.storage import deliveries, subscriptions
from bot.storage.engine import Database

MOMENT = "%Y-%m-%d %H:%M UTC"
NOT_UNNAMED = "others have come to its channel. Name it, and it goes on with what is TLP:CLEAR."
NO_SUBSCRIPTIONS = "No channel gets digests. Type `/threat digest` in one."


class UnknownSubscriptionError(FootnoteError):
    """A command names a subscription that there is none of."""

    def __init__(self, subscription_id: str) -> None:
        super().__init__(f"There is no digest {subscription_id}. `footnote digest due` lists them.")


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
        subscription = await _known(database, subscription_id)
        follower = await follower_of(database, now)
        # Who is in the channel only Slack knows; that lowers the ceiling further.
        ceiling = Ceiling(settings.ceilings.get(subscription.channel, settings.ceiling))
        digest = await composer_of(database, follower).compose(subscription, now(), ceiling)
    return "\n\n".join(words_of_mrkdwn(part.text) for part in draw_digest(digest))


async def send(settings: Settings, subscription_id: str) -> str:
    """Let a digest be due now: the running bot posts it at its next beat."""
    async with database_of(settings) as database:
        await _known(database, subscription_id)
        sent = await Subscriptions(database, now).send_now(subscription_id)
    return f"{sent.id} is due now: the running bot posts it to {sent.channel} within a minute."


async def resume(settings: Settings, subscription_ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """Let paused subscriptions go on, all of them where none is named; list them, and why some do not.

    One whose channel others have come to must be named: from then on it tells what is CLEAR.
    """
    resumed, refused = [], []
    async with database_of(settings) as database:
        acts = Subscriptions(database, now)
        if not subscription_ids:
            async with database.reading() as session:
                found = await subscriptions.all_of(session)
            paused = [each for each in found if each.state == "paused"]
            subscription_ids = [each.id for each in paused if each.paused_because != BECAME_SHARED]
            refused = [f"{each.id}: {NOT_UNNAMED}" for each in paused if each.id not in subscription_ids]
        for each in subscription_ids:
            try:
                await _known(database, each)
                resumed.append(_subscription_in_line(await acts.resume(each), now()))
            except (SubscribingRefusedError, UnknownSubscriptionError, UnknownZoneError) as error:
                refused.append(f"{each}: {error}")
    return resumed, refused


async def deliveries_in_lines(settings: Settings, subscription_id: str, limit: int) -> tuple[str, ...]:
    """List what became of the latest digests, newest first; of one subscription if one is named."""
    async with database_of(settings) as database:
        async with database.reading() as session:
            found = await deliveries.latest(session, limit, subscription_id=subscription_id)
        # What became of one that was removed is still kept for a while.
        if subscription_id and not found:
            await _known(database, subscription_id)
    return tuple(line for each in found for line in _delivery_in_lines(each)) or ("No digest was sent yet.",)


def link_to(channel: str, ts: str) -> str:
    """Return the address of a message, which leads to whichever workspace its reader is signed in to."""
    return f"https://slack.com/archives/{channel}/p{ts.replace('.', '')}"


async def _known(database: Database, subscription_id: str) -> Subscription:
    async with database.reading() as session:
        found = await subscriptions.find(session, subscription_id)
    if found is None:
        raise UnknownSubscriptionError(subscription_id)
    return found


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
        yield f"{'':<22}{link_to(each.channel, each.ts)}"
