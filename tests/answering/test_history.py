from datetime import UTC, datetime

import pytest

from bot.answering.history import fact_history
from bot.domain.answers import FactHistory
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.storage import ledger
from tests.factories import base, cited, fact, standing

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
FACT = fact("The bridge of Elba is closed.", id="test-240216.01")
OTHER = cited("The bridge of Elba is open.", id="test-240216.02")
SECRET = "test-240216.77"
ANA = Actor("cli:ana", "ana")


async def append(database, kind, of=FACT, **fields):
    event = NewEvent(
        kind=kind, target=Target("fact", FACT.id), actor=ANA, content_hash=content_hash(of), **fields
    )
    async with database.begin() as session:
        await ledger.append(session, [event], NOW)


@pytest.fixture
def told(database):
    """What is told of a fact that is seen beside another, under a ceiling."""
    seen = base(cited(FACT.claim, id=FACT.id), OTHER)
    return lambda fact_id=FACT.id, ceiling="AMBER", of=seen: fact_history(database, of, fact_id, ceiling)


async def test_a_facts_life_is_everything_that_happened_to_it_in_order(database, told):
    await append(database, "add", body=body_of(FACT))
    await append(database, "retract", note="misread")

    history = await told()

    assert history.claim == FACT.claim
    assert [(event.kind, event.note) for event in history.events] == [("add", ""), ("retract", "misread")]


async def test_of_what_was_taken_down_the_life_is_told_without_the_words(database, told):
    await append(database, "add", body=body_of(FACT))
    await append(database, "redact", note="court order")
    gone = base(OTHER)
    gone.withdrawn[FACT.id] = standing()

    history = await told(of=gone)

    assert history.claim is None
    assert len(history.events) == 2


async def test_a_fact_the_ledger_does_not_know_has_no_life(told):
    assert await told("test-240216.99") == FactHistory("test-240216.99", None, ())


async def test_of_a_fact_that_may_not_be_seen_nothing_is_told(database, told):
    await append(database, "add", body=body_of(FACT))

    assert await told(of=base(OTHER)) == FactHistory(FACT.id, None, ())


async def test_a_wording_that_was_marked_more_strictly_is_not_told_nor_why_it_was_written(database, told):
    strict = FACT.model_copy(update={"claim": "The bridge of Elba is mined.", "tlp": "RED"})
    await append(database, "add", body=body_of(FACT))
    await append(database, "revise", strict, body=body_of(strict), changed=("claim", "tlp"), note="mines")
    await append(database, "flag", strict, note="which mines?")
    await append(database, "revise", body=body_of(FACT), changed=("claim", "tlp"), note="made public")

    amber, red = await told(ceiling="AMBER"), await told(ceiling="RED")

    assert [event.note for event in amber.events] == ["", "", "", "made public"]
    assert "mined" not in str(amber)
    assert [event.note for event in red.events] == ["", "mines", "which mines?", "made public"]
    assert "mined" in str(red)


async def test_other_facts_are_named_only_where_they_may_be_seen(database, told):
    await append(database, "add", body=body_of(FACT))
    await append(database, "supersede", changed=(OTHER.fact.id,), note="newer")
    await append(database, "supersede", changed=(SECRET,), note="the spy says more")
    await append(database, "flag", note=f"see {SECRET.upper()}: it is mined")
    await append(database, "flag", note=f"see {OTHER.fact.id}")

    history = await told()

    assert [event.changed for event in history.events] == [(), (OTHER.fact.id,), (), ()]
    assert [event.note for event in history.events] == ["", "newer", "", f"see {OTHER.fact.id}"]
