"""The whole bot in a local Slack, on a ledger in memory that a clock of its own drives."""

from contextlib import asynccontextmanager
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.app.console import BoltDelivery
from bot.app.delivering import make_outbox
from bot.app.digesting import DRAWING, composer_of
from bot.app.following import Follower
from bot.app.joining import access_of
from bot.app.serve import identify
from bot.app.slack_curation import curation_in_slack
from bot.app.slack_digests import digests_in_slack
from bot.app.slack_home import home_in_slack
from bot.console.workspace import Workspace
from bot.curation import corrections
from bot.delivery.handled import Handled
from bot.delivery.outbox import Outbox
from bot.digests.sending import Digests
from bot.factbase.recalling import recall
from bot.factbase.sync import sync
from bot.slack.bolt import FootnoteApp, build_bolt_app
from bot.slack.curating.parts import Curating
from bot.slack.digests.parts import Digesting
from bot.slack.home import Home
from bot.slack.posting import SlackPostman, posting_client, shared_session
from bot.slack.surface import Surface
from bot.storage.engine import Database, open_database
from tests.curation.small_ledger import Clock


@dataclass
class WholeBot:
    """The running bot, its parts as far as a test looks at them, and what happens at its beats."""

    workspace: Workspace
    database: Database
    app: FootnoteApp
    curating: Curating
    digesting: Digesting
    follower: Follower
    digests: Digests
    outbox: Outbox
    now: Clock
    client: AsyncWebClient
    home_tab: Home

    async def beat(self):
        """Let everything happen that happens by itself within some seconds."""
        for _ in range(3):
            await self.app.work.settle(at_most_s=5)
            await self.follower.beat()
            await corrections.sweep(self.database, self.now(), 180)
            await self.digests.beat()
            await self.curating.cards.beat()
            await self.curating.notices.beat()
            await self.outbox.beat()
            self.now.passes(seconds=5)

    async def command(self, text, **who):
        """Type the command, and return what came of it."""
        return await self.seen(self.workspace.slash("/threat", text, **who))

    async def press(self, where, which, **who):
        """Press something, and return what came of it."""
        return await self.seen(self.workspace.press(where, which, **who))

    async def submit(self, view, entries=None):
        """Submit a form, and return what came of it."""
        return await self.seen(self.workspace.submit(view, entries))

    async def seen(self, act):
        """Let somebody act, and return what came of it."""
        self.workspace.clear()
        await act
        await self.app.work.settle(at_most_s=5)
        return list(self.workspace.replies)


@asynccontextmanager
async def whole_bot(kind, files, settings, *strangers):
    """Run a kind of WholeBot on the base that files hold; strangers are in its workspace, too."""
    now, database = Clock(), await open_database(None, None)
    await sync(database, files.knowledge, files.seeds, now)
    async with Workspace(now=now) as workspace, shared_session() as session:
        workspace.team.users.update((each.id, each) for each in strangers)
        handled = Handled(database, lambda: now().timestamp())
        follower = Follower(database, frozenset(), now, await recall(database))
        client = posting_client(workspace.bot_token, workspace.api_url, session)
        identity = await identify(client, settings)
        access = access_of(client, settings, identity.served)
        outbox = make_outbox(database, SlackPostman(client), settings, now, access.tlp_of)
        composer = composer_of(database, follower)
        curating = curation_in_slack(database, follower, outbox, client, settings, access=access, now=now)
        digesting = digests_in_slack(database, follower, composer, client, settings, access=access, now=now)
        surface = Surface(
            follower.desks,
            access,
            settings.command,
            lambda: now().date(),
            lambda question, asker: app.work.begin(curating.gaps.note(question, asker or "")),
            now=now,
        )
        home = home_in_slack(surface, curating, digesting, database, settings, now=now)
        app = build_bolt_app(
            surface,
            handled,
            client,
            identity,
            outbox=outbox,
            signing_secret=workspace.signing_secret,
            home=home,
        )
        workspace.connect(BoltDelivery(app))
        digests = Digests(database, composer, DRAWING, now, access.channel)
        yield kind(
            workspace, database, app, curating, digesting, follower, digests, outbox, now, client, home
        )
        await app.work.drain(at_most_s=5)
        await access.close()
        await outbox.close()
        await handled.close()
    await database.close()
