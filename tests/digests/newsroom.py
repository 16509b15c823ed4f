"""A ledger, people who act on its facts, and digests composed from what stands at each moment."""

from dataclasses import replace
from datetime import time, timedelta

from bot.curation.acts import Acts
from bot.digests.composing import Composer
from bot.digests.showing import State
from bot.domain.digests import Subscription, Wishes
from bot.domain.ledger import NewEvent, Target, changed_fields, content_hash
from bot.domain.schedules import Schedule
from bot.factbase.recalling import recall
from bot.matching import Matcher
from bot.storage import gaps, ledger, postings
from bot.storage.ledger import Located
from bot.storage.postings import Posting, Said
from tests.ceilings import INSIDE
from tests.curation.small_ledger import ANA, CURATOR, Clock, added
from tests.factories import cited, entity, fact, source, topic

SOURCE = "test-240216"
NAMES = (
    entity("test-press", "Test Press", kind="organization"),
    entity("afghanistan"),
    entity("kabul", broader=("afghanistan",)),
    entity("isis", "ISIS", kind="armed-group"),
    entity("isis-k", "ISIS-K", kind="armed-group", broader=("isis",)),
    entity("voronkov", "Vladimir Voronkov", kind="person"),
)
TOPICS = (topic("attacks", "attack"), topic("finance", "money"))
DAILY = Schedule("UTC", time(9))


def id_of(number):
    return f"{SOURCE}.{number:02}"


ONE, TWO, THREE = map(id_of, (1, 2, 3))
BANKS = fact("Three banks reopened in Kabul.", id=ONE, places=["kabul"], topics=["finance"])
ATTACK = fact("ISIS-K attacked a market in Kabul.", id=TWO, subjects=["isis-k"], topics=["attacks"])
LATER = fact("ISIS-K attacked two markets in Kabul.", id=THREE, subjects=["isis-k"], topics=["attacks"])


class Newsroom:
    """One database, and one replica that answers from it as it stood when it was last `told`."""

    def __init__(self, database):
        self.database = database
        self.now = Clock()
        self.acts = Acts(database, self.now)
        self.state, self.seen = None, {}
        self.composer = Composer(database, self.within)

    async def open(self, *facts, channel="C1", **wishes):
        """Load a base with these facts, and subscribe a channel to it."""
        contents = {"source": [source(SOURCE)], "entity": NAMES, "topic": TOPICS, "fact": facts}
        await self.append(*(added(kind, each) for kind, every in contents.items() for each in every))
        await self.look()
        return self.subscription(channel=channel, **wishes)

    def subscription(self, *, channel="C1", **wishes):
        """One that has had its first digest, and was told all up to now."""
        return Subscription(
            id="d-abcde",
            team_id="T1",
            channel=channel,
            owner=ANA,
            wishes=Wishes(schedule=DAILY, **wishes),
            created_at=self.now(),
            cursor=self.state.base.head,
            covered_at=self.now(),
            next_at=self.now(),
            is_first=False,
        )

    async def look(self):
        """Let the replica follow the ledger."""
        base = (await recall(self.database)).base
        self.state = State(base, Matcher(base, frozenset()))
        self.seen = {}

    def within(self, ceiling):
        """The state as a ceiling lets it be seen."""
        if ceiling not in self.seen:
            base = self.state.base.within(ceiling)
            is_whole = base is self.state.base
            self.seen[ceiling] = self.state if is_whole else State(base, Matcher(base, frozenset()))
        return self.seen[ceiling]

    async def digest(self, subscription, ceiling=INSIDE, **how):
        """Compose what a subscription is told a day later."""
        await self.look()
        to_at = subscription.covered_at + timedelta(days=1)
        return await self.composer.compose(subscription, to_at, ceiling, **how)

    async def append(self, *new):
        located = {
            each.target.id: Located(cited(**_spoken(each.body)).passages)
            for each in new
            if each.target.kind == "fact" and each.body
        }
        async with self.database.begin() as session:
            return await ledger.append(session, new, self.now(), located)

    async def add(self, *facts):
        await self.append(*(replace(added("fact", each), origin="sync") for each in facts))

    async def revise(self, fact_id, **fields):
        before = await self.kept(fact_id)
        after = {**before.body, **fields}
        await self.append(
            NewEvent(
                kind="revise",
                target=before.target,
                actor=CURATOR,
                content_hash=content_hash(fact(**_spoken(after))),
                body=after,
                changed=changed_fields(before.body, after),
                note="misread",
                origin="sync",
            )
        )

    async def succeed(self, fact_id, by):
        """Take over from a file that a fact says it takes another's place."""
        kept = await self.kept(fact_id)
        how = {"content_hash": kept.standing.content_hash, "changed": (by,), "origin": "sync"}
        await self.append(NewEvent(kind="supersede", target=kept.target, actor=CURATOR, **how))

    async def kept(self, fact_id):
        target = Target("fact", fact_id)
        async with self.database.reading() as session:
            return (await ledger.kept(session, [target])).get(target)

    async def show(self, fact_id, *, channel="C1", ts="1.0"):
        posting = Posting(channel, ts, None, ((fact_id, "h"),), seen_seq=0, posted_at=self.now())
        async with self.database.begin() as session:
            await postings.record(session, posting, Said("reply", "", []))

    async def ask(self, *questions):
        async with self.database.begin() as session:
            for question in questions:
                await gaps.note(session, question, self.now())


def told_to(subscription, digest):
    """The subscription once a digest has arrived."""
    window = digest.window
    return replace(subscription, cursor=window.to_seq, covered_at=window.to_at, is_first=False)


def claims(shown):
    return [each.cited.fact.claim for each in shown]


def _spoken(body):
    """A body as the builders of facts take it."""
    return {**body, "quote": None}
