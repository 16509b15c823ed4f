"""The slash command (`/threat`, unless a setting names it otherwise) is handled here."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.domain.answers import Question
from bot.slack.blocks.text import words_typed
from bot.slack.surface import Surface


def register(app: AsyncApp, surface: Surface) -> None:
    """Attach the slash command to the app."""

    @app.command(surface.command)
    async def threat(ack: AsyncAck, command: dict[str, str]) -> None:
        _, message = surface.answer(Question(words_typed(command.get("text", ""))), door="command")
        await ack(
            response_type="ephemeral",
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
