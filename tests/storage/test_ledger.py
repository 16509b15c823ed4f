import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain import Passage
from bot.domain.ledger import Actor, LedgerError, NewEvent, Target, fold
from bot.storage import ledger
from bot.storage.ledger import ActedBeforeError, Located

ANA = Actor("slack:U1", "ana")
FACT, OTHER = Target("fact", "test-240216.01"), Target("fact", "test-240216.02")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def event(kind, target=FACT, **fields):
    body = {"body": {"claim": "words"}} if kind in {"add", "revise"} else {}
    return NewEvent(**{"kind": kind, "target": target, "actor": ANA, "content_hash": "h", **body, **fields})


async def append(database, *events, now=NOW, located=None):
    async with database.begin() as session:
        return await ledger.append(session, events, now, located)


async def all_events(database):
    async with database.reading() as session:
        return await ledger.events_after(session, 0)


async def test_what_was_appended_is_read_back(database):
    added = await append(
        database,
        event("add", body={"claim": "داعش “quoted”"}),
        event("verify", review_by=date(2027, 2, 1), note="held against the document", cause="trigger-1"),
    )
    assert await all_events(database) == added
    assert [each.seq for each in added] == [1, 2]


async def test_numbers_rise_by_one_and_are_never_used_again(database):
    await append(database, event("add"))
    with pytest.raises(LedgerError):
        await append(database, event("flag"), event("add"))
    await append(database, event("flag"))
    assert [each.seq for each in await all_events(database)] == [1, 2]


async def test_many_writers_at_once_leave_no_gap_and_no_double(database):
    await append(database, event("add"))
    await asyncio.gather(*(append(database, event("flag", note=str(n))) for n in range(40)))
    events = await all_events(database)
    assert [each.seq for each in events] == list(range(1, 42))
    assert sorted(int(each.note) for each in events[1:]) == list(range(40))


async def test_time_does_not_run_backwards_when_the_clock_does(database):
    await append(database, event("add"))
    [late] = await append(database, event("flag"), now=NOW - timedelta(days=3))
    assert late.at == NOW


async def test_what_stands_is_the_fold_of_the_events(database):
    for kinds in (["add", "flag"], ["dispute"], ["revise", "verify"], ["retract"], ["restore"], ["settle"]):
        await append(database, *(event(kind, review_by=date(2027, 1, 1)) for kind in kinds))
        async with database.reading() as session:
            kept = await ledger.kept(session, [FACT, OTHER])
        assert kept == fold(await all_events(database))


async def test_a_cause_acts_once(database):
    await append(database, event("add"))
    await append(database, event("flag", cause="trigger"))
    with pytest.raises(ActedBeforeError):
        await append(database, event("flag", cause="trigger"))
    assert len(await all_events(database)) == 2


async def test_one_cause_at_the_same_moment_acts_once(database):
    await append(database, event("add"))
    outcomes = await asyncio.gather(
        *(append(database, event("flag", cause="trigger")) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(each, ActedBeforeError) for each in outcomes) == 4
    assert len(await all_events(database)) == 2


async def test_quotes_keep_their_places_through_judgement(database):
    located = Located((Passage("words", 3, 8),), terms="word")
    await append(database, event("add"), located={FACT.id: located})
    await append(database, event("flag"))
    async with database.reading() as session:
        [stored] = await ledger.stored(session, "fact")
    assert stored.read_passages() == located.passages
    assert stored.terms == "word"


async def test_only_what_was_touched_since_is_read(database):
    await append(database, event("add"), event("add", OTHER))
    await append(database, event("retract", OTHER))
    async with database.reading() as session:
        [stored] = await ledger.stored(session, "fact", after=2)
    assert (stored.id, stored.is_active) == (OTHER.id, False)


async def test_redacting_takes_the_words_from_every_event_and_leaves_the_hash(database):
    located = {FACT.id: Located((Passage("secret words", 0, 12),), terms="secret")}
    await append(database, event("add", content_hash="first"), located=located)
    await append(database, event("revise", content_hash="second"), located=located)
    await append(database, event("redact", content_hash="second"))
    async with database.reading() as session:
        told = await ledger.history(session, FACT)
        [stored] = await ledger.stored(session, "fact")
    assert [(each.body, each.content_hash) for each in told[:2]] == [(None, "first"), (None, "second")]
    assert "secret" not in f"{stored}"
    assert not stored.is_active


async def test_the_state_of_a_moment_is_what_had_happened_by_then(database):
    await append(database, event("add"))
    await append(database, event("retract"), now=NOW + timedelta(days=2))
    async with database.reading() as session:
        then = await ledger.events_until(session, NOW + timedelta(days=1))
    assert fold(then)[FACT].standing.is_active


async def test_several_histories_are_read_at_once_each_in_its_order(database):
    added = await append(database, event("add"), event("add", OTHER), event("flag"), event("verify", OTHER))

    async with database.reading() as session:
        found = await ledger.histories(session, [OTHER, FACT, Target("fact", "test-240216.03")])

    assert found == {FACT: (added[0], added[2]), OTHER: (added[1], added[3])}


async def test_a_verification_runs_out_from_one_day_to_before_another(database):
    last_on = date(2027, 2, 1)
    await append(database, event("add"), event("verify", review_by=last_on), event("add", OTHER))

    async with database.reading() as session:
        assert await ledger.verified_until(session, last_on, last_on + timedelta(days=1)) == [FACT.id]
        assert await ledger.verified_until(session, date.min, last_on) == []
