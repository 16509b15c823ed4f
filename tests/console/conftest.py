"""A local Slack with a clock that stands, and a small bot in it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.console.workspace import Workspace
from tests.console.echo import dispatch, echo_app


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def workspace(clock) -> AsyncIterator[Workspace]:
    """A workspace that tolerates violations: these tests look at them."""
    async with Workspace(now=clock, strict=False) as open_workspace:
        yield open_workspace


@pytest.fixture
def client(workspace) -> AsyncWebClient:
    """The bot's own client, which never posts twice by itself."""
    return AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[])


@pytest.fixture
def echo(workspace) -> Workspace:
    """The workspace with the echoing bot in it."""
    workspace.connect(dispatch(echo_app(workspace)))
    return workspace


@pytest.fixture
def refused(client):
    """Make a call and return the error that it is refused with."""

    async def call(method, **arguments):
        with pytest.raises(SlackApiError) as caught:
            await client.api_call(method, json=arguments)
        return caught.value.response["error"]

    return call
