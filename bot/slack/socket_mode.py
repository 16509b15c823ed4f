"""The Socket Mode door: Slack's requests over a WebSocket that we open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.bolt import FootnoteApp
from bot.slack.http import DRAIN_S

RETRY_S = 5
"""Seconds between two tries to connect, and between two looks whether the connection lives."""

log = structlog.get_logger()


@asynccontextmanager
async def socket_mode(
    app: FootnoteApp, app_token: str, base_url: str, address: str
) -> AsyncIterator[SocketModeClient]:
    """Keep a connection open, from the address that Slack has given for it on.

    It may take a while to stand, and a stop does not wait for it.
    """
    web_client = AsyncWebClient(token=app_token, base_url=base_url)
    handler = _Handler(app, app_token, web_client=web_client, ping_interval=RETRY_S)
    client = handler.client
    client.wss_uri = address
    tasks = [asyncio.create_task(_connect(handler)), asyncio.create_task(_renew_address(client))]
    try:
        yield client
    finally:
        for task in tasks:
            task.cancel()
        # Until the work is done the link must stand, since answers go back through it; but it is the last.
        client.auto_reconnect_enabled = False
        client.connect_to_new_endpoint = _stay  # type: ignore[method-assign]  # Slack may ask for it any time
        await app.work.drain(at_most_s=DRAIN_S)
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves these without types


async def _connect(handler: AsyncSocketModeHandler) -> None:
    await handler.connect_async()  # type: ignore[no-untyped-call]  # the same
    log.info("socket.connected")


async def _renew_address(client: SocketModeClient) -> None:
    """Have slack_sdk ask for a new address when the old has not worked: it is a ticket that runs out."""
    while True:
        await asyncio.sleep(RETRY_S / 2)
        if not await client.is_connected():
            client.wss_uri = None


async def _stay(force: bool = False) -> None:  # noqa: FBT001, FBT002  # slack_sdk's own form
    """Open no new connection: we are about to leave."""


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
