"""What a digest would say now, and which digests a channel has, shown to whoever asks alone."""

from bot.domain.digests import DigestKind, Subscription
from bot.slack.blocks.charts import in_words
from bot.slack.blocks.digest import draw_digest
from bot.slack.blocks.digest_list import draw_list, draw_one
from bot.slack.blocks.replies import Message, sentence
from bot.slack.blocks.text import counted
from bot.slack.curating.parts import Press
from bot.slack.digests.parts import Digesting, all_listed, listed

MOST_PREVIEWED = 4
"""Slack takes five answers to a press; the last says what is left."""


async def preview(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    """Show what would be sent now."""
    await _show(digesting, press, subscription)


async def how_things_stand(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    """Show the summary of what a subscription follows, as of now."""
    await _show(digesting, press, subscription, kind="summary")


async def show_list(digesting: Digesting, press: Press) -> None:
    """Show the digests of a channel, each with its buttons."""
    here = await digesting.subscriptions.of_channel(press.channel)
    none = (
        "*This channel has no digest yet.* "
        f"`{digesting.command} digest` opens the form, `{digesting.command} digest help` says more."
    )
    await press.say(draw_list(await all_listed(digesting, here), none=none))


async def show_one(digesting: Digesting, press: Press, head: str, subscription: Subscription) -> None:
    """Show a subscription after something was done to it."""
    await press.say(draw_one(head, await listed(digesting, subscription)))


async def _show(
    digesting: Digesting, press: Press, subscription: Subscription, *, kind: DigestKind | None = None
) -> None:
    digest = await digesting.composer.compose(subscription, digesting.now(), kind=kind)
    if digest.is_quiet and subscription.wishes.quiet == "silence":
        await press.say(sentence("*Nothing has changed:* nothing would be posted now."))
        return
    parts = draw_digest(digest)
    most = 1 if press.is_at_home else MOST_PREVIEWED
    for part in parts[:most]:
        # What only one person sees cannot be posted anew without charts, should Slack not take them.
        await press.say(Message(part.text, [dict(block) for block in in_words(part.blocks)]))
    if rest := parts[most:]:
        await press.say(sentence(f"And {counted(len(rest), 'more message')}."))
