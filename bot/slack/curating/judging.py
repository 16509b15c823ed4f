"""The review of one fact: a curator sees what stands, and verifies, settles, disputes, retracts or edits."""

from typing import Any, cast

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.history import is_known
from bot.curation.deciding import Deed, held, possible, refuse_other_wording, version
from bot.curation.life import done_in_words
from bot.curation.rules import ActRefusedError
from bot.curation.seeing import unknown_fact
from bot.domain import FactBase
from bot.domain.ledger import Event
from bot.domain.telling import as_told
from bot.errors import FootnoteError
from bot.slack.blocks.modals import BY, DEED, DEEDS, JUDGE, WHY, judge_modal
from bot.slack.blocks.replies import sentence
from bot.slack.blocks.text import mrkdwn
from bot.slack.curating.editing import edit_form
from bot.slack.curating.parts import Curating
from bot.slack.presses import Press, Submission, begin, refusal, submitted
from bot.slack.work import Work


def register(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach the modal to the app."""

    @app.view(JUDGE)
    async def judged(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        submission = submitted(body, client)
        deed = submission.text(DEED)
        try:
            await curating.curators.require(submission.user_id)
            if deed == "edit":
                ceiling = await curating.ceiling(submission)
                card = await curating.reviews.card(submission.carried.subject, ceiling)
                await ack(response_action="push", view=edit_form(curating, card, submission.carried))
                return
            event = await _judge(curating, submission, deed)
        except FootnoteError as error:
            is_about_other = deed == "supersede" and bool(submission.text(WHY).strip())
            await ack(response_action="errors", errors={BY if is_about_other else WHY: refusal(error)})
            return
        # Also the quote in context beneath, which shows what was before.
        await ack(response_action="clear")
        begin(work, submission, _tell(curating, submission, event))


async def ask(curating: Curating, press: Press, subject: str, *, seen_hash: str = "") -> None:
    """Open the modal for a fact as it stands, unless another wording was seen."""
    await curating.curators.require(press.user_id)
    ceiling = await curating.ceiling(press)
    card = await curating.reviews.card(subject, ceiling)
    refuse_other_wording(card, seen_hash)
    laid = await curating.cards.lay_out(card, ceiling)
    await press.open(judge_modal(laid, possible(laid), press.carried(subject, version(card))))


async def _judge(curating: Curating, submission: Submission, deed: str) -> Event:
    if deed not in DEEDS:
        raise ActRefusedError("That cannot be done. Choose one of what is offered.")
    carried, why = submission.carried, submission.text(WHY)
    fact_id = carried.subject.removeprefix("fact:")
    ceiling = await curating.ceiling(submission)
    acts = curating.acts.within(ceiling)
    async with held(curating.reviews, carried.subject, submission.actor, ceiling, seen=carried.seen):
        if deed == "supersede":
            by = _known(curating.desks.within(ceiling).base, submission.text(BY).strip())
            return await acts.supersede(fact_id, submission.actor, why, by=by, cause=submission.cause)
        act = {
            "verify": acts.verify,
            "settle": acts.settle,
            "dispute": acts.dispute,
            "retract": acts.retract,
            "restore": acts.restore,
        }[cast("Deed", deed)]
        return await act(fact_id, submission.actor, why, cause=submission.cause)


def _known(base: FactBase, fact_id: str) -> str:
    """Return the id of a fact that may be told of here; ActRefusedError for any other."""
    if not fact_id:
        raise ActRefusedError("Name the fact that takes its place by its id.")
    if not is_known(base, fact_id):
        raise unknown_fact(fact_id, base.facts)
    return fact_id


async def _tell(curating: Curating, submission: Submission, event: Event) -> None:
    base = curating.desks.within(await curating.ceiling(submission)).base
    told = as_told(event, lambda each: is_known(base, each))
    said = f"`{event.target.id}`: {mrkdwn(done_in_words(told))} (event {event.seq})."
    await submission.say(sentence(said))
    await curating.cards.show(submission.carried.subject)
