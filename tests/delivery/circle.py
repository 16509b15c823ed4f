"""The whole round of a message: a ledger, an outbox, and a strict local Slack, all by one clock."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.app.delivering import make_outbox
from bot.console.team import CURATION, GENERAL
from bot.console.workspace import Workspace
from bot.curation import corrections
from bot.delivery.outbox import Letter
from bot.domain.handling import STRICTEST
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.settings import Settings
from bot.slack.posting import SlackPostman, posting_client, shared_session
from bot.storage import ledger
from bot.storage.engine import open_database

ANA = Actor("slack:U1", "Ana Analyst")
BEN = Actor("slack:U2", "Ben <Curator>")
WINDOW_DAYS = 180


class Clock:
    """Stands still until it is moved."""

    def __init__(self):
        self.at = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self):
        return self.at

    def move(self, seconds=1.0):
        self.at += timedelta(seconds=seconds)


class Circle:
    def __init__(self, workspace, database, postman, clock, settings):
        self.workspace, self.database, self.postman, self.clock = workspace, database, postman, clock
        self.ceilings = {}
        """Of channels that may not hold everything."""
        self.outbox = make_outbox(database, postman, settings, clock, self.ceiling_of)

    async def ceiling_of(self, channel):
        return self.ceilings.get(channel, STRICTEST)

    def another_outbox(self, postman=None):
        """One of another process."""
        settings = Settings(_env_file=None)
        return make_outbox(self.database, postman or self.postman, settings, self.clock, self.ceiling_of)

    async def append(self, *events):
        async with self.database.begin() as session:
            return await ledger.append(session, events, self.clock())

    async def head(self):
        async with self.database.reading() as session:
            return await ledger.head(session)

    async def sweep(self):
        return await corrections.sweep(self.database, self.clock(), WINDOW_DAYS)

    async def share(self, *facts, key="share:1", channel=GENERAL.id, seen_seq=None):
        seen = await self.head() if seen_seq is None else seen_seq
        return await self.outbox.send(letter_of(*facts, key=key, channel=channel, seen_seq=seen))

    async def correct(self, *events):
        """Let something happen to facts a minute later, and bring the corrections."""
        self.clock.move(60)
        await self.append(*events)
        await self.sweep()
        await self.beat(10)

    async def beat(self, seconds=120.0, step=1.0):
        """Let the heart beat for some time."""
        for _ in range(int(seconds / step)):
            await self.outbox.beat()
            self.clock.move(step)

    def roots(self, channel=GENERAL.id):
        return [one for one in self.workspace.messages(channel) if one.thread_ts is None]

    def replies(self, channel=GENERAL.id):
        return [one for one in self.workspace.messages(channel) if one.thread_ts]


@asynccontextmanager
async def circle(database=None, *, rate_limited=True):
    """Open a round; without a database, on one in memory."""
    clock = Clock()
    own = database or await open_database(None, None)
    settings = Settings(_env_file=None, curators_channel=CURATION.id)
    async with Workspace(now=clock, rate_limited=rate_limited) as workspace, shared_session() as session:
        client = posting_client(workspace.bot_token, workspace.api_url, session)
        made = Circle(workspace, own, SlackPostman(client), clock, settings)
        yield made
        await made.outbox.close()
    if database is None:
        await own.close()


def letter_of(*facts, key="share:1", channel=GENERAL.id, seen_seq=0, tlp="CLEAR"):
    """A message that shows facts as answers do: three blocks each."""
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "Facts", "emoji": False}}]
    for number, each in enumerate(facts, 1):
        quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": each.quotes[0].exact}]}
        claim = {"type": "plain_text", "text": f"{number}. {each.claim}", "emoji": False}
        blocks += [
            {"type": "section", "block_id": f"claim:{each.id}", "text": claim},
            {"type": "rich_text", "block_id": f"quote:{each.id}", "elements": [quote]},
            {
                "type": "context",
                "block_id": f"line:{each.id}",
                "elements": [{"type": "mrkdwn", "text": f"`{each.id}`"}],
            },
        ]
    lines = [f"{number}. {each.claim} · {each.id}" for number, each in enumerate(facts, 1)]
    return Letter(
        key=key,
        kind="share",
        channel=channel,
        text="\n".join(["Facts: what there is.", *lines]),
        blocks=blocks,
        tlp=tlp,
        facts=tuple((each.id, content_hash(each)) for each in facts),
        seen_seq=seen_seq,
    )


def added(each, actor=ANA, **fields):
    return NewEvent(
        kind="add",
        target=Target("fact", each.id),
        actor=actor,
        content_hash=content_hash(each),
        body=body_of(each),
        **fields,
    )


def revised(each, actor=BEN, note="a slip", changed=("claim",)):
    return NewEvent(
        kind="revise",
        target=Target("fact", each.id),
        actor=actor,
        content_hash=content_hash(each),
        body=body_of(each),
        changed=changed,
        note=note,
    )


def judged(kind, each, note="the source withdrew it", actor=BEN, changed=()):
    return NewEvent(
        kind=kind,
        target=Target("fact", each.id),
        actor=actor,
        content_hash=content_hash(each),
        note=note,
        changed=changed,
    )
