"""The running bot: one code path for both transports, from the token to a clean stop."""

import asyncio
import signal
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any

import structlog
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.desk import load_desk, today
from bot.delivery.handled import Handled
from bot.domain import FactBase
from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.bolt import FootnoteApp, Identity, build_bolt_app
from bot.slack.http import DRAIN_S, Readiness, build_http_app, run_http
from bot.slack.posting import posting_client, shared_session
from bot.slack.socket_mode import socket_mode
from bot.slack.surface import Surface
from bot.storage.engine import open_database

LEFT_OUT_SHOWN = 20

log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT; raise FootnoteError where it cannot run."""
    bot_token = _required(settings.slack_bot_token, "SLACK_BOT_TOKEN", "the bot token (xoxb-…) of your app")
    app_token = settings.slack_app_token
    secret = (
        None
        if app_token
        else _required(settings.slack_signing_secret, "SLACK_SIGNING_SECRET", "your app's signing secret")
    )
    desk, loaded = load_desk(settings)
    for name, problem in loaded.base.left_out.items():
        log.warning("base.left_out", what=name, problem=problem)
    database = open_database(settings.data_dir)
    async with AsyncExitStack() as stack:
        stack.callback(database.close)
        session = await stack.enter_async_context(shared_session())
        client = posting_client(bot_token, settings.slack_api_url, session)
        identity = await identify(client, settings)
        surface = Surface(desk, settings.command, today)
        app = build_bolt_app(surface, Handled(database, time.time), client, identity, signing_secret=secret)
        socket = None
        if app_token:
            connection = socket_mode(app, app_token.get_secret_value(), settings.slack_api_url)
            socket = await stack.enter_async_context(connection)
        http_app = build_http_app(app, _readiness(loaded.base, socket), with_events=socket is None)
        log.info("bot.started", facts=len(loaded.base.facts), left_out=len(loaded.base.left_out))
        await run_http(http_app, settings.host, settings.port, stop=_stop_signal())
        await _stop(app, socket)


async def identify(client: AsyncWebClient, settings: Settings) -> Identity:
    """Ask Slack who the token is; raise SettingsError if it is refused or Slack cannot be reached."""
    try:
        told = await client.auth_test()
    except SlackApiError as error:
        raise SettingsError(
            f"Slack refuses SLACK_BOT_TOKEN ({error.response.get('error')}). Copy the bot token (xoxb-…) "
            "from your app's “OAuth & Permissions” page."
        ) from error
    except (OSError, TimeoutError) as error:
        raise SettingsError(
            f"Slack cannot be reached at {settings.slack_api_url} ({type(error).__name__}). "
            "Look at the network, or at SLACK_API_URL."
        ) from error
    return Identity(
        team_id=told["team_id"],
        bot_id=told["bot_id"],
        bot_user_id=told["user_id"],
        served=frozenset({told["team_id"], *settings.workspaces}),
    )


def _required(secret: SecretStr | None, name: str, what: str) -> str:
    if secret is None:
        raise SettingsError(
            f"{name} is not set. Put {what} into .env or the environment; "
            "to try Footnote without Slack, run `footnote console`."
        )
    return secret.get_secret_value()


def _readiness(base: FactBase, socket: SocketModeClient | None) -> Readiness:
    async def readiness() -> Mapping[str, Any]:
        is_connected = socket is None or await socket.is_connected()
        return {
            "ready": is_connected and bool(base.facts),
            "facts": len(base.facts),
            "slack": "connected" if is_connected else "not connected",
            "left_out": len(base.left_out),
            "problems": dict(list(base.left_out.items())[:LEFT_OUT_SHOWN]),
        }

    return readiness


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _stop(app: FootnoteApp, socket: SocketModeClient | None) -> None:
    """Take nothing new, then let what is under way end."""
    if socket is not None:
        await socket.disconnect()  # type: ignore[no-untyped-call]  # slack_sdk leaves it without types
    await app.drain(at_most_s=DRAIN_S)
    log.info("bot.stopped")
