"""The words of a proposal, or of a fact that was born in Slack, are edited by a curator."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.curation.deciding import held, version
from bot.curation.forms import Findings, changes_of, findings, form_of
from bot.curation.review import Card
from bot.curation.rules import ActRefusedError
from bot.errors import FootnoteError
from bot.slack.blocks.forms import EDIT_FORM, fact_form
from bot.slack.blocks.modals import WHY, Carried, why_input
from bot.slack.blocks.replies import sentence
from bot.slack.blocks.text import mrkdwn
from bot.slack.curating.filling import form_in
from bot.slack.curating.parts import Curating
from bot.slack.presses import Press, Submission, begin, refusal, submitted
from bot.slack.work import Work


def register(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach the form to the app."""

    @app.view(EDIT_FORM)
    async def edited(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        submission = submitted(body, client)
        try:
            await curating.curators.require(submission.user_id)
            found = await _edit(curating, submission)
        except FootnoteError as error:
            found = Findings({"claim": refusal(error)})
        if found.errors:
            await ack(response_action="errors", errors=found.errors)
            return
        # What lies beneath shows the wording of before.
        await ack(response_action="clear")
        begin(work, submission, _tell(curating, submission, found))


async def ask(curating: Curating, press: Press, subject: str, seen: str) -> None:
    """Open the form for a proposal."""
    await curating.curators.require(press.user_id)
    card = await curating.reviews.card(subject, await curating.ceiling(press))
    await press.open(edit_form(curating, card, press.carried(subject, seen)))


def edit_form(curating: Curating, card: Card, carried: Carried) -> dict[str, Any]:
    """Draw the form with the words as they stand; a fact's change wants a reason."""
    form = form_of(card.fact)
    chosen = {
        "attribution": curating.choosing.chosen([form.speaker]),
        "places": curating.choosing.chosen(form.places),
        "subjects": curating.choosing.chosen(form.subjects),
        "topics": curating.choosing.chosen(form.topics),
    }
    view = fact_form(EDIT_FORM, replace(carried, seen=version(card)), form=form, chosen=chosen)
    return view if card.proposal else {**view, "blocks": [*view["blocks"], why_input("Why is it changed?")]}


async def _edit(curating: Curating, submission: Submission) -> Findings:
    """Change the words, unless a check finds an error."""
    carried = submission.carried
    kind, _, name = carried.subject.partition(":")
    ceiling, actor = await curating.ceiling(submission), submission.actor
    async with held(curating.reviews, carried.subject, actor, ceiling, seen=carried.seen) as card:
        changes = changes_of(form_in(submission, card.fact.source_id), card.fact)
        if not changes:
            raise ActRefusedError("Nothing is changed. Change a field, or close the form.")
        if kind == "proposal":
            edited = await curating.proposals.edit(name, changes, actor, ceiling=ceiling)
            return findings(edited.remarks)
        revised = await curating.acts.revise(
            name, changes, actor, submission.text(WHY), cause=submission.cause, ceiling=ceiling
        )
        return findings(revised.remarks)


async def _tell(curating: Curating, submission: Submission, found: Findings) -> None:
    warned = "".join(f"\n• {mrkdwn(each)}" for each in found.warnings[:5])
    checks = f" The checks ask to look again:{warned}" if warned else ""
    try:
        await submission.say(sentence(f"*The new wording is saved.*{checks}"))
    finally:
        # Slack may not take the answer, and an edited proposal has no event that would show it later.
        await curating.cards.show(submission.carried.subject)
