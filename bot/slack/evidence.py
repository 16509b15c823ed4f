"""*Quote in context*, *Copy citation* and *History*, at each fact and in the modal, are answered here."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.evidence import Evidence
from bot.slack.blocks.buttons import FACT_MENU, FactChoice, load_fact_choice
from bot.slack.blocks.citations import draw_citation
from bot.slack.blocks.evidence import ON_FACT, evidence_modal, more_modal
from bot.slack.blocks.history import does_not_stand, draw_history
from bot.slack.blocks.replies import Message, draw_reply, sentence
from bot.slack.curating.curators import Curators, NoCuratorError
from bot.slack.curating.parts import Curating
from bot.slack.presses import Press, begin, pressed, say_unknown
from bot.slack.surface import Surface
from bot.slack.work import Work

_ACTS = {"context": "Quote in context", "cite": "Citation", "history": "History"}
"""The title of a modal, by act."""


def register(app: AsyncApp, surface: Surface, curating: Curating, work: Work) -> None:
    """Attach the choices to the app; before the listener of the menu's other choices."""

    async def is_asked(body: dict[str, Any]) -> bool:
        [action] = body["actions"]
        return (action.get("selected_option") or action).get("value", "").partition(":")[0] in _ACTS

    @app.action(re.compile(rf"^{FACT_MENU}(?::|$)|^{ON_FACT}"), matchers=[is_asked])
    async def asked(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, _show(surface, curating, press))


async def _show(surface: Surface, curating: Curating, press: Press) -> None:
    """Look the fact up among those that may be told where it was pressed, and show what was chosen."""
    choice = load_fact_choice(press.value)
    if choice is None:
        await say_unknown(press)
        return
    ceiling = (await surface.access.channel(press.channel, press.user_id)).tlp
    desk = surface.desks.within(ceiling)
    if choice.act == "history":
        history = await curating.history(desk.base, choice.fact_id, ceiling)
        await _tell(press, choice, draw_history(history))
        return
    found = await curating.evidence(desk, choice.fact_id, choice.seen_hash, ceiling)
    if found is None:
        await _tell(press, choice, sentence(does_not_stand(choice.fact_id)))
    elif not isinstance(found, Evidence):
        await _tell(press, choice, draw_reply(found, surface.today(), surface.command))
    elif choice.act == "cite":
        await _tell(press, choice, draw_citation(found))
    else:
        can_review = await _is_curator(curating.curators, press.user_id)
        carried = press.carried(f"fact:{choice.fact_id}", choice.seen_hash)
        await press.open(evidence_modal(found, carried, surface.today(), can_review=can_review))


async def _tell(press: Press, choice: FactChoice, message: Message) -> None:
    """Answer a press beneath what was pressed: in a modal on top of it."""
    if press.is_in_modal:
        carried = press.carried(f"fact:{choice.fact_id}", choice.seen_hash)
        await press.open(more_modal(_ACTS[choice.act], message, carried))
    else:
        await press.say(message)


async def _is_curator(curators: Curators, user_id: str) -> bool:
    try:
        await curators.require(user_id)
    except NoCuratorError:
        return False
    return True
