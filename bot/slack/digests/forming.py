"""The form of a digest: opened empty or filled, and what becomes of it when it is submitted."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.digests.subscribing import Order
from bot.domain.digests import Subscription
from bot.errors import FootnoteError
from bot.slack.blocks.digest_forms import ABOUT, CHANNEL, DIGEST_FORM, digest_form, often_of
from bot.slack.blocks.digest_list import draw_one
from bot.slack.blocks.replies import Message
from bot.slack.digests.filling import Filled, filled_in, problems
from bot.slack.digests.making import subscribe
from bot.slack.digests.parts import Digesting, NoManagerError, listed
from bot.slack.presses import Press, Submission, begin, refusal, submitted
from bot.slack.work import Work

_CHANNEL, _DIGEST = "channel", "digest"
"""What the form is about: a new digest of a channel, or a digest that there is."""


def register(app: AsyncApp, digesting: Digesting, work: Work) -> None:
    """Attach the form to the app."""

    @app.view(DIGEST_FORM)
    async def wished(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        submission = submitted(body, client)
        filled = filled_in(submission)
        errors = dict(problems(filled, digesting.naming))
        if not errors:
            try:
                message = await _save(digesting, submission, filled)
            except FootnoteError as error:
                errors = {ABOUT if submission.carried.subject else CHANNEL: refusal(error)}
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await ack()
        begin(work, submission, submission.say(message))


async def ask(digesting: Digesting, press: Press) -> None:
    """Open the form of a new digest; whoever has not typed the command in a channel chooses one."""
    zone = await digesting.channels.zone_of(press.user_id)
    subject = f"{_CHANNEL}:{press.channel}" if press.is_typed else ""
    await press.open(digest_form(press.carried(subject, often_of(None)), zone))


async def ask_again(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    """Open the form of a digest that there is."""
    wishes = subscription.wishes
    followed = digesting.choosing.chosen(wishes.about)
    carried = press.carried(f"{_DIGEST}:{subscription.id}", often_of(wishes))
    await press.open(digest_form(carried, wishes.schedule.zone, wishes=wishes, followed=followed))


async def _save(digesting: Digesting, submission: Submission, filled: Filled) -> Message:
    """Do what the form wants; unless its channel is chosen in it, who may was asked when it was opened."""
    kind, _, name = submission.carried.subject.partition(":")
    if kind == _DIGEST:
        changed = await digesting.subscriptions.edit(name, filled.wishes)
        return draw_one("*Changed.*", await listed(digesting, changed))
    if not name and not await digesting.channels.is_member(filled.channel, submission.user_id):
        raise NoManagerError(
            "Only who is in a channel can subscribe it, and I have to be in it to know. "
            f"Type {digesting.command} digest in the channel instead."
        )
    order = Order(
        team_id=submission.team_id,
        channel=name or filled.channel,
        owner=submission.actor,
        wishes=filled.wishes,
        summary_on=filled.summary_on,
        cause=submission.cause,
    )
    return await subscribe(digesting, order)
