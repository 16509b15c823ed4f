"""The whole bot with its digests in a local Slack, on a ledger in memory that a clock of its own drives."""

from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.console import BoltDelivery
from bot.app.delivering import make_outbox
from bot.app.digesting import composer_of
from bot.app.following import Follower
from bot.app.serve import identify
from bot.app.slack_digests import digests_in_slack
from bot.console.team import ANA, GENERAL
from bot.console.workspace import Workspace
from bot.delivery.handled import Handled
from bot.delivery.outbox import Outbox
from bot.digests.sending import Digests
from bot.factbase.recalling import recall
from bot.factbase.sync import sync
from bot.settings import Settings
from bot.slack.blocks.digest import draw_digest
from bot.slack.bolt import FootnoteApp, build_bolt_app
from bot.slack.digests.parts import Digesting
from bot.slack.posting import SlackPostman, posting_client, shared_session
from bot.slack.surface import Surface
from bot.storage.engine import Database, open_database
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.slack.curating.conftest import Clock

TEXT = """ISIS attacked Kabul in 2023. Voronkov spoke of ISIS-K.

Test Press counted no attack in Kabul in 2024.
"""
FACTS = (
    a_fact(
        "ISIS attacked Kabul in 2023.",
        id="test-240216.01",
        subjects=["isis"],
        places=["kabul"],
        topics=["attacks"],
    ),
    a_fact("Voronkov spoke of ISIS-K.", id="test-240216.02", subjects=["isis-k"]),
)


@dataclass
class Bot:
    """The running bot, as far as a test looks at it."""

    workspace: Workspace
    database: Database
    app: FootnoteApp
    follower: Follower
    digesting: Digesting
    digests: Digests
    outbox: Outbox
    now: Clock
    client: AsyncWebClient

    async def beat(self):
        """Let everything happen that happens by itself within some seconds."""
        await self.app.work.settle(at_most_s=5)
        for _ in range(3):
            await self.follower.beat()
            await self.digests.beat()
            await self.outbox.beat()
            self.now.passes(seconds=5)

    async def command(self, text, **who):
        """Type the command, and return what came of it."""
        return await self._seen(self.workspace.slash("/threat", text, **who))

    async def press(self, where, which, **who):
        """Press something, and return what came of it."""
        return await self._seen(self.workspace.press(where, which, **who))

    async def submit(self, view, entries=None):
        """Submit a form, and return what came of it."""
        return await self._seen(self.workspace.submit(view, entries))

    async def said(self, text, **who):
        """Type the command, and return the words of the one answer."""
        [reply] = await self.command(text, **who)
        return reply.words

    async def form(self, user=ANA.id, channel=GENERAL.id):
        """Open the empty form by the command."""
        await self.command("digest", user=user, channel=channel)
        [view] = self.workspace.modals(user)
        return view

    async def first(self, view, field, typed):
        """Type into a menu of a form, and return what it suggests first."""
        [option, *_] = await self.workspace.type_ahead(view, field, typed)
        return option

    async def home(self, user=ANA.id):
        """Open the Home tab, and return what it shows."""
        await self._seen(self.workspace.open_home(user))
        return self.workspace.home(user)

    async def here(self, channel=GENERAL.id):
        """The subscriptions of a channel."""
        return await self.digesting.subscriptions.of_channel(channel)

    async def _seen(self, act):
        self.workspace.clear()
        await act
        await self.app.work.settle(at_most_s=5)
        return list(self.workspace.replies)


@asynccontextmanager
async def digesting_bot(workspace, database, now):
    """Join the bot with its digests to a local Slack that is open."""
    settings = Settings(_env_file=None)
    handled = Handled(database, lambda: now().timestamp())
    follower = Follower(database, frozenset(), now, await recall(database))
    async with shared_session() as session:
        client = posting_client(workspace.bot_token, workspace.api_url, session)
        outbox = make_outbox(database, SlackPostman(client), settings, now)
        composer = composer_of(database, follower)
        digesting = digests_in_slack(database, follower, composer, client, settings, now=now)
        app = build_bolt_app(
            Surface(follower.desks, settings.command, lambda: now().date(), now=now),
            handled,
            client,
            await identify(client, settings),
            outbox=outbox,
            signing_secret=workspace.signing_secret,
            digesting=digesting,
        )
        workspace.connect(BoltDelivery(app))
        digests = Digests(database, composer, draw_digest, now)
        yield Bot(workspace, database, app, follower, digesting, digests, outbox, now, client)
        await app.work.drain(at_most_s=5)
        await outbox.close()
    await handled.close()


@pytest.fixture
def files(tmp_path):
    """The files of the base: a document with two facts."""
    files = KnowledgeFiles(tmp_path)
    files.dossier(TEXT, *FACTS)
    return files


@pytest.fixture
async def bot(files):
    """A bot whose ledger holds what the files do."""
    now = Clock()
    database = await open_database(None, None)
    await sync(database, files.knowledge, files.seeds, now)
    async with Workspace(now=now) as workspace, digesting_bot(workspace, database, now) as bot:
        yield bot
    await database.close()
