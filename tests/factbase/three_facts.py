"""What the tests of a sync share: three facts of one document, and acts on what the ledger keeps."""

from datetime import UTC, datetime

from bot.domain.ledger import Actor, NewEvent, Target
from bot.storage import ledger
from tests.factbase.knowledge_files import a_fact

TEXT = "ISIS attacked Kabul. Voronkov spoke of ISIS-K. The US left Afghanistan."
ANA = Actor("slack:U1", "ana")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ATTACK = a_fact("ISIS attacked Kabul.", id="test-240216.01", subjects=["isis"], places=["kabul"])
SPEECH = a_fact("Voronkov spoke of ISIS-K.", id="test-240216.02", subjects=["voronkov"])
LEAVING = a_fact("The US left Afghanistan.", id="test-240216.03", places=["afghanistan"])


async def kinds_of(database, fact_id):
    async with database.reading() as session:
        return [event.kind for event in await ledger.history(session, Target("fact", fact_id))]


async def act(database, kind, name, *, kind_of="fact"):
    target = Target(kind_of, name)
    async with database.begin() as session:
        known = (await ledger.kept(session, [target]))[target].standing
        new = NewEvent(kind=kind, target=target, actor=ANA, content_hash=known.content_hash)
        await ledger.append(session, [new], NOW)
