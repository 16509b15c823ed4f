"""*Why this?*, in the menu of each fact of an answer, is answered here."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks.buttons import FACT_MENU, load_asked, load_fact_choice
from bot.slack.presses import Press, begin, pressed, say_unknown
from bot.slack.surface import Surface, Where
from bot.slack.work import Work


def register(app: AsyncApp, surface: Surface, work: Work) -> None:
    """Attach the choice to the app; before the listener of the menu's other choices."""

    async def asks_why(body: dict[str, Any]) -> bool:
        [action] = body["actions"]
        return str((action.get("selected_option") or {}).get("value", "")).startswith("why:")

    @app.action(re.compile(rf"^{FACT_MENU}:"), matchers=[asks_why])
    async def asked(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, _tell(surface, press, str(body["actions"][0]["action_id"])))


async def _tell(surface: Surface, press: Press, action_id: str) -> None:
    question, choice = load_asked(action_id), load_fact_choice(press.value)
    if question is None or choice is None:
        await say_unknown(press)
        return
    await press.say(await surface.why(question, choice, Where("why", press.channel, press.user_id)))
