"""Names while they are typed into the form of a digest: what it is about, and its time zone."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.curation.choosing import OFFERED, Choice
from bot.digests.zones import zones_beginning
from bot.slack.blocks.digest_forms import CHOOSE_FOLLOWED, CHOOSE_ZONE
from bot.slack.blocks.forms import WORDS_LIMIT, option
from bot.slack.digests.parts import Digesting


def register(app: AsyncApp, digesting: Digesting) -> None:
    """Attach the menus to the app."""
    choosing = digesting.choosing

    @app.options(CHOOSE_FOLLOWED)
    async def followed(ack: AsyncAck, payload: dict[str, Any]) -> None:
        typed = _typed(payload)
        topics = [replace(each, hint="topic") for each in choosing.topics(typed)]
        await _offer(ack, [*topics, *choosing.entities(typed)])

    @app.options(CHOOSE_ZONE)
    async def zones(ack: AsyncAck, payload: dict[str, Any]) -> None:
        await _offer(ack, [Choice(zone, zone) for zone in zones_beginning(_typed(payload), OFFERED)])


def _typed(payload: dict[str, Any]) -> str:
    return str(payload.get("value", ""))[:WORDS_LIMIT]


async def _offer(ack: AsyncAck, found: Sequence[Choice]) -> None:
    await ack(options=[option(each) for each in found[:OFFERED]])
