"""What the listeners of digests need, and which subscription somebody means and may manage."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answering.desks import Desks
from bot.curation.choosing import Choosing
from bot.digests.ceilings import is_outside, lower
from bot.digests.composing import Composer
from bot.digests.due import next_runs
from bot.digests.naming import Naming
from bot.digests.subscribing import SubscribingRefusedError, Subscriptions
from bot.domain.digests import Subscription
from bot.domain.handling import Ceiling
from bot.slack.access import Access
from bot.slack.blocks.digest_buttons import read_subscription_id
from bot.slack.blocks.digest_list import Listed
from bot.slack.digests.channels import Channels
from bot.slack.presses import Press

RUNS_SHOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Digesting:
    """Everything of digests, as Slack reaches it."""

    subscriptions: Subscriptions
    composer: Composer
    naming: Naming
    choosing: Choosing
    channels: Channels
    access: Access
    desks: Desks
    now: Callable[[], datetime]
    command: str


class NoManagerError(SubscribingRefusedError):
    """Somebody wanted to manage the digests of a channel that they are not in."""


async def named(digesting: Digesting, value: str) -> Subscription:
    """Return the subscription of an id, which anybody may have made up."""
    subscription_id = read_subscription_id(value)
    if subscription_id is None:
        raise SubscribingRefusedError("This is not a digest that I know. Look at the list again.")
    return await digesting.subscriptions.find(subscription_id)


async def check_manager(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    """Raise NoManagerError unless whoever pressed or typed may manage a subscription.

    That is who made it, and whoever is in its channel: a command typed there shows it, a press does not,
    since a public channel can be read from outside.
    """
    is_here = press.channel == subscription.channel
    if press.actor.id == subscription.owner.id or (is_here and press.is_typed):
        return
    if not await digesting.channels.is_member(subscription.channel, press.user_id):
        raise NoManagerError("Only who made a digest, and who is in its channel, can do that. Join it first.")


async def ceiling_to_show(digesting: Digesting, press: Press, subscription: Subscription) -> Ceiling:
    """Return the ceiling of what a subscription would say, shown where somebody pressed.

    SubscribingRefusedError where nothing would be said, since others have come to its channel.
    """
    ceiling = await digesting.access.channel(subscription.channel)
    if is_outside(ceiling) and not subscription.outside:
        raise SubscribingRefusedError(
            "Others than our own have come to that channel: a guest, or another organisation. Its digests "
            "pause. Resume this one then: it goes on with what is marked TLP:CLEAR."
        )
    return lower(ceiling, await digesting.access.channel(press.channel, press.user_id))


async def listed(digesting: Digesting, subscription: Subscription, *, is_elsewhere: bool = False) -> Listed:
    """Put together what is said of a subscription; where it is listed `is_elsewhere`, its channel, too."""
    is_paused = subscription.state == "paused"
    schedule = subscription.wishes.schedule
    return Listed(
        subscription,
        digesting.naming.title(subscription.wishes.about),
        () if is_paused else next_runs(digesting.now(), schedule, RUNS_SHOWN),
        await digesting.subscriptions.last_delivery(subscription.id),
        await digesting.channels.name_of(subscription.channel) if is_elsewhere else "",
    )


async def all_listed(
    digesting: Digesting, subscriptions: Sequence[Subscription], *, is_elsewhere: bool = False
) -> list[Listed]:
    """Put together what is said of several."""
    each = (listed(digesting, one, is_elsewhere=is_elsewhere) for one in subscriptions)
    return list(await asyncio.gather(*each))
