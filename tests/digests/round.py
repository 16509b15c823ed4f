"""The whole round of a digest: ledger, subscriptions, outbox and a strict local Slack, all by one clock."""

import itertools
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from aiohttp import ClientSession, ClientTimeout

from bot.app.delivering import make_outbox
from bot.app.digesting import DRAWING, composer_of
from bot.app.following import Follower
from bot.console.team import ANA, GENERAL
from bot.console.workspace import Workspace
from bot.digests.sending import Digests
from bot.digests.subscribing import Order, Subscriptions
from bot.domain.digests import Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.factbase.recalling import recall
from bot.settings import Settings
from bot.slack.posting import TIMEOUT_S, SlackPostman, posting_client
from bot.storage import deliveries, ledger, subscriptions
from tests.ceilings import INSIDE, inside
from tests.curation.small_ledger import BEN, SOURCE, Clock, SmallLedger, added, located_at_the_top
from tests.factories import fact

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAILY = Schedule("UTC", time(9))
OWNER = Actor(f"slack:{ANA.id}", ANA.name)


class Replica:
    """One process's view: its own index, composer and outbox."""

    def __init__(self, database, postman, follower, now, ceiling_of=inside):
        self.follower = follower
        self.composer = composer_of(database, follower)
        self.digests = Digests(database, self.composer, DRAWING, now, ceiling_of)

        async def tlp_of(place):
            return (await ceiling_of(place)).tlp

        self.outbox = make_outbox(database, postman, Settings(_env_file=None), now, tlp_of)


class Round(SmallLedger):
    def __init__(self, database, workspace, postman, clock):
        super().__init__(database, clock)
        self.workspace, self.postman, self.clock = workspace, postman, clock
        self.subscriptions = Subscriptions(database, clock)
        self.before = {}
        self.ceilings = {}
        """Of places that are not just inside."""
        self.numbers = itertools.count(11)

    async def start(self):
        await self.fill()
        self.replica = await self.another()

    async def another(self, postman=None):
        follower = Follower(self.database, frozenset(), self.clock, await recall(self.database))
        return Replica(self.database, postman or self.postman, follower, self.clock, self.ceiling_of)

    async def ceiling_of(self, place):
        return self.ceilings.get(place, INSIDE)

    async def subscribe(self, *about, channel=GENERAL.id, schedule=DAILY, is_begun=True, **wishes):
        """Subscribe a channel; unless its first post is what matters, as if that had been posted."""
        made = await self.subscriptions.make(
            Order(
                team_id="T1",
                channel=channel,
                owner=OWNER,
                wishes=Wishes(schedule=schedule, about=about, **wishes),
            )
        )
        if is_begun:
            await self.beat(seconds=30)
            self.before[channel] = len(self.workspace.messages(channel))
        return await self.known(made.subscription.id)

    async def known(self, subscription_id):
        async with self.database.reading() as session:
            return await subscriptions.find(session, subscription_id)

    async def delivery(self, subscription_id):
        async with self.database.reading() as session:
            [newest, *_] = await deliveries.latest(session, 9, subscription_id=subscription_id)
        return newest

    async def write(self, claim, **fields):
        """Add a fact, as somebody's act; return its id."""
        [fact_id] = await self.write_all(claim, **fields)
        return fact_id

    async def write_all(self, *claims, **fields):
        """Add a fact for each claim; return their ids."""
        usual = {"topics": ["attacks"], "places": ["kabul"], **fields}
        made = [fact(claim, **{"id": f"{SOURCE}.{next(self.numbers)}", **usual}) for claim in claims]
        new = [replace(added("fact", each), actor=BEN, origin="act") for each in made]
        async with self.database.begin() as session:
            located = {each.id: located_at_the_top(each) for each in made}
            await ledger.append(session, new, self.clock(), located)
        return [each.id for each in made]

    async def beat(self, *replicas, seconds=60, step=5):
        """Let the hearts beat for some time."""
        for _ in range(int(seconds / step)):
            for each in replicas or (self.replica,):
                await each.follower.beat()
                await each.digests.beat()
                await each.outbox.beat()
            self.clock.passes(seconds=step)

    async def begin_at_nine(self):
        """Let it be nine, and let the first message of every digest be posted, no more."""
        self.clock.at = self.clock.at.replace(hour=9, minute=0, second=0)
        await self.replica.follower.beat()
        await self.replica.digests.beat()
        await self.replica.outbox.beat()

    async def until_nine(self, *, days=1, **how):
        """Let it be nine o'clock, and a little later, on a day to come."""
        nine = self.clock.at.replace(hour=9, minute=0, second=0)
        ahead = days if self.clock.at >= nine else days - 1
        self.clock.at = nine + timedelta(days=ahead, seconds=1)
        await self.beat(**how)

    def messages(self, channel=GENERAL.id):
        """What was posted to a channel since its subscriptions had begun."""
        return self.workspace.messages(channel)[self.before.get(channel, 0) :]

    def close_channel(self, code):
        """Let the channel take nothing more, for the reason that Slack gives that code."""
        match code:
            case "not_in_channel":
                self.workspace.add_channel(replace(GENERAL, members=frozenset({ANA.id})))
            case "is_archived":
                self.workspace.add_channel(replace(GENERAL, is_archived=True))
            case _:
                self.workspace.remove_channel(GENERAL.id)

    def open_channel(self):
        """Let the channel be as it was."""
        self.workspace.add_channel(GENERAL)

    def facts(self, channel=GENERAL.id):
        """The ids of the facts whose claims stand in its messages, in order."""
        ids = (block.get("block_id", "") for each in self.messages(channel) for block in each.blocks)
        return [each.removeprefix("claim:") for each in ids if each.startswith("claim:")]

    def words(self, channel=GENERAL.id):
        return [each.text for each in self.messages(channel)]


@asynccontextmanager
async def digest_round(database, *, patience_s=TIMEOUT_S, **workspace):
    """Open a round on a database that is empty; `patience_s` is how long Slack's answers are waited for."""
    clock = Clock()
    clock.at -= timedelta(hours=1)  # it is eight
    patience = ClientTimeout(total=patience_s)
    async with Workspace(now=clock, **workspace) as slack, ClientSession(timeout=patience) as session:
        client = posting_client(slack.bot_token, slack.api_url, session)
        made = Round(database, slack, SlackPostman(client), clock)
        await made.start()
        yield made
        await made.replica.outbox.close()
