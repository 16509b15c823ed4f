from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.storage import ledger, proposals, synced
from bot.storage.proposals import Proposal
from bot.storage.synced import LastSaid
from tests.factories import fact

ANA, BEN = Actor("slack:U1", "Ana"), Actor("slack:U2", "Ben")
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
SOURCE = "test-240216"


def proposed(id, minutes=0, **fields):
    made = fact("Herat saw 12 attacks.", id=f"{SOURCE}.00", places=["herat"])
    values = {"fact": made, "source_id": SOURCE, "by": ANA, "at": NINE + timedelta(minutes=minutes)}
    return Proposal(id=id, **{**values, **fields})


async def test_a_proposal_comes_back_as_it_was_stored_and_changed(database):
    first = proposed("a", editors=(BEN, ANA))
    decided = replace(
        first, state="rejected", decided_by=BEN, decided_at=NINE, reason="not worth it", seq=7, fact=None
    )
    async with database.begin() as session:
        await proposals.save(session, first)
        assert await proposals.proposal(session, "a") == first
        await proposals.replace(session, decided)

    async with database.reading() as session:
        assert await proposals.proposal(session, "a") == decided
        assert await proposals.proposal(session, "b") is None


async def test_the_open_ones_come_oldest_first(database):
    async with database.begin() as session:
        for each in (proposed("new", 2), proposed("old", 1), proposed("done", state="approved")):
            await proposals.save(session, each)

        assert [each.id for each in await proposals.open_proposals(session, 9)] == ["old", "new"]
        assert [each.id for each in await proposals.open_proposals(session, 1)] == ["old"]
        assert len(await proposals.of_source(session, SOURCE)) == 3
        assert await proposals.of_source(session, f"{SOURCE}b") == []


async def test_the_highest_number_counts_files_drafts_and_the_ledger_of_that_source_only(database):
    made = fact("Herat saw 12 attacks.", id=f"{SOURCE}.09")
    added = NewEvent(
        kind="add",
        target=Target("fact", made.id),
        actor=ANA,
        content_hash=content_hash(made),
        body=body_of(made),
    )
    async with database.begin() as session:
        assert await proposals.last_number(session, SOURCE) == 0
        await ledger.append(session, [added], NINE)
        assert await proposals.last_number(session, SOURCE) == 9
        draft = LastSaid(Target("fact", f"{SOURCE}.112"), "f.yaml", "0", "draft")
        other = LastSaid(Target("fact", f"{SOURCE}b.500"), "f.yaml", "0", "active")
        await synced.note_said(session, [draft, other])

        assert await proposals.last_number(session, SOURCE) == 112
