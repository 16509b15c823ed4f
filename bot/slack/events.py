"""Mentions and direct messages are answered here, in their thread."""

from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.delivery.outbox import Outbox
from bot.domain.answers import Question, Reply
from bot.domain.postman import Place
from bot.slack.blocks.digest_list import draw_where
from bot.slack.blocks.text import words_typed
from bot.slack.digests.asking import asks_for_digests
from bot.slack.posting import letter
from bot.slack.surface import Surface, is_direct_channel


def register(app: AsyncApp, surface: Surface, outbox: Outbox) -> None:
    """Attach the two events to the app."""

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        if _is_from_a_person(event):
            await _answer("mention", event, body, context)

    @app.event("message")
    async def written_to(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        if event.get("channel_type") == "im" and _is_from_a_person(event):
            await _answer("direct", event, body, context)

    async def _answer(
        door: str, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        question = Question(words_typed(event.get("text", "")))
        reply: Reply | None = None
        if asks_for_digests(question.text):
            message = draw_where(surface.command)
        else:
            context["is_logged"] = True
            reply, message = await surface.answer(
                question, door=door, asker=event.get("user"), is_direct=is_direct_channel(event["channel"])
            )
        written = letter(
            Place(channel=event["channel"], thread_ts=event.get("thread_ts") or event["ts"]),
            message,
            reply,
            key=f"reply:{body.get('team_id', '')}:{body.get('event_id', '')}",
            kind="reply",
        )
        await outbox.send(written, was_tried=context.get("claim") == "again")


def _is_from_a_person(event: dict[str, Any]) -> bool:
    """Tell a new message of a person from edits, deletions and what bots write (loops begin there)."""
    return "user" in event and "bot_id" not in event and event.get("subtype") in (None, "file_share")
