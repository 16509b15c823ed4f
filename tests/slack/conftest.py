"""A local Slack for what is posted to it, and what knows who is where in it."""

import pytest

from bot.app.joining import access_of
from bot.console.workspace import Workspace
from bot.settings import Settings
from bot.slack.posting import posting_client, shared_session


@pytest.fixture
async def slack():
    """It keeps its rules, but for the pace."""
    async with Workspace(rate_limited=False) as workspace:
        yield workspace


@pytest.fixture
async def access(slack):
    """The ceilings of the places of a local Slack, by the settings as they are without any."""
    async with shared_session() as session:
        client = posting_client(slack.bot_token, slack.api_url, session)
        yield access_of(client, Settings(_env_file=None), frozenset({slack.team_id}))
