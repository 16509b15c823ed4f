"""The slash command (`/threat`, unless a setting names it otherwise) is handled here."""

import asyncio
from datetime import date

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.answers import Question, Reply
from bot.domain.assessment import day_in_words
from bot.slack.blocks.replies import Message, sentence
from bot.slack.blocks.text import words_typed
from bot.slack.failures import told
from bot.slack.posting import whisper
from bot.slack.surface import Surface, is_direct_channel
from bot.slack.work import Work


def register(app: AsyncApp, surface: Surface, work: Work) -> None:
    """Attach the slash command to the app."""

    @app.command(surface.command)
    async def threat(
        ack: AsyncAck, command: dict[str, str], client: AsyncWebClient, context: AsyncBoltContext
    ) -> None:
        context["is_logged"] = True
        question = Question(words_typed(command.get("text", "")))
        day = surface.past_day(question)
        is_direct = is_direct_channel(command.get("channel_id"))
        answer = surface.answer(question, door="command", asker=command.get("user_id"), is_direct=is_direct)
        if day is None:
            _, message = await answer
        else:
            answering = asyncio.ensure_future(answer)
            await asyncio.wait({answering}, timeout=surface.patience_s)
            if answering.done():
                _, message = answering.result()
            else:
                message = _please_wait(day)
                work.begin(_answer_later(answering, client, command["response_url"]))
        await ack(
            response_type="ephemeral",
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )


def _please_wait(day: date) -> Message:
    return sentence(f"Reading the ledger as it was on {day_in_words(day)} …")


async def _answer_later(
    answering: "asyncio.Future[tuple[Reply, Message]]", client: AsyncWebClient, response_url: str
) -> None:
    async def say(words: Message) -> None:
        await whisper(client, response_url, words, None)

    async def answer() -> None:
        await say((await answering)[1])

    async def tell(words: str) -> None:
        await say(sentence(words))

    await told(answer(), tell)
