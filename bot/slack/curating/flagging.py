"""A flag: anybody asks the curators to look at a fact, and says why."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.curation.rules import ActRefusedError
from bot.domain import CitedFact, FactBase
from bot.domain.assessment import day_in_words
from bot.domain.ledger import Event
from bot.errors import FootnoteError
from bot.slack.blocks.buttons import FactChoice
from bot.slack.blocks.modals import FLAG, WHY, flag_modal
from bot.slack.blocks.replies import Message, sentence
from bot.slack.curating.parts import Curating
from bot.slack.presses import UNKNOWN, Press, refusal, submitted
from bot.slack.work import Work


def register(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach the modal to the app."""

    @app.view(FLAG)
    async def flagged(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        submission = submitted(body, client)
        carried = submission.carried
        try:
            ceiling = await curating.ceiling(submission)
            _as_seen(curating.desks.within(ceiling).base, FactChoice("flag", carried.subject, carried.seen))
            event = await curating.acts.within(ceiling).flag(
                carried.subject,
                submission.actor,
                submission.text(WHY),
                seen_hash=carried.seen,
                cause=submission.cause,
            )
        except FootnoteError as error:
            await ack(response_action="errors", errors={WHY: refusal(error)})
            return
        await ack()
        work.begin(submission.say(_thanks(event, curating)))


async def ask(curating: Curating, press: Press, choice: FactChoice) -> None:
    """Open the modal for a fact as it stands, unless another wording was seen."""
    cited = _as_seen(curating.desks.within(await curating.ceiling(press)).base, choice)
    await press.open(flag_modal(cited, press.carried(choice.fact_id, choice.seen_hash)))


def _as_seen(base: FactBase, choice: FactChoice) -> CitedFact:
    cited, standing = base.facts.get(choice.fact_id), base.standings.get(choice.fact_id)
    if cited is None and choice.fact_id not in base.withdrawn:
        raise ActRefusedError(UNKNOWN)
    if cited is None:
        raise ActRefusedError(f"{choice.fact_id} is not in the base any more. Look at its history.")
    if standing and not standing.content_hash.startswith(choice.seen_hash):
        on = day_in_words((standing.revised_at or standing.added_at).date())
        raise ActRefusedError(
            f"{choice.fact_id} was revised on {on} by {standing.editor.name}: look at it again."
        )
    return cited


def _thanks(event: Event, curating: Curating) -> Message:
    where = (
        "The curators have it before them"
        if curating.cards.channel
        else f"A curator finds it in `{curating.command} review`"
    )
    return sentence(
        f"*Thank you.* Your flag on `{event.target.id}` is recorded (event {event.seq}). {where}, and you "
        "will be told what comes of it."
    )
