from datetime import UTC, datetime, timedelta

from bot.storage import outbox, reviews
from bot.storage.cards import SentCard, card_key, sent_unnoted
from bot.storage.outbox import NewRow

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SUBJECT = "fact:test-240216.01"


async def post(database, key, ts, at=NOW):
    """Put a message, and note that it stands."""
    async with database.begin() as session:
        await outbox.put(session, [NewRow(key, "card", "C1", None, {}, "CLEAR")], at)
        row = await outbox.find(session, key)
        ready_at = row.not_before
        claimed = await outbox.claim(session, row, "worker", ready_at, ready_at + timedelta(minutes=1))
        await outbox.confirm(session, claimed, ts)


async def unnoted(database):
    async with database.reading() as session:
        return await sent_unnoted(session)


async def test_a_card_is_unnoted_until_it_is_noted_where_it_stands(database):
    await post(database, card_key(SUBJECT, 2), "1700000000.000001")
    await post(database, "uncorrected:2:C1", "1700000000.000002")
    assert await unnoted(database) == [SentCard(SUBJECT, "C1", "1700000000.000001", None)]

    async with database.begin() as session:
        await reviews.note_card(session, SUBJECT, "C1", "1700000000.000001")

    assert await unnoted(database) == []


async def test_a_newer_card_tells_where_the_earlier_one_stands(database):
    await post(database, card_key(SUBJECT, 2), "1700000000.000001")
    async with database.begin() as session:
        await reviews.note_card(session, SUBJECT, "C1", "1700000000.000001")
    await post(database, card_key(SUBJECT, 3), "1700000009.000001", NOW + timedelta(seconds=9))

    [newer] = await unnoted(database)

    assert (newer.ts, newer.earlier) == ("1700000009.000001", ("C1", "1700000000.000001"))


async def test_what_is_not_posted_yet_stands_nowhere(database):
    async with database.begin() as session:
        await outbox.put(session, [NewRow(card_key(SUBJECT, 2), "card", "C1", None, {}, "CLEAR")], NOW)

    assert await unnoted(database) == []
