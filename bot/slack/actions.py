"""Presses of the buttons under an answer: acknowledged at once, done right after."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.outbox import Outbox
from bot.delivery.sending import Outcome
from bot.domain.answers import Answer, Question
from bot.domain.postman import PausedError, Place, RefusedError, UnknownOutcomeError
from bot.slack.blocks.answer import answer_blocks, answer_text
from bot.slack.blocks.buttons import ASK, MORE, SHARE, load_question
from bot.slack.blocks.replies import Message, sentence
from bot.slack.failures import told
from bot.slack.posting import letter, whisper
from bot.slack.surface import Surface, is_direct_channel
from bot.slack.work import Work

_NOT_SHARED = {
    "not_in_channel": "I am not in this channel. Type `/invite` and my name, then press *Share* again.",
    "channel_not_found": "I cannot see this channel. Type `/invite` and my name, then press *Share* again.",
    "is_archived": "This channel is archived; nothing can be posted here.",
}
_OUTCOMES: dict[Outcome, str] = {
    "sent": "Shared to this channel.",
    "waiting": "Slack asks for a pause. It will be shared as soon as that is over; there is nothing to do.",
    "unknown": (
        "Slack did not say whether it has the message. I shall look, and post it if it is not there; "
        "there is nothing to do."
    ),
}
_UNSURE = "Slack did not say whether it has the message. Look into the channel before you press again."
_PAUSED = "Slack asks for a pause. Press *Share* again in a minute."
_UNKNOWN_BUTTON = "This button is not one I know. Ask again, please."


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
    async def share(
        ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        context["is_logged"] = True
        await ack()
        work.begin(told(_share(surface, body, client, outbox), _teller(client, body)))


async def _answer(surface: Surface, body: dict[str, Any], client: AsyncWebClient) -> None:
    question = _question(body)
    message = sentence(_UNKNOWN_BUTTON)
    if question:
        is_direct = is_direct_channel(body.get("channel", {}).get("id"))
        _, message = await surface.answer(question, door="button", is_direct=is_direct)
    await _say(client, body, message)


async def _share(surface: Surface, body: dict[str, Any], client: AsyncWebClient, outbox: Outbox) -> None:
    question = _question(body)
    reply = (await surface.answer(question, door="share"))[0] if question else None
    said = await _posted(surface, body, outbox, reply) if isinstance(reply, Answer) else _UNKNOWN_BUTTON
    await _say(client, body, sentence(said))


async def _posted(surface: Surface, body: dict[str, Any], outbox: Outbox, answer: Answer) -> str:
    """Post the answer to the channel and say, in a sentence, what came of it."""
    today, user = surface.today(), body["user"]
    shared_by = str(user.get("name") or user.get("username") or user["id"])
    message = Message(
        answer_text(answer, today, shared_by=shared_by), answer_blocks(answer, today, shared_by=shared_by)
    )
    place = Place(body["channel"]["id"])
    team_id = (body.get("team") or {}).get("id", "")
    key = f"share:{team_id}:{body.get('trigger_id', '')}"
    try:
        outcome = await outbox.send(letter(place, message, answer, key=key, kind="share"))
    except RefusedError as refused:
        return _NOT_SHARED.get(refused.code, f"Slack would not take the message ({refused.code}).")
    except PausedError:
        return _PAUSED
    except UnknownOutcomeError:
        return _UNSURE
    return _OUTCOMES[outcome]


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
