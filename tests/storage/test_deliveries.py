from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.digests import Part
from bot.storage import deliveries, outbox
from bot.storage.outbox import NewRow
from tests import factories

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
BLOCK = {"type": "section", "text": {"type": "mrkdwn", "text": "گزارش"}}
PARTS = (Part("first", (BLOCK,), (("afintl-240216.05", "abc"),)), Part("second", ()))


def delivery(key="digest:d-aaaaa:1", **fields):
    """One with words to be posted."""
    return factories.delivery(key, **{"parts": PARTS, **fields})


async def keep(database, *many):
    async with database.begin() as session:
        return [await deliveries.add(session, each) for each in many]


async def found(database, name="digest:d-aaaaa:1"):
    async with database.reading() as session:
        return await deliveries.find(session, name)


async def test_a_delivery_comes_back_as_it_was_made_and_its_key_is_taken_once(database):
    assert await keep(database, delivery(), delivery(to_seq=12)) == [True, False]

    assert await found(database) == delivery()


async def test_each_message_is_counted_and_the_first_names_the_thread(database):
    await keep(database, delivery())

    async with database.begin() as session:
        first = await deliveries.note_sent(session, delivery(), "1.0")
        await deliveries.note_sent(session, first, "2.0")

    known = await found(database)
    assert (known.sent, known.ts) == (2, "1.0")


async def test_what_was_sent_is_not_kept_in_words_and_what_failed_is(database):
    await keep(database, delivery(), delivery("digest:d-aaaaa:2"))

    async with database.begin() as session:
        await deliveries.finish(session, delivery(state="sent"), NOW)
        failed = delivery("digest:d-aaaaa:2", state="failed", error="is_archived")
        await deliveries.finish(session, failed, NOW)

    assert (await found(database)).parts == ()
    kept = await found(database, "digest:d-aaaaa:2")
    assert (kept.state, kept.error, kept.parts) == ("failed", "is_archived", PARTS)


async def test_a_failed_one_goes_on(database):
    await keep(database, delivery())

    async with database.begin() as session:
        await deliveries.finish(session, delivery(state="failed", error="is_archived"), NOW)
        await deliveries.reopen(session, "digest:d-aaaaa:1")

    assert await found(database) == delivery()


async def test_the_newest_come_first_with_the_tries_of_the_message_under_way(database):
    older = delivery("digest:d-aaaaa:0", due_at=NOW - timedelta(days=1))
    await keep(database, older, delivery(), delivery("digest:d-bbbbb:1", subscription_id="d-bbbbb"))
    async with database.begin() as session:
        row = NewRow("digest:d-aaaaa:1:0", "digest", "C1", None, {"text": "", "blocks": []}, "CLEAR")
        await outbox.put(session, [row], NOW)
        known = await outbox.find(session, row.key)
        now = await outbox.moment(session, NOW) + timedelta(seconds=1)
        await outbox.claim(session, known, "me", now, now + timedelta(seconds=9))

        latest = await deliveries.latest(session, 9, subscription_id="d-aaaaa")

    assert latest == [replace(delivery(), attempts=1), older]


async def test_they_are_counted_by_state_and_forgotten_when_they_are_old(database):
    await keep(database, delivery(), delivery("digest:d-aaaaa:2", state="quiet", finished_at=NOW))

    async with database.begin() as session:
        assert await deliveries.counts(session) == {"open": 1, "quiet": 1}
        await deliveries.forget_before(session, NOW + timedelta(days=1))
        assert await deliveries.latest(session, 9) == [delivery()]


async def test_a_facts_words_are_taken_out_of_what_is_still_to_be_posted(database):
    claim = {"type": "section", "block_id": "claim:test-240216.01", "text": {"text": "The sky is green"}}
    parts = (Part("1. The sky is green · test-240216.01", (claim,)), Part("2. The sea", (BLOCK,)))
    await keep(database, delivery(parts=parts))

    async with database.begin() as session:
        await deliveries.blank_words(session, ["test-240216.01"])

    kept = await found(database)
    assert "sky" not in repr(kept.parts)
    assert kept.parts[1] == parts[1]
