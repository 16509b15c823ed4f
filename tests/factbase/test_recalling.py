from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.ledger import Actor, NewEvent, Target
from bot.factbase.past_days import recall_day
from bot.factbase.recalling import recall
from bot.factbase.sync import sync
from bot.matching import terms_of
from bot.storage import ledger
from bot.storage.ledger import Located
from tests.factbase.knowledge_files import a_fact

TEXT = "ISIS attacked Kabul. Voronkov spoke of ISIS-K."
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ATTACK = a_fact("ISIS attacked Kabul.", id="test-240216.01", subjects=["isis"], places=["kabul"])
SPEECH = a_fact("Voronkov spoke of ISIS-K.", id="test-240216.02", subjects=["voronkov"])


@pytest.fixture
def taken_over(files, database):
    """Write a dossier of these facts and take it over, at a time."""

    async def take_over(*facts, at=NOW, **dossier):
        files.dossier(TEXT, *facts, **dossier)
        await sync(database, files.knowledge, files.seeds, lambda: at)

    return take_over


async def act(database, kind, fact_id, at=NOW):
    new = NewEvent(kind=kind, target=Target("fact", fact_id), actor=Actor("cli:ana", "ana"), content_hash="h")
    async with database.begin() as session:
        await ledger.append(session, [new], at)


async def test_the_base_is_what_the_files_hold(files, database, taken_over):
    await taken_over(ATTACK, SPEECH)
    recalled, loaded = await recall(database), files.load()
    assert dict(recalled.base.facts) == dict(loaded.base.facts)
    assert recalled.base.entities == loaded.base.entities
    assert recalled.base.topics == loaded.base.topics
    facts = loaded.base.facts
    assert recalled.stored.terms == {fact_id: terms_of(cited.fact) for fact_id, cited in facts.items()}


async def test_what_was_withdrawn_is_known_and_not_served(database, taken_over):
    await taken_over(ATTACK, SPEECH)
    await act(database, "retract", "test-240216.01")
    base = (await recall(database)).base
    assert list(base.facts) == ["test-240216.02"]
    assert base.withdrawn["test-240216.01"].retraction.by.name == "ana"


async def test_changes_since_are_named_and_come_to_what_a_fresh_reading_finds(database, taken_over):
    await taken_over(ATTACK)
    before = await recall(database)
    await taken_over({**ATTACK, "note": "seen again"}, SPEECH)
    after = await recall(database, before)
    assert after.changed == {"test-240216.01", "test-240216.02"}
    fresh = (await recall(database)).base
    assert dict(after.base.facts) == dict(fresh.facts)
    assert dict(after.base.standings) == dict(fresh.standings)
    assert after.base.head == fresh.head
    assert before.base.facts["test-240216.01"].fact.note == ""


async def test_without_an_event_nothing_has_changed(database, taken_over):
    await taken_over(ATTACK)
    before = await recall(database)
    assert (await recall(database, before)).changed == frozenset()


async def test_a_new_title_changes_every_fact_of_the_source(database, taken_over):
    await taken_over(ATTACK, SPEECH)
    before = await recall(database)
    await taken_over(ATTACK, SPEECH, source={"title": "Another title"})
    after = await recall(database, before)
    assert after.changed == {"test-240216.01", "test-240216.02"}
    assert after.base.facts["test-240216.01"].source.title == "Another title"


async def test_new_names_are_read_anew(files, database, taken_over):
    await taken_over(ATTACK)
    before = await recall(database)
    text = (files.knowledge / "entities/all.yaml").read_text()
    files.write("knowledge/entities/all.yaml", text.replace("- ISIS-K", "- ISIS-K\n    - ISKP"))
    await taken_over(ATTACK)
    after = await recall(database, before)
    assert after.changed is None
    assert "ISKP" in after.base.entities["isis-k"].names["en"]


async def test_what_was_worked_out_in_another_way_is_not_used(database, taken_over):
    await taken_over(ATTACK)
    async with database.begin() as session:
        await ledger.relocate(session, {"test-240216.01": Located((), "0 old")})
    assert (await recall(database)).stored.terms.get("test-240216.01") is None


class TestKnownOn:
    async def test_a_day_is_told_as_it_was(self, database, taken_over):
        await taken_over(ATTACK)
        await taken_over({**ATTACK, "note": "seen again"}, SPEECH, at=NOW + timedelta(days=2))
        await act(database, "retract", "test-240216.01", at=NOW + timedelta(days=4))
        day = NOW.date()
        then = (await recall_day(database, day + timedelta(days=1))).base
        assert [cited.fact.note for cited in then.facts.values()] == [""]
        later = (await recall_day(database, day + timedelta(days=3))).base
        assert later.facts["test-240216.01"].fact.note == "seen again"
        assert set(later.facts) == {"test-240216.01", "test-240216.02"}
        last = (await recall_day(database, day + timedelta(days=4))).base
        assert set(last.facts) == {"test-240216.02"}

    async def test_today_is_the_present(self, database, taken_over):
        await taken_over(ATTACK, SPEECH)
        now = (await recall(database)).base
        past = await recall_day(database, NOW.date())
        then = past.base
        assert past.begins_on == NOW.date()
        assert dict(then.facts) == dict(now.facts)
        assert dict(then.standings) == dict(now.standings)
        assert (then.known_on, now.known_on) == (NOW.date(), None)
        assert replace(then, known_on=None).head == now.head

    async def test_before_the_first_event_nothing_was_known(self, database, taken_over):
        await taken_over(ATTACK)
        past = await recall_day(database, date(2020, 1, 1))
        assert not past.base.facts
        assert past.begins_on == NOW.date()
