from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.storage import outbox, postings
from bot.storage.postings import Posting, Said, without_words

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
BLOCKS = [
    {
        "type": "section",
        "block_id": "claim:test-240216.01",
        "text": {"type": "plain_text", "text": "1. The sky"},
    },
    {
        "type": "rich_text",
        "block_id": "quote:test-240216.01",
        "elements": [{"type": "text", "text": "The sky"}],
    },
    {
        "type": "context",
        "block_id": "line:test-240216.02",
        "elements": [{"type": "mrkdwn", "text": "said\ncontradicted by `test-240216.01` (x): The sky"}],
    },
]
TEXT = "Head\n1. The sky · test-240216.01\n2. The sea · test-240216.010"


def posting(ts="1.000001", *, facts=("test-240216.01",), seen_seq=3, posted_at=AT, channel="C1"):
    return Posting(channel, ts, None, tuple((fact_id, "h") for fact_id in facts), seen_seq, posted_at)


async def keep(database, *kept):
    async with database.begin() as session:
        for each in kept:
            await postings.record(session, each, Said("share", TEXT, BLOCKS))


async def test_a_message_is_found_again_with_what_it_shows(database):
    await keep(database, posting(facts=("test-240216.01", "test-240216.02")))

    async with database.reading() as session:
        found, said = await postings.find(session, "C1", "1.000001")

    assert found == posting(facts=("test-240216.01", "test-240216.02"))
    assert (said.text, said.blocks) == (TEXT, BLOCKS)
    assert found.root_ts == "1.000001"


async def test_a_message_kept_twice_stays_as_it_was(database):
    await keep(database, posting(), posting(seen_seq=9, facts=("test-240216.02",)))

    async with database.reading() as session:
        found, _ = await postings.find(session, "C1", "1.000001")
    assert found == posting()


async def test_the_messages_that_show_a_fact_come_oldest_first_and_not_from_before_the_window(database):
    old = posting("1.0", posted_at=AT - timedelta(days=9))
    second = posting("3.0", posted_at=AT + timedelta(seconds=1))
    await keep(database, old, second, posting("2.0"), posting("4.0", facts=("test-240216.02",)))

    async with database.reading() as session:
        shown = await postings.showing(session, {"test-240216.01"}, AT - timedelta(days=1))

    assert [each.ts for each in shown] == ["2.0", "3.0"]


async def test_what_a_message_includes_moves_on(database):
    await keep(database, posting("1.0"), posting("2.0"))

    async with database.begin() as session:
        await postings.note_seen(session, [posting("1.0")], 8)
        shown = await postings.showing(session, {"test-240216.01"}, AT)

    assert [each.seen_seq for each in shown] == [8, 3]


async def test_old_messages_are_forgotten_with_what_they_show(database):
    await keep(database, posting("1.0"), posting("2.0", posted_at=AT + timedelta(days=1)))

    async with database.begin() as session:
        await postings.forget_before(session, AT + timedelta(hours=1))
        shown = await postings.showing(session, {"test-240216.01"}, AT - timedelta(days=9))

    assert [each.ts for each in shown] == ["2.0"]


async def test_a_facts_words_are_blanked_in_what_is_kept_and_in_what_is_still_to_be_posted(database):
    await keep(database, posting())
    payload = {"text": TEXT, "blocks": BLOCKS}
    async with database.begin() as session:
        await outbox.put(session, [outbox.NewRow("k", "share", "C1", None, payload, "CLEAR")], AT)
        await postings.blank_shown(session, ["test-240216.01"])
        _, said = await postings.find(session, "C1", "1.000001")
        row = await outbox.find(session, "k")

    for text in (f"{said.text}{said.blocks}", f"{row.payload}"):
        assert "The sky" not in text
        assert "The sea" in text


def test_another_facts_lines_stay_though_its_id_begins_alike():
    text, blocks = without_words("test-240216.01", TEXT, BLOCKS)

    assert text == "Head\n[taken away]\n2. The sea · test-240216.010"
    assert blocks[2]["elements"][0]["text"] == "said\n[taken away]"
    assert [block["block_id"] for block in blocks] == [block["block_id"] for block in BLOCKS]


@given(st.text(max_size=60))
def test_a_message_that_does_not_name_the_fact_stays_as_it_is(text):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]

    assert without_words("test-240216.77", text, blocks) == (text, blocks)


async def test_the_messages_that_show_a_fact_are_counted_by_channel(database):
    await keep(database, posting("1.0"), posting("2.0"), posting("3.0", channel="C2"))

    async with database.reading() as session:
        shown = await postings.times_shown(session, {"test-240216.01", "test-240216.02"})

    assert shown == {"test-240216.01": {"C1": 2, "C2": 1}}


def test_a_struck_claim_loses_its_words_with_its_fact():
    struck = {"type": "rich_text", "block_id": "was:test-240216.01", "elements": [{"text": "The sky"}]}

    _, [block] = without_words("test-240216.01", "", [struck])

    assert block["text"]["text"] == "[taken away]"
