"""A new subscription, wherever it was asked for: we look at its channel first, and say what was made."""

from collections.abc import Sequence
from dataclasses import replace

from bot.digests.ceilings import is_outside
from bot.digests.subscribing import Order
from bot.domain.digests import Subscription, Wishes
from bot.domain.handling import Tlp
from bot.slack.blocks.ceilings import why_less
from bot.slack.blocks.digest_list import draw_guesses, draw_one
from bot.slack.blocks.replies import Message
from bot.slack.blocks.text import counted, mrkdwn
from bot.slack.digests.parts import Digesting, listed


async def subscribe(digesting: Digesting, order: Order, guesses: Sequence[tuple[str, str]] = ()) -> Message:
    """Make it, unless the channel has it; where we are not in the channel yet it rests until it is resumed.

    `guesses` are what was read from other words than its name, and those. SubscribingRefusedError for a
    channel that can have none, StorageError if the database fails.
    """
    order, known = await _without_known(digesting, order)
    if known:
        return draw_one("*This channel has that already:*", await listed(digesting, known))
    seat = await digesting.channels.seat(order.channel)
    ceiling = await digesting.access.channel(order.channel)
    order = replace(order, paused_because=seat.paused_because, outside=is_outside(ceiling))
    made = await digesting.subscriptions.make(order)
    notes = [draw_guesses(guesses)] if guesses else []
    if order.outside:
        notes.append(why_less(ceiling.because))
    if least := order.wishes.least_credibility:
        notes.append(await _graded(digesting, order.wishes.about, least, ceiling.tlp))
    if not seat.paused_because:
        notes.append("The first post, a summary, comes within a minute.")
    if seat.missing_scope:
        notes.append(
            "I may not look into this channel, so a digest may come twice after a crash. "
            f"The scope `{mrkdwn(seat.missing_scope)}` mends that."
        )
    first = await listed(digesting, made.subscription)
    beside = await listed(digesting, made.summary) if made.summary else None
    return draw_one("*Subscribed:*", first, *notes, beside=beside)


async def _without_known(digesting: Digesting, order: Order) -> tuple[Order, Subscription | None]:
    """Take out of an order what its channel has; return what it has where nothing is left to be made."""
    here = await digesting.subscriptions.of_channel(order.channel)
    known = {_unordered(each.wishes): each for each in here}
    first = known.get(_unordered(order.wishes))
    summary = known.get(_unordered(order.beside)) if order.beside else None
    if first and order.beside and not summary:
        return replace(order, wishes=order.beside, summary_on=None), None
    return (replace(order, summary_on=None) if summary else order), first


def _unordered(wishes: Wishes) -> Wishes:
    return replace(wishes, about=tuple(sorted(wishes.about)))


async def _graded(digesting: Digesting, about: tuple[str, ...], least: int, ceiling: Tlp) -> str:
    """Say how many facts a digest leaves, lest its channel waits for what nobody has graded."""
    graded = await digesting.naming.count(about, ceiling, least_credibility=least)
    facts = await digesting.naming.count(about, ceiling)
    are = "is" if graded == 1 else "are"
    return f"{graded} of {counted(facts, 'fact')} on it {are} graded {least} or better."
