"""The Socket Mode door: Slack's requests over a WebSocket that we open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SettingsError
from bot.slack.bolt import FootnoteApp
from bot.slack.http import DRAIN_S
from bot.slack.posting import error_code

log = structlog.get_logger()


@asynccontextmanager
async def socket_mode(app: FootnoteApp, app_token: str, base_url: str) -> AsyncIterator[SocketModeClient]:
    """Keep a connection open; raise SettingsError if Slack refuses the app token.

    It may take a while to stand (slack_sdk tries again and again), and a stop does not wait for it.
    """
    web_client = AsyncWebClient(token=app_token, base_url=base_url)
    # Asked for here, since the client would try a refused token for ever.
    address = await _link_address(web_client)
    handler = _Handler(app, app_token, web_client=web_client)
    handler.client.wss_uri = address
    connecting = asyncio.create_task(_connect(handler))
    try:
        yield handler.client
    finally:
        connecting.cancel()
        # Until the work is done the link must stand, since answers go back through it; but it is the last.
        handler.client.auto_reconnect_enabled = False
        await app.work.drain(at_most_s=DRAIN_S)
        await handler.close_async()  # type: ignore[no-untyped-call]  # the same


async def _connect(handler: AsyncSocketModeHandler) -> None:
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves these without types
    log.info("socket.connected")


class _Handler(AsyncSocketModeHandler):
    app: FootnoteApp

    async def handle(  # type: ignore[override]  # as Bolt's own narrows it
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        """Answer a request, counted as work until its acknowledgement is sent; while stopping, leave it."""
        if self.app.work.is_stopping:
            return
        with self.app.work.counted():
            await super().handle(client, req)


async def _link_address(client: AsyncWebClient) -> str:
    try:
        answer = await client.apps_connections_open(app_token=client.token or "")
    except (ClientError, OSError, TimeoutError) as error:
        raise SettingsError(
            f"Slack cannot be reached at {client.base_url} ({type(error).__name__}). Look at the network."
        ) from error
    except SlackApiError as error:
        raise SettingsError(
            f"Slack refuses SLACK_APP_TOKEN ({error_code(error)}). Make an app-level token "
            "(xapp-…) with the scope connections:write on the app's “Basic Information” page."
        ) from error
    return str(answer["url"])
