"""Who flagged or proposed a fact is told what came of it, as far as they may be told."""

import pytest

from bot.curation.wording import ProposedFact
from tests.curation.small_ledger import ANA, ATTACKS, BEN, CURATOR, FIELDS, HERAT, SOURCE
from tests.curation.test_ceilings import Board, mark, mark_fact


@pytest.mark.parametrize(("ceiling", "told"), [("AMBER", 0), ("RED", 1)])
async def test_who_flagged_is_told_what_came_of_it_within_their_ceiling(small, ceiling, told):
    board = Board(small, ceiling)
    outbox, _, notices = board.open()
    await small.acts.flag(ATTACKS, ANA, "the number is wrong")
    await mark(small, "RED")
    await small.acts.settle(ATTACKS, BEN, "it stands")

    await notices.beat()
    await outbox.beat()

    assert len(board.posted) == told


@pytest.mark.parametrize(("ceiling", "told"), [("AMBER", 0), ("RED", 1)])
async def test_and_who_proposed_what_was_decided(small, ceiling, told):
    board = Board(small, ceiling)
    outbox, _, notices = board.open()
    made = await small.proposals.propose(ProposedFact(SOURCE, {**FIELDS, "tlp": "RED"}), ANA)

    await notices.decided(await small.proposals.reject(made.proposal.id, BEN, "it is not news"))
    await outbox.beat()

    assert len(board.posted) == told


async def test_a_notice_is_not_posted_where_its_fact_was_marked_more_strictly_meanwhile(small):
    board = Board(small, "AMBER")
    outbox, _, notices = board.open()
    await small.acts.flag(ATTACKS, ANA, "the number is wrong")
    await small.acts.settle(ATTACKS, BEN, "it stands")
    await notices.beat()

    await mark(small, "RED")
    await outbox.beat()

    assert board.posted == []


@pytest.mark.parametrize(("ceiling", "told"), [("AMBER", ""), ("RED", f"{HERAT} says so")])
async def test_no_reason_in_it_names_what_is_above_the_ceiling(small, ceiling, told):
    board = Board(small, ceiling)
    outbox, _, notices = board.open()
    await mark_fact(small, HERAT, "RED")
    await small.acts.flag(ATTACKS, ANA, "the number is wrong")
    await small.acts.retract(ATTACKS, BEN, f"{HERAT} says so")
    made = await small.proposals.propose(ProposedFact(SOURCE, FIELDS), BEN)
    rejected = await small.proposals.reject(made.proposal.id, CURATOR, f"{HERAT} says so")

    await notices.beat()
    await notices.decided(rejected)
    await outbox.beat()

    assert sorted(text for _, text in board.posted) == sorted([f"retract {told}", told])


@pytest.mark.parametrize(("ceiling", "told"), [("AMBER", 0), ("RED", 1)])
async def test_that_what_is_above_takes_its_place_is_not_told(small, ceiling, told):
    board = Board(small, ceiling)
    outbox, _, notices = board.open()
    await mark_fact(small, HERAT, "RED")
    await small.acts.flag(ATTACKS, ANA, "the number is wrong")
    await small.acts.supersede(ATTACKS, BEN, "newer", by=HERAT)

    await notices.beat()
    await outbox.beat()

    assert len(board.posted) == told
