import json
from datetime import UTC, datetime

from bot.storage import outbox, postings
from bot.storage.outbox import NewRow
from bot.storage.postings import Posting, Said
from bot.storage.rewording import reword

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
GREY = {"type": "context", "elements": [{"type": "mrkdwn", "text": "shared by ana"}]}
CLAIM = {"type": "section", "block_id": "claim:x.01", "text": {"type": "plain_text", "text": "shared by ana"}}
QUOTE = {"type": "rich_text", "elements": [{"type": "text", "text": "shared by ana"}]}


def without_ana(text):
    return text.replace("ana", "somebody")


async def put(session, number):
    """Keep a message, and leave the same in the outbox."""
    posting = Posting("C1", f"{number}.0", None, (), seen_seq=0, posted_at=NOW)
    blocks = [GREY, CLAIM, QUOTE]
    await postings.record(session, posting, Said("share", "Shared by ana.", blocks))
    payload = {"text": "Shared by ana.", "blocks": blocks}
    await outbox.put(session, [NewRow(f"share:{number}", "share", "C1", None, payload, "CLEAR")], NOW)


async def test_what_is_said_around_facts_changes_and_the_facts_words_stay(database):
    async with database.begin() as session:
        await put(session, 1)

        assert await reword(session, without_ana) == 2
        _, said = await postings.find(session, "C1", "1.0")
        waiting = await outbox.find(session, "share:1")

    grey = {"type": "context", "elements": [{"type": "mrkdwn", "text": "shared by somebody"}]}
    assert (said.text, said.blocks) == ("Shared by somebody.", [grey, CLAIM, QUOTE])
    assert waiting.payload == {"text": "Shared by somebody.", "blocks": [grey, CLAIM, QUOTE]}


async def test_every_message_is_looked_at_however_many_there_are(database):
    async with database.begin() as session:
        for number in range(600):
            await put(session, number)

        assert await reword(session, without_ana) == 1200
        assert await reword(session, without_ana) == 0


async def test_what_does_not_change_stays_as_it_is_written(database):
    async with database.begin() as session:
        await put(session, 1)
        before = await postings.find(session, "C1", "1.0")

        assert await reword(session, str) == 0
        assert json.dumps(before[1].blocks) == json.dumps(
            (await postings.find(session, "C1", "1.0"))[1].blocks
        )
