"""The slash command (`/threat`, unless a setting names it otherwise) is handled here."""

import asyncio
from datetime import date

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.answers import Question
from bot.domain.assessment import day_in_words
from bot.slack.blocks.replies import Message, sentence
from bot.slack.blocks.text import words_typed
from bot.slack.failures import told
from bot.slack.posting import say_in_ack, whisper
from bot.slack.surface import Said, Surface, Where, privately
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
        where = Where("command", command.get("channel_id", ""), command.get("user_id", ""))
        answer = surface.answer(question, where)
        if day is None:
            message = privately(await answer)
        else:
            answering = asyncio.ensure_future(answer)
            await asyncio.wait({answering}, timeout=surface.patience_s)
            if answering.done():
                message = privately(answering.result())
            else:
                message = _please_wait(day)
                work.begin(_answer_later(answering, client, command["response_url"]))
        if message.newer:
            # Whether its blocks are refused is not seen in an acknowledgement.
            await ack()
            work.begin(_say_later(message, client, command["response_url"]))
            return
        await say_in_ack(ack, message)


def _please_wait(day: date) -> Message:
    return sentence(f"Reading the ledger as it was on {day_in_words(day)} …")


async def _say_later(message: Message, client: AsyncWebClient, response_url: str) -> None:
    async def tell(words: str) -> None:
        await whisper(client, response_url, sentence(words), None)

    await told(whisper(client, response_url, message, None), tell)


async def _answer_later(answering: "asyncio.Future[Said]", client: AsyncWebClient, response_url: str) -> None:
    async def say(words: Message) -> None:
        await whisper(client, response_url, words, None)

    async def answer() -> None:
        await say(privately(await answering))

    async def tell(words: str) -> None:
        await say(sentence(words))

    await told(answer(), tell)
