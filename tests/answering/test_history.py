from datetime import UTC, datetime

from bot.answering.history import fact_history
from bot.domain.answers import FactHistory
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.storage import ledger
from tests.factories import fact

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
FACT = fact("The bridge of Elba is closed.", id="test-240216.01")
ANA = Actor("cli:ana", "ana")


async def append(database, kind, **fields):
    event = NewEvent(
        kind=kind, target=Target("fact", FACT.id), actor=ANA, content_hash=content_hash(FACT), **fields
    )
    async with database.begin() as session:
        await ledger.append(session, [event], NOW)


async def test_a_facts_life_is_everything_that_happened_to_it_in_order(database):
    await append(database, "add", body=body_of(FACT))
    await append(database, "retract", note="misread")

    history = await fact_history(database, FACT.id)

    assert history.claim == FACT.claim
    assert [(event.kind, event.note) for event in history.events] == [("add", ""), ("retract", "misread")]


async def test_of_what_was_taken_down_the_life_is_told_without_the_words(database):
    await append(database, "add", body=body_of(FACT))
    await append(database, "redact", note="court order")

    history = await fact_history(database, FACT.id)

    assert history.claim is None
    assert len(history.events) == 2


async def test_a_fact_the_ledger_does_not_know_has_no_life(database):
    assert await fact_history(database, "test-240216.99") == FactHistory("test-240216.99", None, ())
