"""Mentions and direct messages are answered here, in their thread."""

from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.outbox import Outbox
from bot.domain.answers import Question, Reply
from bot.domain.handling import Because
from bot.domain.postman import Place, RefusedError
from bot.domain.refusals import CEILING
from bot.slack.agent import looking_up
from bot.slack.blocks.ceilings import why_less
from bot.slack.blocks.digest_list import draw_where
from bot.slack.blocks.replies import Message, sentence
from bot.slack.blocks.text import words_typed
from bot.slack.checking import asks_for_check, checked
from bot.slack.digests.asking import asks_for_digests
from bot.slack.kept import Kept
from bot.slack.posting import letter
from bot.slack.surface import Surface, Where, privately
from bot.slack.work import Work

TOLD_AGAIN_S = 86_400.0
"""After a day somebody is told again why there is less in a channel."""

_ASK_AGAIN = "Who is here has changed while I looked it up. Ask again, please."

log = structlog.get_logger()


def register(app: AsyncApp, surface: Surface, work: Work, outbox: Outbox) -> None:
    """Attach the two events to the app."""
    told_why: Kept[Because] = Kept(TOLD_AGAIN_S, lambda: surface.now().timestamp())
    thread = _Thread(surface, outbox)

    @app.event("app_mention")
    async def mentioned(
        event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        if _is_from_a_person(event):
            because = await thread.answer(event, body, context)
            who = (event["channel"], event["user"])
            if because and not told_why.get(who):
                told_why.put(who, because)
                work.begin(_whisper_why(client, event, because))

    @app.event("message")
    async def written_to(
        event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        if event.get("channel_type") == "im" and _is_from_a_person(event):
            await thread.answer(event, body, context, showing_to=client)


@dataclass(frozen=True, slots=True)
class _Thread:
    """Answers a message in its thread."""

    surface: Surface
    outbox: Outbox

    async def answer(
        self,
        event: dict[str, Any],
        body: dict[str, Any],
        context: AsyncBoltContext,
        *,
        showing_to: AsyncWebClient | None = None,
    ) -> Because:
        """Answer a mention or, `showing_to` its writer that it is looked up, a direct message.

        Returns why there may be less there than elsewhere; who writes directly is told so in the answer.
        """
        question = Question(words_typed(event.get("text", "")))
        place = Place(channel=event["channel"], thread_ts=event.get("thread_ts") or event["ts"])
        where = Where("direct" if showing_to else "mention", place.channel, str(event.get("user", "")))
        reply: Reply | None = None
        because: Because = ""
        if asks_for_digests(question.text):
            message = draw_where(self.surface.command)
        elif text := asks_for_check(question.text):
            message = await self._check(text, where, is_alone=showing_to is not None)
        else:
            context["is_logged"] = True
            answering = self.surface.answer(question, where)
            said = await (looking_up(showing_to, place, answering) if showing_to else answering)
            reply, because = said.reply, said.ceiling.because
            message = privately(said) if showing_to else said.message
        key = f"reply:{body.get('team_id', '')}:{body.get('event_id', '')}"
        written = letter(place, message, reply, key=key, kind="reply")
        try:
            await self.outbox.send(written, was_tried=context.get("claim") == "again")
        except RefusedError as refused:
            if refused.code != CEILING:
                raise
            # Others came between the answer and the post.
            again = letter(place, sentence(_ASK_AGAIN), None, key=f"{key}:again", kind="reply")
            await self.outbox.send(again)
        return because

    async def _check(self, text: str, where: Where, *, is_alone: bool) -> Message:
        """Check what somebody writes to the bot alone; in a channel say how it is done privately first."""
        if is_alone:
            return await checked(self.surface, where.channel, where.asker, text)
        return sentence(
            f"*Checks go by the command:* type `{self.surface.command} check` and the sentences, or choose "
            "*Check against the base* in the menu of a message. You see the result first, and may share it."
        )


async def _whisper_why(client: AsyncWebClient, event: dict[str, Any], because: Because) -> None:
    """Tell whoever asked, and nobody else, why there may be less here than elsewhere."""
    try:
        await client.chat_postEphemeral(
            channel=event["channel"],
            user=event["user"],
            thread_ts=event.get("thread_ts"),
            text=why_less(because),
        )
    except (SlackApiError, ClientError, TimeoutError) as error:
        # The answer stands; only its reason is missing.
        log.info("ceiling.not_explained", error=type(error).__name__)


def _is_from_a_person(event: dict[str, Any]) -> bool:
    """Tell a new message of a person from edits, deletions and what bots write (loops begin there)."""
    return "user" in event and "bot_id" not in event and event.get("subtype") in (None, "file_share")
