"""The queue of what awaits a curator, and the buttons on its cards."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.curation.deciding import held, version
from bot.curation.rules import ActRefusedError
from bot.errors import FootnoteError
from bot.slack.blocks.cards import (
    APPROVE,
    EDIT,
    GIVE_BACK,
    MORE_CARDS,
    REJECT,
    REVIEW,
    TAKE,
    draw_one,
    draw_queue,
    read_card_value,
)
from bot.slack.blocks.modals import DECLINE, WHY, reject_modal
from bot.slack.blocks.replies import sentence
from bot.slack.curating import editing, judging
from bot.slack.curating.parts import Curating
from bot.slack.presses import Press, Submission, begin, pressed, refusal, say_unknown, submitted
from bot.slack.work import Work

PAGE = 5
MOST_PAGES = 40

OnCard: TypeAlias = Callable[[Curating, Press, str, str], Awaitable[None]]
"""What a button on a card does with its subject, and with the version that was seen."""


def register(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach the buttons and the modal to the app."""
    for action_id, on_card in _BUTTONS.items():
        _attach(app, curating, work, action_id, on_card)

    @app.action(MORE_CARDS)
    async def more(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        page = int(press.value) if press.value.isdecimal() and len(press.value) < len("1000") else 1
        begin(work, press, show_queue(curating, press, min(max(1, page), MOST_PAGES)))

    @app.view(DECLINE)
    async def rejected(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        submission = submitted(body, client)
        try:
            await curating.curators.require(submission.user_id)
            await _reject(curating, submission)
        except FootnoteError as error:
            await ack(response_action="errors", errors={WHY: refusal(error)})
            return
        await ack()
        begin(work, submission, _tell_rejected(curating, submission))


async def show_queue(curating: Curating, press: Press, page: int = 1) -> None:
    """Show a curator one page of the queue."""
    await curating.curators.require(press.user_id)
    ceiling = await curating.ceiling(press)
    cards = await curating.reviews.queue(ceiling, limit=page * PAGE + 1)
    shown = cards[(page - 1) * PAGE : page * PAGE]
    laid = [await curating.cards.lay_out(card, ceiling, with_checks=False) for card in shown]
    await press.say(draw_queue(laid, page, has_more=len(cards) > page * PAGE))


def _attach(app: AsyncApp, curating: Curating, work: Work, action_id: str, on_card: OnCard) -> None:
    @app.action(action_id)
    async def on_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, _on(curating, press, on_card))


async def _on(curating: Curating, press: Press, on_card: OnCard) -> None:
    read = read_card_value(press.value)
    if read is None:
        await say_unknown(press)
        return
    await curating.curators.require(press.user_id)
    try:
        await curating.reviews.card(read[0], await curating.ceiling(press))
        await on_card(curating, press, *read)
    except ActRefusedError:
        # Whoever saw an old card sees the new one with the sentence.
        await curating.cards.show(read[0])
        raise


async def _take(curating: Curating, press: Press, subject: str, _seen: str) -> None:
    await curating.reviews.take(subject, press.actor, await curating.ceiling(press))
    await _show(curating, press, subject)


async def _give_back(curating: Curating, press: Press, subject: str, _seen: str) -> None:
    await curating.reviews.give_back(subject, press.actor)
    await _show(curating, press, subject)


async def _approve(curating: Curating, press: Press, subject: str, seen: str) -> None:
    proposal_id = subject.removeprefix("proposal:")
    ceiling = await curating.ceiling(press)
    async with held(curating.reviews, subject, press.actor, ceiling, seen=seen):
        await curating.proposals.approve(proposal_id, press.actor, cause=press.cause, ceiling=ceiling)
    await curating.notices.decided(await curating.proposals.get(proposal_id))
    await _show(curating, press, subject)


async def _ask_why(curating: Curating, press: Press, subject: str, seen: str) -> None:
    card = await curating.reviews.card(subject, await curating.ceiling(press))
    if version(card) != seen or card.proposal is None or card.proposal.state != "open":
        raise ActRefusedError("The proposal has changed since you looked. Look at it again.")
    await press.open(reject_modal(card, press.carried(subject, seen)))


async def _review(curating: Curating, press: Press, subject: str, _seen: str) -> None:
    await judging.ask(curating, press, subject)


async def _show(curating: Curating, press: Press, subject: str) -> None:
    """Show what has become of a card: in its channel, and to whoever pressed somewhere else."""
    await curating.cards.show(subject)
    if not press.is_in_channel:
        ceiling = await curating.ceiling(press)
        card = await curating.reviews.card(subject, ceiling)
        await press.say(draw_one(await curating.cards.lay_out(card, ceiling)))


async def _reject(curating: Curating, submission: Submission) -> None:
    carried = submission.carried
    proposal_id = carried.subject.removeprefix("proposal:")
    ceiling = await curating.ceiling(submission)
    async with held(curating.reviews, carried.subject, submission.actor, ceiling, seen=carried.seen):
        await curating.proposals.reject(proposal_id, submission.actor, submission.text(WHY))


async def _tell_rejected(curating: Curating, submission: Submission) -> None:
    subject = submission.carried.subject
    # What nobody would make up for comes first: Slack may not take the answer.
    await curating.notices.decided(await curating.proposals.get(subject.removeprefix("proposal:")))
    await curating.cards.show(subject)
    await submission.say(sentence("Rejected. Whoever proposed it is told why."))


_BUTTONS: dict[str, OnCard] = {
    TAKE: _take,
    GIVE_BACK: _give_back,
    APPROVE: _approve,
    EDIT: editing.ask,
    REJECT: _ask_why,
    REVIEW: _review,
}
