"""All listeners of curation: the words of the command, the menu, the modals, the cards."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks.text import words_typed
from bot.slack.curating import editing, flagging, gaps, judging, menu, proposing, reviewing, type_ahead
from bot.slack.curating.parts import Curating
from bot.slack.presses import Press, begin, commanded
from bot.slack.work import Work


def register_words(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach the words; before the listener that answers questions, which takes every other command."""
    _attach_word(app, curating, work, "propose", proposing.ask)
    _attach_word(app, curating, work, "review", lambda press: reviewing.show_queue(curating, press))
    _attach_word(app, curating, work, "gaps", lambda press: gaps.show_gaps(curating, press))


def register(app: AsyncApp, curating: Curating, work: Work) -> None:
    """Attach everything else."""
    for part in (menu, flagging, judging, editing, proposing, reviewing, gaps):
        part.register(app, curating, work)
    type_ahead.register(app, curating)


def _attach_word(
    app: AsyncApp, curating: Curating, work: Work, word: str, do: Callable[[Press], Awaitable[None]]
) -> None:
    async def is_asked(command: dict[str, str]) -> bool:
        return words_typed(command.get("text", "")).casefold() == word

    @app.command(curating.command, matchers=[is_asked])
    async def asked(ack: AsyncAck, command: dict[str, str], client: AsyncWebClient) -> None:
        await ack()
        press = commanded(command, client)
        begin(work, press, do(press))
