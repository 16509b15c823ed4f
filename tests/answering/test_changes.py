"""What was done to the facts about something: the newest first, and nothing that may not be told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.answering.changes import changes
from bot.answering.desk import AnswerDesk
from bot.answering.desks import Desks
from bot.domain.answers import Changes, Question, Refusal, Suggestions
from bot.domain.handling import CEILINGS
from bot.domain.ledger import Actor, NewEvent, Target, body_of, content_hash
from bot.matching import Matcher
from bot.storage import ledger
from bot.storage.engine import open_database
from tests.factories import base, cited, entity, standing

TODAY = date(2026, 11, 24)
ANA = Actor("cli:ana", "ana")
ISLAND, TOWN = entity("elba"), entity("portoferraio", broader=("elba",))
PIER = cited("The pier of Elba is open.", id="test-240216.01", places=("elba",), topics=("trade",))
TOWN_HALL = cited("The town hall is closed.", id="test-240216.02", places=("portoferraio",))
ELSEWHERE = cited("The fort of Malta is closed.", id="test-240216.03", places=("malta",))
GONE = cited("The road of Elba is closed.", id="test-240216.04", places=("portoferraio",))
SECRET = cited("The ship of Elba sails at six.", id="test-240216.05", places=("elba",), tlp="RED")
FACTS = (PIER, TOWN_HALL, ELSEWHERE, GONE, SECRET)


def seen():
    """What may be told: all but the secret; one fact is withdrawn."""
    made = base(PIER, TOWN_HALL, ELSEWHERE, entities=(ISLAND, TOWN))
    return replace(made, withdrawn={GONE.fact.id: standing()}, head=99)


class Told:
    """A ledger whose clock a test sets, and what is told of it."""

    def __init__(self, database):
        self.database = database
        self.base = seen()

    async def act(self, kind, cited, days_ago=1, **fields):
        of = fields.pop("of", cited.fact)
        body = body_of(of) if kind in {"add", "revise"} else None
        event = NewEvent(
            kind=kind,
            target=Target("fact", cited.fact.id),
            actor=ANA,
            content_hash=content_hash(of),
            body=body,
            **fields,
        )
        at = datetime(2026, 11, 24, 9, tzinfo=UTC) - timedelta(days=days_ago)
        async with self.database.begin() as session:
            await ledger.append(session, [event], at)

    async def ask(self, text, page=1, **asked):
        desk = AnswerDesk(self.base, Matcher(self.base, frozenset()))
        desks = Desks(
            dict.fromkeys(CEILINGS, desk),
            changes=lambda ground, read, today: changes(self.database, ground, read, today),
        )
        return await desks.reply(desk, Question(text, page, **asked), TODAY)


@pytest.fixture
async def told():
    database = await open_database(None, None)
    ledger_told = Told(database)
    for each in FACTS:
        await ledger_told.act("add", each, days_ago=100, origin="baseline")
    yield ledger_told
    await database.close()


def listed(reply):
    return [(each.kind, each.fact_id[-2:]) for each in reply.changes]


async def test_what_was_done_is_told_the_newest_first_with_who_and_why(told):
    new = PIER.fact.model_copy(update={"claim": "The pier of Elba is closed."})
    await told.act("revise", PIER, days_ago=5, of=new, changed=("claim",), note="it is closed")
    await told.act("verify", PIER, days_ago=4)
    await told.act("dispute", TOWN_HALL, days_ago=3, note="it is open")
    await told.act("retract", GONE, days_ago=2, note="misread")
    await told.act("revise", ELSEWHERE, days_ago=1, changed=("note",))

    reply = await told.ask("changes elba")

    assert listed(reply) == [("retract", "04"), ("dispute", "02"), ("verify", "01"), ("revise", "01")]
    assert (reply.title, reply.since, reply.total) == ("Elba", date(2026, 10, 25), 4)
    revised = reply.changes[-1]
    assert (revised.was, revised.claim) == ("The pier of Elba is open.", "The pier of Elba is closed.")
    assert (revised.by, revised.why, revised.fields) == ("ana", "it is closed", ("claim",))
    assert reply.changes[0].claim == "The road of Elba is closed."


async def test_without_a_name_all_changes_are_told_and_a_topic_narrows_them(told):
    await told.act("verify", PIER)
    await told.act("verify", ELSEWHERE)

    assert (await told.ask("changes")).total == 2
    assert (await told.ask("changes in elba trade")).total == 1
    assert (await told.ask("changes malta trade")).total == 0


@pytest.mark.parametrize(
    "text", ["changes elba since:2026-08", "changes elba since 2026-08", "changes since:2026 elba"]
)
async def test_a_date_reaches_further_back_than_thirty_days(told, text):
    await told.act("verify", PIER, days_ago=60)

    assert (await told.ask("changes elba")).changes == ()
    assert listed(await told.ask(text)) == [("verify", "01")]


async def test_ten_make_a_page(told):
    for n in range(12):
        await told.act("dispute", PIER, days_ago=20 - n, note=f"because {n}")

    first, second = [await told.ask("changes elba", page) for page in (1, 2)]

    assert (len(first.changes), first.first, first.remaining) == (10, 1, 2)
    assert [each.why for each in second.changes] == ["because 1", "because 0"]
    assert (await told.ask("changes elba", 99)).first == 11


async def test_the_first_load_and_flags_are_no_news(told):
    await told.act("flag", PIER, note="is it?")

    assert (await told.ask("changes elba since:2020")).total == 0


async def test_nothing_is_told_of_what_may_not_be_seen(told):
    await told.act("verify", SECRET)
    await told.act("dispute", SECRET, note="sails at seven")

    reply = await told.ask("changes elba")

    assert (reply.total, reply.changes) == (0, ())


async def test_other_facts_are_named_only_where_they_may_be_seen(told):
    both = (TOWN_HALL.fact.id, SECRET.fact.id)
    await told.act("supersede", PIER, days_ago=4, changed=both, note="the captain says more")
    await told.act("dispute", PIER, days_ago=3, note=f"see {SECRET.fact.id.upper()}")
    await told.act("dispute", PIER, days_ago=2, note=f"see {TOWN_HALL.fact.id}")

    said = [(each.kind, each.others, each.why) for each in (await told.ask("changes elba")).changes]

    assert said == [
        ("dispute", (), f"see {TOWN_HALL.fact.id}"),
        ("dispute", (), ""),
        ("supersede", (TOWN_HALL.fact.id,), ""),
    ]


async def test_that_a_hidden_fact_takes_a_place_is_neither_told_nor_counted(told):
    for n in range(11):
        await told.act("supersede", PIER, days_ago=20 - n, changed=(SECRET.fact.id,), note="newer")
        await told.act("restore", PIER, days_ago=20 - n, changed=(SECRET.fact.id,), note="not so")
    await told.act("verify", PIER, days_ago=25)

    reply = await told.ask("changes elba")

    assert (listed(reply), reply.total) == ([("verify", "01")], 1)


async def test_it_is_as_strict_as_the_strictest_fact_that_it_names(told):
    amber = cited("The quay of Elba is new.", id="test-240216.06", places=("elba",), tlp="AMBER")
    told.base = replace(base(PIER, amber, entities=(ISLAND, TOWN)), head=99)
    await told.act("dispute", PIER, note=f"see {amber.fact.id}")

    assert (await told.ask("changes elba")).tlp == "AMBER"


async def test_a_wording_that_was_marked_stricter_than_the_fact_is_now_is_not_told(told):
    strict = PIER.fact.model_copy(update={"claim": "The pier of Elba is mined.", "tlp": "RED"})
    await told.act("revise", PIER, days_ago=3, of=strict, changed=("claim", "tlp"))
    await told.act("revise", PIER, days_ago=2, changed=("claim", "tlp"))

    newer, older = (await told.ask("changes elba")).changes

    assert (newer.was, newer.claim) == ("", "The pier of Elba is open.")
    assert (older.was, older.claim) == ("The pier of Elba is open.", "")


async def test_what_was_taken_down_is_told_without_its_words_and_only_where_all_is_asked_for(told):
    await told.act("redact", GONE, note="court order")

    assert (await told.ask("changes elba")).total == 0
    [change] = (await told.ask("changes")).changes
    assert (change.kind, change.claim, change.was) == ("redact", "", "")


async def test_what_the_base_does_not_include_yet_waits(told):
    await told.act("verify", PIER)
    told.base = replace(told.base, head=len(FACTS))

    assert (await told.ask("changes elba")).total == 0


@pytest.mark.parametrize(
    "text",
    [
        "changes elba place:elba",
        "changes elba as of 2024",
        "changes elba known on 2026-11-01",
        "changes qwertzuiop",
    ],
)
async def test_what_changes_cannot_be_asked_for_is_refused_with_a_sentence(told, text):
    reply = await told.ask(text)

    assert isinstance(reply, Refusal)
    assert "Write it like this: changes" in reply.sentence


async def test_a_name_of_two_is_asked_back(told):
    two = (entity("georgia", "Georgia"), entity("georgia-us", "Georgia"))
    told.base = replace(base(PIER, entities=two), head=9)

    assert isinstance(await told.ask("changes georgia"), Suggestions)
    assert isinstance(await told.ask("changes georgia", chosen="georgia"), Changes)


async def test_straight_from_files_there_are_no_changes(told):
    told.base = replace(told.base, head=0)

    assert "footnote sync" in (await told.ask("changes elba")).sentence
