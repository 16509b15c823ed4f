"""The running bot: one code path for both transports, from the token to a clean stop."""

import asyncio
import signal
from contextlib import AsyncExitStack
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.credentials import APP_LEVEL_PAGE, OAUTH_PAGE, SLACK_FAILURES, credentials, look_at_failure
from bot.app.database import database_to_serve
from bot.app.following import follow, now, take_over_later
from bot.app.joining import joined
from bot.app.readiness import Link, Reach, Ready
from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.bolt import Identity
from bot.slack.http import build_http_app, http_serving
from bot.slack.posting import posting_client, shared_session
from bot.slack.socket_mode import socket_mode
from bot.slack.watching import Watch

SLACK_ANSWERS_S = 8
"""How long the start waits for Slack: a stop in the meantime must not take longer than Docker waits, 10 s."""

log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT; raise FootnoteError where it cannot run."""
    bot_token, app_token, secret = credentials(settings)
    stop = _stop_signal()
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(database_to_serve(settings))
        follower = await follow(database, settings, now)
        session = await stack.enter_async_context(shared_session())
        watch = Watch()
        client = posting_client(bot_token, settings.slack_api_url, session, watch)
        identity = await identify(client, settings)
        bot = await stack.enter_async_context(
            joined(database, follower, client, settings, identity, signing_secret=secret)
        )
        bot.app.work.begin(take_over_later(database, settings, now))
        link = Link(is_needed=app_token is not None)
        http_app = build_http_app(
            bot.app,
            Ready(follower, Reach(client, watch, link)),
            signing_secret=None if app_token else secret,
            with_metrics=settings.metrics,
        )
        async with http_serving(http_app, settings.host, settings.port) as serving:
            if app_token is None:
                await _until(stop, serving)
            else:
                address = await open_link(app_token, settings)
                async with socket_mode(bot.app, app_token, settings.slack_api_url, address) as link.client:
                    await _until(stop, serving)
    log.info("bot.stopped")


async def identify(client: AsyncWebClient, settings: Settings) -> Identity:
    """Ask Slack who the token is; raise SettingsError if it is refused or Slack cannot be reached."""
    try:
        async with asyncio.timeout(SLACK_ANSWERS_S):
            told: Any = (await client.auth_test()).data
        team_id, bot_id, user_id = told["team_id"], told["bot_id"], told["user_id"]
    except SLACK_FAILURES as error:
        raise _cannot_start(error, settings, "SLACK_BOT_TOKEN", OAUTH_PAGE) from error
    return Identity(team_id, bot_id, user_id, served=frozenset({team_id, *settings.workspaces}))


async def open_link(app_token: str, settings: Settings) -> str:
    """Ask Slack where Socket Mode's link is; raise SettingsError if the token is refused."""
    client = AsyncWebClient(token=app_token, base_url=settings.slack_api_url)
    try:
        async with asyncio.timeout(SLACK_ANSWERS_S):
            told: Any = (await client.apps_connections_open(app_token=app_token)).data
        return str(told["url"])
    except SLACK_FAILURES as error:
        raise _cannot_start(error, settings, "SLACK_APP_TOKEN", APP_LEVEL_PAGE) from error


def _cannot_start(error: Exception, settings: Settings, name: str, mend: str) -> SettingsError:
    look = look_at_failure(error, settings, name=name, mend=mend)
    return SettingsError(f"{look.what}. {look.mend}")


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _until(stop: asyncio.Event, serving: asyncio.Task[None]) -> None:
    """Wait for the signal to stop, or for the HTTP server to end by itself."""
    log.info("bot.started")
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({stopping, serving}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
