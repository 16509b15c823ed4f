"""The whole bot with its curation in a local Slack, on a ledger in memory that a clock of its own drives."""

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.console import BoltDelivery
from bot.app.delivering import make_outbox
from bot.app.following import Follower
from bot.app.serve import identify
from bot.app.slack_curation import curation_in_slack
from bot.console.team import ANA, BEN, CURATION, CURATORS, User
from bot.console.workspace import Workspace
from bot.curation import corrections
from bot.delivery.handled import Handled
from bot.delivery.outbox import Outbox
from bot.domain.ledger import Actor, Target
from bot.factbase.recalling import recall
from bot.factbase.sync import sync
from bot.settings import Settings
from bot.slack.bolt import FootnoteApp, build_bolt_app
from bot.slack.curating.parts import Curating
from bot.slack.posting import SlackPostman, posting_client, shared_session
from bot.slack.surface import Surface
from bot.storage import ledger
from bot.storage.engine import Database, open_database
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact

ATTACK, SPEECH = "test-240216.01", "test-240216.02"
TEXT = """ISIS attacked Kabul in 2023. Voronkov spoke of ISIS-K.

Test Press counted no attack in Kabul in 2024. Officials in Kabul fear more.
"""
FACTS = (
    a_fact("ISIS attacked Kabul in 2023.", id=ATTACK, subjects=["isis"], places=["kabul"]),
    a_fact("Voronkov spoke of ISIS-K.", id=SPEECH, subjects=["voronkov"]),
)
CLEO = User("U000000CLEO", "cleo", "Cleo Curator")


def actor(user):
    """A person of the local Slack, as the ledger names them."""
    return Actor(f"slack:{user.id}", user.name)


BEN_ACTS, CLEO_ACTS = actor(BEN), actor(CLEO)


class Clock:
    """The time of day, which passes when a test says so."""

    def __init__(self):
        self.at = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self):
        return self.at

    def passes(self, **time):
        self.at += timedelta(**time)


@dataclass
class Bot:
    """The running bot, its parts as far as a test looks at them, and what happens at its beats."""

    workspace: Workspace
    database: Database
    app: FootnoteApp
    curating: Curating
    follower: Follower
    outbox: Outbox
    now: Clock
    client: AsyncWebClient

    async def beat(self):
        """Let everything happen that happens by itself within some seconds."""
        for _ in range(3):
            await self.app.work.settle(at_most_s=5)
            await self.follower.beat()
            await corrections.sweep(self.database, self.now(), 180)
            await self.curating.cards.beat()
            await self.curating.notices.beat()
            await self.outbox.beat()
            self.now.passes(seconds=5)

    async def press(self, reply, which, **who):
        """Press something, and return what came of it."""
        self.workspace.clear()
        await self.workspace.press(reply, which, **who)
        await self.app.work.settle(at_most_s=5)
        return list(self.workspace.replies)

    async def refused(self, reply, which, **who):
        """Press something, and return the words that whoever pressed alone gets."""
        [told] = [each for each in await self.press(reply, which, **who) if each.kind == "ephemeral"]
        return told.words

    async def command(self, text, **who):
        """Type the command, and return what came of it."""
        self.workspace.clear()
        await self.workspace.slash("/threat", text, **who)
        await self.app.work.settle(at_most_s=5)
        return list(self.workspace.replies)

    async def submit(self, view, entries=None):
        """Submit a modal, and return what came of it."""
        self.workspace.clear()
        await self.workspace.submit(view, entries)
        await self.app.work.settle(at_most_s=5)
        return list(self.workspace.replies)

    async def choose(self, act, *, about=ATTACK, user=ANA.id):
        """Ask for a fact, and choose from its menu; return what came of it."""
        [shown] = await self.command(f"about {about}", user=user)
        return await self.press(shown, act, user=user)

    async def modal(self, act, *, about=ATTACK, user=ANA.id):
        """Choose from a fact's menu what opens a modal, and return that."""
        await self.choose(act, about=about, user=user)
        [*_, view] = self.workspace.modals(user)
        return view

    async def history(self, fact_id):
        """All that happened to a fact, by kind and name."""
        async with self.database.reading() as session:
            events = await ledger.history(session, Target("fact", fact_id))
        return [(event.kind, event.actor.name) for event in events]

    def card(self):
        """The last card in the curators' channel, as it stands there."""
        return self.workspace.messages(CURATION.id)[-1]

    def shown_card(self):
        """The last appearance of a card in the curators' channel: what people press on."""
        return next(each for each in reversed(self.workspace.replies) if each.channel == CURATION.id)

    def told(self, user):
        """What a person was told directly."""
        channel = self.workspace.team.direct_channel(user).id
        return [each.text for each in self.workspace.messages(channel)]


@asynccontextmanager
async def curating_bot(workspace, database, now, settings):
    """Join the bot with its curation to a local Slack that is open."""
    handled = Handled(database, lambda: now().timestamp())
    follower = Follower(database, frozenset(), now, await recall(database))
    async with shared_session() as session:
        client = posting_client(workspace.bot_token, workspace.api_url, session)
        outbox = make_outbox(database, SlackPostman(client), settings, now)
        curating = curation_in_slack(database, follower, outbox, client, settings, now=now)
        app = build_bolt_app(
            Surface(follower.desks, settings.command, lambda: now().date(), now=now),
            handled,
            client,
            await identify(client, settings),
            outbox=outbox,
            signing_secret=workspace.signing_secret,
            curating=curating,
        )
        workspace.connect(BoltDelivery(app))
        yield Bot(workspace, database, app, curating, follower, outbox, now, client)
        await app.work.drain(at_most_s=5)
        await outbox.close()
    await handled.close()


@pytest.fixture
def settings():
    """Ben's group and Cleo are curators."""
    return Settings(_env_file=None, curators=(CURATORS.id, CLEO.id), curators_channel=CURATION.id)


@pytest.fixture
async def bot(tmp_path, settings):
    """A bot whose ledger holds two facts from a file."""
    now = Clock()
    files = KnowledgeFiles(tmp_path)
    files.dossier(TEXT, *FACTS)
    database = await open_database(None, None)
    await sync(database, files.knowledge, files.seeds, now)
    async with Workspace(now=now) as workspace:
        workspace.team.users[CLEO.id] = CLEO
        async with curating_bot(workspace, database, now, settings) as bot:
            yield bot
    await database.close()
