"""What the stored text of facts tells without being read."""

import pytest

from bot.domain.ledger import Actor, NewEvent, Target
from bot.factbase.recalling import recall
from bot.matching import Matcher, Prepared
from bot.storage import ledger
from tests.factbase.knowledge_files import a_fact
from tests.factbase.three_facts import NOW

TEXT = "ISIS attacked Kabul. Voronkov spoke of ISIS-K."
FACTS = (
    a_fact("ISIS attacked Kabul.", id="test-240216.01", subjects=["isis"], places=["kabul"]),
    a_fact("Voronkov spoke of ISIS-K.", id="test-240216.02", subjects=["voronkov"]),
)
FIRST, SECOND = "test-240216.01", "test-240216.02"


async def act(database, kind, **fields):
    """Do something to the first fact, whether or not somebody might."""
    new = NewEvent(
        kind=kind, target=Target("fact", FIRST), actor=Actor("cli:ana", "ana"), content_hash="h", **fields
    )
    async with database.begin() as session:
        await ledger.append(session, [new], NOW)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("dispute", {}),
        ("flag", {}),
        ("verify", {"review_by": NOW.date()}),
        ("supersede", {"changed": (SECOND,)}),
    ],
)
async def test_what_nobody_has_judged_is_told_by_how_it_is_written(
    files, synced_with, database, kind, fields
):
    files.dossier(TEXT, *FACTS)
    await synced_with()
    before = (await recall(database)).stored
    await act(database, kind, **fields)
    state = await recall(database)

    assert before.judged([FIRST, SECOND]) == frozenset()
    assert state.stored.judged([FIRST, SECOND, "unknown"]) == {FIRST}
    # The order may be another; what the index holds of the second fact is the same.
    assert len({*before.fingerprints().tolist()} & {*state.stored.fingerprints().tolist()}) == 1
    assert answers(state, state.stored.judged([FIRST, SECOND])) == answers(state, None)


def answers(state, judged):
    matcher = Matcher(state.base, frozenset(), Prepared(state.stored.terms, state.stored.sources, judged))
    superseded = [matcher.is_superseded(each) for each in (FIRST, SECOND)]
    return superseded, [matcher.understand(text) for text in ("kabul", "isis", "voronkov")]
