"""A document of two facts, of what may be added, and what bots over it answer."""

from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from bot.app.following import follow
from bot.domain.answers import Question
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.factbase.stored_facts import terms_to_store
from bot.storage import ledger
from bot.storage.ledger import Located
from tests.factbase.knowledge_files import a_fact
from tests.factories import cited

BEN = Actor("slack:U2", "ben")
TEXT = "ISIS attacked Kabul. Voronkov spoke of ISIS-K. A harbour was closed. The bridge fell."
ATTACK = a_fact("ISIS attacked Kabul.", id="test-240216.01", subjects=["isis"], places=["kabul"])
SPEECH = a_fact("Voronkov spoke of ISIS-K.", id="test-240216.02", subjects=["voronkov"])

QUESTIONS = (
    *("kabul", "isis", "attacks", "voronkov", "harbour", "harbuor", "bridge", "brigde", "article", "gazette"),
    *("about test-240216.01", "about test-240216.03", "sources", "isis kabul", "closed harbour", "2024"),
)


def now():
    return datetime(2026, 11, 24, 9, tzinfo=UTC)


async def started(database, settings):
    """Start a bot, and return it with what its start logged of the index."""
    with capture_logs() as logged:
        follower = await follow(database, settings, now)
    return follower, [each for each in logged if each["event"].startswith("index.")]


async def opened(database, settings):
    """Start a bot that must open the saved index; it answers as one that builds its own."""
    follower, [event] = await started(database, settings)
    assert event["event"] == "index.opened"
    assert told(follower) == told(await built(database, settings))
    return event["changed"]


async def built(database, settings):
    """Start a bot that saves and opens nothing."""
    return await follow(database, settings.model_copy(update={"index_dir": None}), now)


def told(follower):
    matcher, desk = follower.matcher, follower.desks.whole
    relations = [matcher.relations.bearing_on(each) for each in sorted(follower.base.facts)]
    return [desk.reply(Question(text)) for text in QUESTIONS], relations, sorted(matcher.sources, key=str)


async def added(database, first, last):
    """Add facts to the ledger as if they had been taken over, by number."""
    facts = [
        cited(f"A bridge near mile {number} was closed.", id=f"test-240216.{number}")
        for number in range(first, last)
    ]
    new = [
        NewEvent(
            kind="add",
            target=Target("fact", each.fact.id),
            actor=BEN,
            content_hash=content_hash(each.fact),
            body=body_of(each.fact),
        )
        for each in facts
    ]
    located = {each.fact.id: Located(each.passages, terms_to_store(each.fact)) for each in facts}
    async with database.begin() as session:
        await ledger.append(session, new, now() + timedelta(days=1), located)
