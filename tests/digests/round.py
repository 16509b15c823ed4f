"""The whole round of a digest: ledger, subscriptions, outbox and a strict local Slack, all by one clock."""

import itertools
from contextlib import asynccontextmanager
from datetime import time, timedelta

from bot.app.delivering import make_outbox
from bot.app.following import Follower
from bot.console.team import ANA, GENERAL
from bot.console.workspace import Workspace
from bot.digests.composing import Composer, State
from bot.digests.sending import Digests
from bot.digests.subscribing import Order, Subscriptions
from bot.domain.digests import Wishes
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.domain.schedules import Schedule
from bot.factbase.recalling import recall
from bot.settings import Settings
from bot.slack.blocks.digest import draw_digest
from bot.slack.posting import SlackPostman, posting_client, shared_session
from bot.storage import deliveries, ledger, subscriptions
from tests.curation.small_ledger import BEN, SOURCE, Clock, SmallLedger, located_at_the_top
from tests.factories import fact

DAILY = Schedule("UTC", time(9))
OWNER = Actor(f"slack:{ANA.id}", ANA.name)


class Replica:
    """One process's view: its own index, composer and outbox."""

    def __init__(self, database, postman, follower, now, rules=None):
        self.follower = follower
        self.composer = Composer(database, lambda: State(follower.base, follower.matcher))
        self.digests = Digests(database, self.composer, draw_digest, now)
        self.outbox = make_outbox(database, postman, Settings(_env_file=None), now, rules=rules)


class Round(SmallLedger):
    def __init__(self, database, workspace, postman, clock):
        super().__init__(database, clock)
        self.workspace, self.postman, self.clock = workspace, postman, clock
        self.subscriptions = Subscriptions(database, clock)
        self.before = {}
        self.numbers = itertools.count(11)

    async def start(self):
        await self.fill()
        self.replica = await self.another()

    async def another(self, postman=None):
        follower = Follower(self.database, frozenset(), self.clock, await recall(self.database))
        return Replica(self.database, postman or self.postman, follower, self.clock)

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
        own = {"id": f"{SOURCE}.{next(self.numbers)}"}
        made = fact(claim, **{**own, "topics": ["attacks"], "places": ["kabul"], **fields})
        new = NewEvent(
            kind="add",
            target=Target("fact", made.id),
            actor=BEN,
            content_hash=content_hash(made),
            body=body_of(made),
        )
        async with self.database.begin() as session:
            await ledger.append(session, [new], self.clock(), {made.id: located_at_the_top(made)})
        return made.id

    async def beat(self, *replicas, seconds=60, step=5):
        """Let the hearts beat for some time."""
        for _ in range(int(seconds / step)):
            for each in replicas or (self.replica,):
                await each.follower.beat()
                await each.digests.beat()
                await each.outbox.beat()
            self.clock.passes(seconds=step)

    async def until_nine(self, *, days=1, **how):
        """Let it be nine o'clock, and a little later, on a day to come."""
        nine = self.clock.at.replace(hour=9, minute=0, second=0)
        ahead = days if self.clock.at >= nine else days - 1
        self.clock.at = nine + timedelta(days=ahead, seconds=1)
        await self.beat(**how)

    def messages(self, channel=GENERAL.id):
        """What was posted to a channel since its subscriptions had begun."""
        return self.workspace.messages(channel)[self.before.get(channel, 0) :]

    def words(self, channel=GENERAL.id):
        return [each.text for each in self.messages(channel)]


@asynccontextmanager
async def digest_round(database, **workspace):
    """Open a round on a database that is empty."""
    clock = Clock()
    clock.at -= timedelta(hours=1)  # it is eight
    async with Workspace(now=clock, **workspace) as slack, shared_session() as session:
        client = posting_client(slack.bot_token, slack.api_url, session)
        made = Round(database, slack, SlackPostman(client), clock)
        await made.start()
        yield made
        await made.replica.outbox.close()
