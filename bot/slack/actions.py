"""Presses of the buttons under an answer: acknowledged at once, done right after."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.answers import Answer, Question
from bot.slack.blocks.answer import answer_blocks, answer_text
from bot.slack.blocks.buttons import ASK, MORE, SHARE, load_question
from bot.slack.blocks.replies import Message, sentence
from bot.slack.failures import told
from bot.slack.posting import Place, error_code, post, whisper
from bot.slack.surface import Surface
from bot.slack.work import Work

_NOT_SHARED = {
    "not_in_channel": "I am not in this channel. Type `/invite` and my name, then press *Share* again.",
    "channel_not_found": "I cannot see this channel. Type `/invite` and my name, then press *Share* again.",
    "is_archived": "This channel is archived; nothing can be posted here.",
    "ratelimited": "Slack asks for a pause. Press *Share* again in a minute.",
}
_SLACKS_OWN = frozenset({"internal_error", "fatal_error", "service_unavailable"})
_UNSURE = "Slack did not say whether it has the message. Look into the channel before you press again."
_UNKNOWN_BUTTON = "This button is not one I know. Ask again, please."

log = structlog.get_logger()


def register(app: AsyncApp, surface: Surface, work: Work) -> None:
    """Attach the buttons to the app."""

    @app.action(re.compile(rf"^(?:{MORE}|{ASK}\d)$"))
    async def asked(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        work.begin(told(_answer(surface, body, client), _teller(client, body)))

    @app.action(SHARE)
    async def share(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        work.begin(told(_share(surface, body, client), _teller(client, body)))


async def _answer(surface: Surface, body: dict[str, Any], client: AsyncWebClient) -> None:
    question = _question(body)
    message = surface.answer(question, door="button")[1] if question else sentence(_UNKNOWN_BUTTON)
    await _say(client, body, message)


async def _share(surface: Surface, body: dict[str, Any], client: AsyncWebClient) -> None:
    question = _question(body)
    reply = surface.answer(question, door="share")[0] if question else None
    said = await _posted(surface, body, client, reply) if isinstance(reply, Answer) else _UNKNOWN_BUTTON
    await _say(client, body, sentence(said))


async def _posted(surface: Surface, body: dict[str, Any], client: AsyncWebClient, answer: Answer) -> str:
    """Post the answer to the channel and say, in a sentence, what came of it."""
    today, user = surface.today(), body["user"]
    shared_by = str(user.get("name") or user.get("username") or user["id"])
    message = Message(
        answer_text(answer, today, shared_by=shared_by), answer_blocks(answer, today, shared_by=shared_by)
    )
    try:
        await post(client, Place(body["channel"]["id"]), message, key=body.get("trigger_id", ""))
    except SlackApiError as error:
        code = error_code(error)
        if code is None or code in _SLACKS_OWN:
            log.warning("answer.not_shared", error=code or "no answer of Slack's")
            return _UNSURE
        log.warning("answer.not_shared", error=code)
        return _NOT_SHARED.get(code or "", f"Slack would not take the message ({code}).")
    except (ClientError, TimeoutError):
        log.warning("answer.not_shared", error="no answer")
        return _UNSURE
    return "Shared to this channel."


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
