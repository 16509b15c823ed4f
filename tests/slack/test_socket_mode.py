import asyncio

import pytest

from bot.console.workspace import Workspace, socket_delivery
from bot.slack.socket_mode import socket_mode
from tests.conftest import bot_in


@pytest.fixture
async def workspace():
    async with Workspace() as workspace:
        yield workspace


def link_of(workspace):
    return f"{workspace.api_url.replace('http', 'ws').removesuffix('/api/')}{workspace.links.ticket()}"


async def test_a_stopping_bot_takes_no_new_request_and_opens_no_new_connection(workspace, shipped_desk):
    async with bot_in(workspace, shipped_desk) as app:
        workspace.connect(socket_delivery(workspace))
        async with socket_mode(app, workspace.app_token, workspace.api_url, link_of(workspace)) as client:
            [reply] = await workspace.slash("/threat", "iraq")
            app.work.is_stopping = True
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(workspace.slash("/threat", "iraq"), 0.3)

        assert "Iraq" in reply.words
        assert not client.auto_reconnect_enabled
        await client.connect_to_new_endpoint(force=True)
        assert not await client.is_connected()


async def test_an_address_that_has_run_out_is_asked_for_anew(shipped_desk):
    # The command waits for the connection, so it is later than Slack would have it.
    async with Workspace(ack_within_s=20) as workspace, bot_in(workspace, shipped_desk) as app:
        workspace.connect(socket_delivery(workspace))
        run_out = link_of(workspace).replace("ticket=", "ticket=gone")
        async with socket_mode(app, workspace.app_token, workspace.api_url, run_out):
            [reply] = await workspace.slash("/threat", "iraq")

    assert "Iraq" in reply.words
