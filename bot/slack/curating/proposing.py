"""Anybody proposes a fact: a form, the checks at once, and a place in the queue."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.curation.forms import Findings, draft_of, findings
from bot.errors import FootnoteError
from bot.slack.blocks.buttons import PROPOSE
from bot.slack.blocks.forms import PROPOSE_FORM, fact_form
from bot.slack.blocks.replies import sentence
from bot.slack.curating.filling import form_in
from bot.slack.curating.parts import Curating
from bot.slack.presses import Press, Submission, begin, pressed, refusal, submitted
from bot.slack.work import Work

_MARK = 8
"""Characters that tell one warning from another."""
_CHOSEN = ("source", "attribution", "places", "subjects", "topics")


def register(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach the button and the form to the app."""

    @app.action(PROPOSE)
    async def asked(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, ask(press))

    @app.view(PROPOSE_FORM)
    async def proposed(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        submission = submitted(body, client)
        try:
            found = await _propose(curating, submission)
        except FootnoteError as error:
            found = Findings({"claim": refusal(error)})
        if found.errors:
            await ack(response_action="errors", errors=found.errors)
        elif found.warnings:
            await ack(response_action="update", view=_warned(submission, found))
        else:
            await ack()
            begin(work, submission, _tell(curating, submission))


async def ask(press: Press) -> None:
    """Open the empty form."""
    await press.open(fact_form(PROPOSE_FORM, press.carried()))


async def _propose(curating: Curating, submission: Submission) -> Findings:
    """Store a proposal, and find nothing; or find what keeps it out, or what was not warned of yet."""
    draft = draft_of(form_in(submission))
    ceiling = (await curating.access.person(submission.user_id)).tlp
    found = findings(await curating.proposals.check(draft, ceiling=ceiling))
    is_warned = set(_marks(found)) <= set(submission.carried.warned)
    if found.errors or not is_warned:
        return found
    made = await curating.proposals.propose(draft, submission.actor, ceiling=ceiling)
    return Findings() if made.proposal else findings(made.remarks)


def _warned(submission: Submission, found: Findings) -> dict[str, Any]:
    chosen = {name: submission.choices(name) for name in _CHOSEN}
    carried = replace(submission.carried, warned=_marks(found))
    form = form_in(submission)
    return fact_form(PROPOSE_FORM, carried, form=form, chosen=chosen, warnings=found.warnings)


def _marks(found: Findings) -> tuple[str, ...]:
    return tuple(sha256(each.encode()).hexdigest()[:_MARK] for each in found.warnings)


async def _tell(curating: Curating, submission: Submission) -> None:
    where = "The curators have it before them" if curating.cards.channel else "It is in the curators' queue"
    thanks = f"*Thank you.* Your proposal is recorded. {where}; another person decides, and you will be told."
    # Before the thanks, which Slack may not take: a proposal has no event that would bring its card later.
    await curating.cards.proposed()
    await submission.say(sentence(thanks))
