"""What was asked and not answered: the curators see it, and say what is to become of it."""

import re
from typing import Any, Literal

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.curation.rules import ActRefusedError
from bot.domain.answers import NothingKnown, Question
from bot.domain.handling import UNMARKED, is_within
from bot.slack.blocks.gaps import GAP_IGNORE, GAP_SOURCE, draw_gaps
from bot.slack.blocks.replies import sentence
from bot.slack.curating.parts import Curating
from bot.slack.presses import Press, begin, pressed
from bot.slack.work import Work

LISTED = 10
_MARKED = {
    "source": "*Noted:* there is a source for it. Propose a fact from it, so that it is answered.",
    "ignored": "*Noted:* it is not listed any more.",
}


def register(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach the buttons to the app."""

    @app.action(re.compile(rf"^{GAP_SOURCE}\d+$"))
    async def has_source(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, _mark(curating, press, "source"))

    @app.action(re.compile(rf"^{GAP_IGNORE}\d+$"))
    async def ignored(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, _mark(curating, press, "ignored"))


async def show_gaps(curating: Curating, press: Press) -> None:
    """Show a curator the questions asked most that nothing answers by now."""
    await curating.curators.require(press.user_id)
    ceiling = await curating.ceiling(press)
    if not is_within(UNMARKED, ceiling):
        raise ActRefusedError("What our own people asked is shown among ourselves: ask in a place of ours.")
    desk = curating.desks.within(ceiling)
    found = await curating.gaps.top(
        lambda text: not isinstance(desk.reply(Question(text)), NothingKnown), LISTED
    )
    names = await curating.curators.names({asker for gap in found for asker in gap.askers})
    await press.say(draw_gaps(found, names))


async def _mark(curating: Curating, press: Press, state: Literal["source", "ignored"]) -> None:
    await curating.curators.require(press.user_id)
    await curating.gaps.mark(press.value, state, press.actor)
    await press.say(sentence(_MARKED[state]))
