"""The Socket Mode door: Slack's requests over a WebSocket that we open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SettingsError
from bot.slack.bolt import FootnoteApp

log = structlog.get_logger()


@asynccontextmanager
async def socket_mode(app: FootnoteApp, app_token: str, base_url: str) -> AsyncIterator[SocketModeClient]:
    """Keep a connection open; raise SettingsError if Slack refuses the app token."""
    web_client = AsyncWebClient(token=app_token, base_url=base_url)
    # Asked for here, since the client would try a refused token for ever.
    address = await _link_address(web_client)
    handler = AsyncSocketModeHandler(app, app_token, web_client=web_client)
    handler.client.wss_uri = address
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves these without types
        log.info("socket.connected")
        yield handler.client
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # the same


async def _link_address(client: AsyncWebClient) -> str:
    try:
        answer = await client.apps_connections_open(app_token=client.token or "")
    except SlackApiError as error:
        raise SettingsError(
            f"Slack refuses SLACK_APP_TOKEN ({error.response.get('error')}). Make an app-level token "
            "(xapp-…) with the scope connections:write on the app's “Basic Information” page."
        ) from error
    return str(answer["url"])
