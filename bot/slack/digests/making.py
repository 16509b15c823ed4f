"""A new subscription, wherever it was asked for: we look at its channel first, and say what was made."""

from dataclasses import replace

from bot.digests.subscribing import Order
from bot.slack.blocks.digest_list import draw_one
from bot.slack.blocks.replies import Message
from bot.slack.blocks.text import mrkdwn
from bot.slack.digests.parts import Digesting, listed


async def subscribe(digesting: Digesting, order: Order) -> Message:
    """Make it; where we are not in the channel yet it rests until somebody resumes it.

    SubscribingRefusedError for a channel that can have none, StorageError if the database fails.
    """
    seat = await digesting.channels.seat(order.channel)
    made = await digesting.subscriptions.make(replace(order, paused_because=seat.paused_because))
    notes = [] if seat.paused_because else ["The first post, a summary, comes now."]
    if seat.missing_scope:
        notes.append(
            "I may not look into this channel, so a digest may come twice after a crash. "
            f"The scope `{mrkdwn(seat.missing_scope)}` mends that."
        )
    first = await listed(digesting, made.subscription)
    beside = await listed(digesting, made.summary) if made.summary else None
    return draw_one("*Subscribed.*", first, *notes, beside=beside)
