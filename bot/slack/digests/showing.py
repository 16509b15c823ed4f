"""What a digest would say now, and which digests a channel has, shown to whoever asks alone."""

import asyncio

from bot.domain.digests import Digest, Subscription
from bot.slack.blocks.charts import in_words
from bot.slack.blocks.digest import draw_digest
from bot.slack.blocks.digest_list import HEAD, draw_list, draw_one, draw_preview
from bot.slack.blocks.digest_parts import BLOCKS_LIMIT
from bot.slack.blocks.replies import Message, sentence
from bot.slack.blocks.text import context, counted, is_within_total
from bot.slack.digests.parts import Digesting, all_listed, ceiling_to_show, listed
from bot.slack.presses import Press

MOST_SHOWN = 4
"""Slack takes five answers to a press; the last says what is left."""


async def preview(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    """Show what would be posted now, and say when something is."""
    ceiling = await ceiling_to_show(digesting, press, subscription)
    head = draw_preview(await listed(digesting, subscription))
    digest = await digesting.composer.compose(subscription, digesting.now(), ceiling)
    if digest.is_quiet and subscription.wishes.quiet == "silence":
        await press.say(sentence(f"{head}\n*Nothing has changed:* nothing would be posted now."))
        return
    await _show(press, digest, head)


async def how_things_stand(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    """Show the summary of what a subscription follows, as of now."""
    ceiling = await ceiling_to_show(digesting, press, subscription)
    digest = await digesting.composer.compose(subscription, digesting.now(), ceiling, kind="summary")
    await _show(press, digest)


async def show_list(digesting: Digesting, press: Press, *, head: str = HEAD) -> None:
    """Show the digests of a channel, each with its buttons."""
    here = await digesting.subscriptions.of_channel(press.channel)
    none = (
        "*This channel has no digest yet.* "
        f"`{digesting.command} digest` opens the form, `{digesting.command} digest help` says more."
    )
    await press.say(draw_list(await all_listed(digesting, here), none=none, head=head))


async def show_one(digesting: Digesting, press: Press, head: str, subscription: Subscription) -> None:
    """Show a subscription after something was done to it."""
    await press.say(draw_one(head, await listed(digesting, subscription)))


async def _show(press: Press, digest: Digest, head: str = "") -> None:
    # What only one person sees cannot be posted anew without charts, should Slack not take them.
    parts = await asyncio.to_thread(draw_digest, digest)
    messages = [Message(part.text, [dict(block) for block in in_words(part.blocks)]) for part in parts]
    if head:
        first, *others = messages
        blocks = [context(head), *first.blocks]
        if len(blocks) <= BLOCKS_LIMIT and is_within_total(blocks):
            messages = [Message(f"{head}\n{first.text}", blocks), *others]
        elif not press.is_at_home:
            messages = [sentence(head), *messages]
    most = 1 if press.is_at_home else MOST_SHOWN
    for message in messages[:most]:
        await press.say(message)
    if rest := messages[most:]:
        await press.say(sentence(f"And {counted(len(rest), 'more message')}."))
