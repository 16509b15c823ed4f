from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.storage import ledger, reviews
from bot.storage.reviews import Take
from tests.factories import fact

ANA, BEN = Actor("slack:U1", "Ana"), Actor("slack:U2", "Ben")
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
UNTIL = date(2027, 2, 22)


@pytest.fixture
async def session(database):
    """A transaction in which five facts stand, the first without an act and the others with one each."""
    acts = [None, "flag", "dispute", "verify", "retract"]
    async with database.begin() as session:
        for number, act in enumerate(acts, 1):
            made = fact("Herat saw 12 attacks.", id=f"test-240216.{number:02}")
            told = {"target": Target("fact", made.id), "actor": ANA, "content_hash": content_hash(made)}
            new = [NewEvent(kind="add", body=body_of(made), **told)]
            if act:
                new.append(
                    NewEvent(kind=act, review_by=UNTIL if act == "verify" else None, note="why", **told)
                )
            await ledger.append(session, new, NINE)
        yield session


@pytest.mark.parametrize(
    ("why", "today", "ids"),
    [
        ("flagged", UNTIL, ["02"]),
        ("disputed", UNTIL, ["03"]),
        ("unverified", UNTIL, ["01"]),
        ("stale", UNTIL, []),
        ("stale", UNTIL + timedelta(days=1), ["04"]),
    ],
)
async def test_each_fact_awaits_judgement_for_one_reason(session, why, today, ids):
    found = await reviews.awaiting(session, why, today, 9)

    assert [each.fact_id.rpartition(".")[2] for each in found] == ids
    assert all(each.standing.content_hash and each.shown == 0 for each in found)


async def test_taking_and_releasing_leave_the_card_where_it_stands(session):
    assert await reviews.take_of(session, "fact:x") == Take()

    await reviews.note_taken(session, "fact:x", ANA, NINE)
    await reviews.note_card(session, "fact:x", "C1", "1.5")
    assert await reviews.take_of(session, "fact:x") == Take(ANA, NINE, "C1", "1.5")
    await reviews.note_taken(session, "fact:x", BEN, NINE)
    assert await reviews.takes(session) == {"fact:x": Take(BEN, NINE, "C1", "1.5")}
    await reviews.release(session, "fact:x")

    assert await reviews.take_of(session, "fact:x") == Take(None, None, "C1", "1.5")


async def test_open_disputes_are_found_whatever_else_is_open(session):
    told = {"target": Target("fact", "test-240216.03"), "actor": BEN, "content_hash": "h", "note": "why"}
    await ledger.append(session, [NewEvent(kind="flag", **told)], NINE)

    assert await reviews.disputed(session) == ["test-240216.03"]
