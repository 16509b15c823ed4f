"""Presses of the buttons under an answer: acknowledged at once, done right after."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.outbox import Outbox
from bot.domain.answers import Answer, Question
from bot.domain.postman import Place
from bot.slack.blocks.answer import answer_blocks, answer_text
from bot.slack.blocks.buttons import ASK, MORE, SHARE, load_question
from bot.slack.blocks.ceilings import why_less
from bot.slack.blocks.replies import Message, sentence
from bot.slack.failures import told
from bot.slack.posting import letter, whisper
from bot.slack.sharing import share
from bot.slack.surface import Said, Surface, Where, privately
from bot.slack.work import Work

_UNKNOWN_BUTTON = "This button is not one I know. Ask again, please."

log = structlog.get_logger()


def register(app: AsyncApp, surface: Surface, work: Work, outbox: Outbox) -> None:
    """Attach the buttons to the app."""

    @app.action(re.compile(rf"^(?:{MORE}|{ASK}\d)$"))
    async def asked(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        context["is_logged"] = True
        await ack()
        work.begin(told(_answer(surface, body, client), _teller(client, body)))

    @app.action(SHARE)
    async def shared(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        context["is_logged"] = True
        await ack()
        work.begin(told(_share(surface, body, client, outbox), _teller(client, body)))


async def _answer(surface: Surface, body: dict[str, Any], client: AsyncWebClient) -> None:
    question = _question(body)
    message = sentence(_UNKNOWN_BUTTON)
    if question is None:
        log.info("act.refused", reason="unknown value")
    else:
        message = privately(await surface.answer(question, _where("button", body)))
    await _say(client, body, message)


async def _share(surface: Surface, body: dict[str, Any], client: AsyncWebClient, outbox: Outbox) -> None:
    question = _question(body)
    said = await surface.answer(question, _where("share", body)) if question else None
    if said is None:
        log.info("act.refused", reason="unknown value")
    words = await _posted(surface, body, outbox, said) if said else _UNKNOWN_BUTTON
    await _say(client, body, sentence(words))


async def _posted(surface: Surface, body: dict[str, Any], outbox: Outbox, said: Said) -> str:
    """Post the answer to the channel and say, in a sentence, what came of it."""
    answer = said.reply
    if not isinstance(answer, Answer):
        return why_less(said.ceiling.because) or _UNKNOWN_BUTTON
    today, user = surface.today(), body["user"]
    shared_by = str(user.get("name") or user.get("username") or user["id"])
    message = replace(
        said.message,
        text=answer_text(answer, today, shared_by=shared_by),
        blocks=answer_blocks(answer, today, shared_by=shared_by),
    )
    place = Place(body["channel"]["id"])
    team_id = (body.get("team") or {}).get("id", "")
    key = f"share:{team_id}:{body.get('trigger_id', '')}"
    return await share(outbox, letter(place, message, answer, key=key, kind="share"))


def _where(door: str, body: dict[str, Any]) -> Where:
    channel, user = body.get("channel") or {}, body.get("user") or {}
    return Where(door, str(channel.get("id", "")), str(user.get("id", "")))


def _question(body: dict[str, Any]) -> Question | None:
    [action] = body["actions"]
    return load_question(str(action.get("value", "")))


async def _say(client: AsyncWebClient, body: dict[str, Any], message: Message) -> None:
    pressed_in = body.get("message") or {}
    await whisper(client, body["response_url"], message, pressed_in.get("thread_ts"))


def _teller(client: AsyncWebClient, body: dict[str, Any]) -> Callable[[str], Awaitable[None]]:
    async def tell(words: str) -> None:
        await _say(client, body, sentence(words))

    return tell
