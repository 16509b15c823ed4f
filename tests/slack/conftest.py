"""A local Slack for what is posted to it."""

import pytest

from bot.console.workspace import Workspace


@pytest.fixture
async def slack():
    """It keeps its rules, but for the pace."""
    async with Workspace(rate_limited=False) as workspace:
        yield workspace
