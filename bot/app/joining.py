"""The bot, joined: the desks that follow the ledger, the outbox, Bolt's listeners and the heartbeat."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.delivering import BEAT_S, delivery_jobs, make_outbox
from bot.app.desk import today
from bot.app.digesting import composer_of, digest_jobs
from bot.app.following import Follower, now
from bot.app.measuring import measures
from bot.app.slack_curation import curation_in_slack
from bot.app.slack_digests import digests_in_slack
from bot.app.slack_home import home_in_slack
from bot.curation.gaps import Gaps
from bot.delivery.handled import Handled
from bot.delivery.outbox import Outbox
from bot.scheduling.jobs import Job, heartbeat
from bot.settings import Settings
from bot.slack.access import Access
from bot.slack.bolt import FootnoteApp, Identity, build_bolt_app
from bot.slack.curating.parts import Curating
from bot.slack.http import DRAIN_S
from bot.slack.people import People
from bot.slack.posting import SlackPostman
from bot.slack.surface import Surface
from bot.storage.engine import Database, StorageError

log = structlog.get_logger()

FOLLOW_S = 1.0
"""Every replica answers from a change within a few seconds."""
TELL_S = 2.0
"""How soon curators and reporters are told of what was done elsewhere."""
ROUNDS = 2
"""What one job does may be another's to go on with: an act is told by a letter, which is then posted."""
MOST_TURNS = 5
"""What takes longer is seen at a later prompt."""


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot, as far as others need it."""

    app: FootnoteApp
    jobs: tuple[Job, ...]
    outbox: Outbox

    async def settle(self) -> None:
        """Let everything happen now that the next beats would do."""
        for _ in range(ROUNDS):
            await self.app.work.settle(at_most_s=DRAIN_S)
            for job in self.jobs:
                await job.run()
        for _ in range(MOST_TURNS):
            if not await self.outbox.waiting():
                return
            # A channel takes one message a second.
            await asyncio.sleep(BEAT_S)
            await self.outbox.beat()


@asynccontextmanager
async def joined(
    database: Database,
    follower: Follower,
    client: AsyncWebClient,
    settings: Settings,
    identity: Identity,
    *,
    signing_secret: str | None,
) -> AsyncIterator[Bot]:
    """Join a bot to Slack's Web API until the block ends; then finish what is under way."""
    async with AsyncExitStack() as stack:
        handled = await stack.enter_async_context(_handling(database))
        access = access_of(client, settings, identity.served)
        stack.push_async_callback(access.close)
        outbox = make_outbox(database, SlackPostman(client), settings, now, access.tlp_of)
        stack.push_async_callback(outbox.close)
        curating = curation_in_slack(database, follower, outbox, client, settings, access=access, now=now)
        composer = composer_of(database, follower)
        digesting = digests_in_slack(database, follower, composer, client, settings, access=access, now=now)
        surface = Surface(
            follower.desks,
            access,
            settings.command,
            today,
            lambda question, asker: app.work.begin(_noted(curating.gaps, question, asker or "")),
        )
        home = home_in_slack(surface, curating, digesting, database, settings, now=now)
        app = build_bolt_app(
            surface, handled, client, identity, outbox=outbox, signing_secret=signing_secret, home=home
        )
        jobs = (
            Job("ledger", FOLLOW_S, follower.beat),
            measures(database, follower),
            *_telling_jobs(curating),
            *digest_jobs(database, composer, now, access.channel),
            *delivery_jobs(database, outbox, settings, now),
        )
        await stack.enter_async_context(heartbeat(jobs))
        yield Bot(app, jobs, outbox)
        await app.work.drain(at_most_s=DRAIN_S)


def access_of(client: AsyncWebClient, settings: Settings, served: frozenset[str]) -> Access:
    """Make what knows who may be told what; people of the workspaces that are served are inside."""
    people = People(client, served, time.monotonic)
    return Access(client, people, time.monotonic, ceiling=settings.ceiling, named=settings.ceilings)


@asynccontextmanager
async def _handling(database: Database) -> AsyncIterator[Handled]:
    handled = Handled(database, time.time)
    await handled.take_up()
    try:
        yield handled
    finally:
        await handled.close()


def _telling_jobs(curating: Curating) -> tuple[Job, ...]:
    return Job("cards", TELL_S, curating.cards.beat), Job("notices", TELL_S, curating.notices.beat)


async def _noted(gaps: Gaps, question: str, asker: str) -> None:
    try:
        await gaps.note(question, asker)
    except StorageError as error:
        log.warning("gap.not_noted", error=type(error).__name__)
