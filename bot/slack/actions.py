"""Presses of the buttons under an answer."""

import re
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.answers import Answer, Question
from bot.slack.blocks.answer import answer_blocks, answer_text
from bot.slack.blocks.buttons import ASK, MORE, SHARE, load_question
from bot.slack.blocks.replies import Message, sentence
from bot.slack.posting import Place, post
from bot.slack.surface import Surface

_NOT_SHARED = {
    "not_in_channel": "I am not in this channel. Type `/invite` and my name, then press *Share* again.",
    "channel_not_found": "I cannot see this channel. Type `/invite` and my name, then press *Share* again.",
    "is_archived": "This channel is archived; nothing can be posted here.",
    "ratelimited": "Slack asks for a pause. Press *Share* again in a minute.",
}
_STALE = "This button is not one I know. Ask again, please."

log = structlog.get_logger()


def register(app: AsyncApp, surface: Surface) -> None:
    """Attach the buttons to the app."""

    @app.action(MORE)
    async def more(ack: AsyncAck, respond: AsyncRespond, body: dict[str, Any]) -> None:
        await ack()
        await _say(respond, body, _message(surface, body))

    @app.action(re.compile(rf"^{ASK}\d$"))
    async def asked(ack: AsyncAck, respond: AsyncRespond, body: dict[str, Any]) -> None:
        await ack()
        await _say(respond, body, _message(surface, body))

    @app.action(SHARE)
    async def share(
        ack: AsyncAck, respond: AsyncRespond, body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await ack()
        question = _question(body)
        reply = surface.answer(question, door="share")[0] if question else None
        if not isinstance(reply, Answer):
            await _say(respond, body, sentence(_STALE))
            return
        await _say(respond, body, sentence(await _share(client, surface, body, reply)))


async def _share(client: AsyncWebClient, surface: Surface, body: dict[str, Any], answer: Answer) -> str:
    today, user = surface.today(), body["user"]
    shared_by = str(user.get("name") or user.get("username") or user["id"])
    message = Message(
        answer_text(answer, today, shared_by=shared_by), answer_blocks(answer, today, shared_by=shared_by)
    )
    try:
        await post(client, Place(body["channel"]["id"]), message, key=body.get("trigger_id", ""))
    except SlackApiError as error:
        code = str(error.response.get("error"))
        log.warning("answer.not_shared", error=code)
        return _NOT_SHARED.get(code, f"Slack would not take the message ({code}).")
    except (ClientError, TimeoutError):
        log.warning("answer.not_shared", error="no answer")
        return "Slack did not say whether it has the message. Look into the channel before you press again."
    return "Shared to this channel."


def _question(body: dict[str, Any]) -> Question | None:
    [action] = body["actions"]
    return load_question(str(action.get("value", "")))


def _message(surface: Surface, body: dict[str, Any]) -> Message:
    question = _question(body)
    return surface.answer(question, door="button")[1] if question else sentence(_STALE)


async def _say(respond: AsyncRespond, body: dict[str, Any], message: Message) -> None:
    """Answer only the person who pressed, beneath what they pressed, in its thread."""
    container = body.get("container", {})
    await respond(
        response_type="ephemeral",
        replace_original=False,
        text=message.text,
        blocks=message.blocks,
        unfurl_links=False,
        unfurl_media=False,
        thread_ts=container.get("thread_ts"),
    )
