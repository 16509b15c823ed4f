"""The bot, joined: the desks that follow the ledger, the outbox, Bolt's listeners and the heartbeat."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.app.delivering import delivering
from bot.app.desk import today
from bot.app.following import Follower, now
from bot.delivery.handled import Handled
from bot.scheduling.jobs import Job
from bot.settings import Settings
from bot.slack.bolt import FootnoteApp, Identity, build_bolt_app
from bot.slack.http import DRAIN_S
from bot.slack.posting import SlackPostman
from bot.slack.surface import Surface
from bot.storage.engine import Database

FOLLOW_S = 1.0
"""Every replica answers from a change within a few seconds."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot's parts, as far as others need them."""

    app: FootnoteApp
    follower: Follower


@asynccontextmanager
async def joined(
    database: Database,
    follower: Follower,
    client: AsyncWebClient,
    settings: Settings,
    identity: Identity,
    *,
    signing_secret: str | None,
) -> AsyncIterator[Bot]:
    """Join a bot to Slack's Web API until the block ends; then finish what is under way."""
    async with AsyncExitStack() as stack:
        handled = Handled(database, time.time)
        await handled.take_up()
        stack.push_async_callback(handled.close)
        following = Job("ledger", FOLLOW_S, follower.beat)
        outbox = await stack.enter_async_context(
            delivering(database, SlackPostman(client), settings, now, following)
        )
        surface = Surface(follower.desks, settings.command, today)
        app = build_bolt_app(surface, handled, client, identity, outbox=outbox, signing_secret=signing_secret)
        yield Bot(app, follower)
        await app.work.drain(at_most_s=DRAIN_S)
