from datetime import UTC, date, datetime, timedelta

from bot.domain.ledger import Actor, NewEvent, Target
from bot.storage import ledger
from bot.storage.statements import MOST_ROWS
from bot.storage.stretches import Touch, arrivals_since, last_touches, touches_after

ANA = Actor("cli:ana", "ana")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def added(number, **fields):
    target = Target("fact", f"test-240216.{number:02}")
    body = {"claim": "Words.", **fields.pop("body", {})}
    return NewEvent(
        **{"kind": "add", "target": target, "actor": ANA, "content_hash": "h", "body": body, **fields}
    )


async def append(database, *events, now=NOW):
    async with database.begin() as session:
        await ledger.append(session, events, now)


async def test_facts_that_came_since_a_moment_are_told_with_their_first_topic_and_place(database):
    await append(database, added(1, origin="baseline"), added(2))
    about = {"topics": ["attacks", "finance"], "places": ["kabul"]}
    await append(database, added(3, body=about), added(4, origin="baseline"), now=NOW + timedelta(days=1))

    async with database.reading() as session:
        found = await arrivals_since(session, NOW)
        later = await arrivals_since(session, NOW + timedelta(hours=1))
        none = await arrivals_since(session, NOW + timedelta(days=2))

    third = {date(2026, 11, 25): {"test-240216.03": ("attacks", "kabul")}}
    assert found == {NOW.date(): {"test-240216.02": ("", "")}, **third}
    assert (later, none) == (third, {})


async def test_events_are_told_without_their_words_however_many_there_are(database):
    many = [added(number) for number in range(MOST_ROWS + 1)]
    await append(database, *many, NewEvent(kind="redact", target=many[0].target, actor=ANA, content_hash="h"))

    async with database.reading() as session:
        found = await touches_after(session, 1)
        arrived = await arrivals_since(session, NOW)

    assert [each.seq for each in found] == [*range(2, MOST_ROWS + 3)]
    assert found[-1] == Touch(MOST_ROWS + 2, "redact", many[0].target)
    assert [len(each) for each in arrived.values()] == [MOST_ROWS + 1]


async def test_the_last_events_from_a_moment_up_to_a_number_come_first_and_no_more_than_asked_for(database):
    await append(database, added(1, origin="baseline"), added(2))
    await append(database, added(3), added(4), added(5), now=NOW + timedelta(days=1))

    async with database.reading() as session:
        found = await last_touches(session, NOW, 4, 9)
        later = await last_touches(session, NOW + timedelta(hours=1), 5, 2)

    assert [touch.seq for touch in found] == [4, 3, 2]
    assert [touch.seq for touch in later] == [5, 4]
