"""Names while they are typed: the options of the menus in the form of a fact."""

from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.curation.choosing import Choice
from bot.errors import FootnoteError
from bot.slack.blocks.forms import (
    CHOOSE_ENTITY,
    CHOOSE_PLACE,
    CHOOSE_SOURCE,
    CHOOSE_SPEAKER,
    CHOOSE_TOPIC,
    WORDS_LIMIT,
    option,
)
from bot.slack.curating.parts import Curating
from bot.slack.presses import refusal


def register(app: AsyncApp, curating: Curating) -> None:
    """Attach the menus to the app."""
    choosing = curating.choosing

    @app.options(CHOOSE_SOURCE)
    async def sources(ack: AsyncAck, payload: dict[str, Any], body: dict[str, Any]) -> None:
        try:
            ceiling = await curating.access.person(str(body["user"]["id"]))
            found = await choosing.sources(_typed(payload), ceiling.tlp)
        except FootnoteError as error:
            # A menu has no room for a sentence; submitting the form will say it.
            refusal(error)
            found = []
        await _offer(ack, found)

    @app.options(CHOOSE_SPEAKER)
    async def speakers(ack: AsyncAck, payload: dict[str, Any]) -> None:
        typed = _typed(payload)
        await _offer(ack, [*choosing.entities(typed), *_in_words(typed)])

    @app.options(CHOOSE_PLACE)
    async def places(ack: AsyncAck, payload: dict[str, Any]) -> None:
        await _offer(ack, choosing.entities(_typed(payload), kinds={"place"}))

    @app.options(CHOOSE_ENTITY)
    async def entities(ack: AsyncAck, payload: dict[str, Any]) -> None:
        await _offer(ack, choosing.entities(_typed(payload)))

    @app.options(CHOOSE_TOPIC)
    async def topics(ack: AsyncAck, payload: dict[str, Any]) -> None:
        await _offer(ack, choosing.topics(_typed(payload)))


async def _offer(ack: AsyncAck, found: Sequence[Choice]) -> None:
    await ack(options=[option(each) for each in found])


def _typed(payload: dict[str, Any]) -> str:
    return str(payload.get("value", ""))[:WORDS_LIMIT]


def _in_words(typed: str) -> list[Choice]:
    """Offer what was typed as it is: a speaker may be described, in words with a space between them."""
    words = " ".join("".join(char if char.isprintable() else " " for char in typed).split())
    return [Choice(words, words, "described, not named")] if " " in words else []
