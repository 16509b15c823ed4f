"""Mentions and direct messages are answered here, in their thread."""

from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.answers import Question
from bot.slack.blocks.text import words_typed
from bot.slack.posting import Place, reply_once
from bot.slack.surface import Surface


def register(app: AsyncApp, surface: Surface) -> None:
    """Attach the two events to the app."""

    @app.event("app_mention")
    async def mentioned(
        event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        if _is_from_a_person(event):
            await _answer("mention", event, body, client, context)

    @app.event("message")
    async def written_to(
        event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        if event.get("channel_type") == "im" and _is_from_a_person(event):
            await _answer("direct", event, body, client, context)

    async def _answer(
        door: str,
        event: dict[str, Any],
        body: dict[str, Any],
        client: AsyncWebClient,
        context: AsyncBoltContext,
    ) -> None:
        _, message = surface.answer(Question(words_typed(event.get("text", ""))), door=door)
        place = Place(channel=event["channel"], thread_ts=event.get("thread_ts") or event["ts"])
        await reply_once(
            client,
            place,
            message,
            key=str(body.get("event_id", "")),
            was_tried=context.get("claim") == "again",
        )


def _is_from_a_person(event: dict[str, Any]) -> bool:
    """Tell a new message of a person from edits, deletions and what bots write (loops begin there)."""
    return "user" in event and "bot_id" not in event and event.get("subtype") in (None, "file_share")
