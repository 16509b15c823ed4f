"""What curators and reporters choose at a fact: a flag on it, its review."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks.buttons import FACT_MENU, FactChoice, load_fact_choice
from bot.slack.blocks.evidence import ON_FACT
from bot.slack.curating import flagging, judging
from bot.slack.curating.parts import Curating
from bot.slack.presses import Press, begin, pressed, say_unknown
from bot.slack.work import Work


def register(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach the menu to the app."""

    # The button under a quote in context; in an answer the menu's name carries the question, too.
    @app.action(re.compile(rf"^{FACT_MENU}(?::|$)|^{ON_FACT}review$"))
    async def chosen(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, _do(curating, press, load_fact_choice(press.value)))


async def _do(curating: Curating, press: Press, choice: FactChoice | None) -> None:
    if choice is None:
        await say_unknown(press)
        return
    match choice.act:
        case "flag":
            await flagging.ask(curating, press, choice)
        case "review":
            await judging.ask(curating, press, f"fact:{choice.fact_id}", seen_hash=choice.seen_hash)
        case "context" | "why" | "cite" | "history":
            # These have listeners of their own (slack/reasons.py, slack/evidence.py): this one was forged.
            await say_unknown(press)
