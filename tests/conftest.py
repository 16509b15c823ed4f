"""What many tests need: the shipped base, and the bot in a local Slack."""

from contextlib import asynccontextmanager
from datetime import date

import pytest

from bot.answering.desk import AnswerDesk
from bot.app.console import BoltDelivery
from bot.app.serve import identify
from bot.console.workspace import Workspace
from bot.delivery.handled import Handled
from bot.matching import Matcher
from bot.settings import Settings
from bot.slack.bolt import build_bolt_app
from bot.slack.posting import posting_client, shared_session
from bot.slack.surface import Surface
from bot.storage.engine import open_database
from tests.first_document import ENGLISH, first_document

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def shipped_desk():
    return AnswerDesk(first_document(), Matcher(first_document(), ENGLISH))


@pytest.fixture
def desk_of():
    """Build a desk in front of a made-up base."""
    return lambda base: AnswerDesk(base, Matcher(base, frozenset()))


@asynccontextmanager
async def bot_in(workspace, desk, *, now=lambda: 1_000_000.0, today=lambda: TODAY, settings=None):
    """Join the real Bolt app to a local Slack that is open."""
    settings = settings or Settings(_env_file=None)
    database = open_database(None)
    async with shared_session() as session:
        client = posting_client(workspace.bot_token, workspace.api_url, session)
        app = build_bolt_app(
            Surface(desk, settings.command, today),
            Handled(database, now),
            client,
            await identify(client, settings),
            signing_secret=workspace.signing_secret,
        )
        workspace.connect(BoltDelivery(app))
        yield app
        await app.work.drain(at_most_s=5)
    database.close()


@pytest.fixture
async def workspace(shipped_desk):
    """A local Slack in which the bot answers from the shipped base."""
    async with Workspace() as workspace, bot_in(workspace, shipped_desk):
        yield workspace
