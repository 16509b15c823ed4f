from datetime import UTC, datetime

from bot.domain.ledger import Actor, NewEvent, Target
from bot.storage import ledger, synced
from bot.storage.copying import copy_ledger
from bot.storage.engine import open_database

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ENTITY = Target("entity", "kabul")


async def test_what_was_done_what_stands_and_the_documents_are_the_same_in_the_copy(database):
    ana = Actor("cli:ana", "Ana")
    added = NewEvent(kind="add", target=ENTITY, actor=ana, content_hash="a", body={"id": "kabul"})
    async with database.begin() as session:
        events = await ledger.append(session, [added], NOW)
        stands = await ledger.kept(session, [ENTITY])
        await synced.keep_documents(session, {"0" * 64: "the text"})
    copy = await open_database(None, None)

    await copy_ledger(database, copy)

    async with copy.reading() as session:
        assert await ledger.history(session, ENTITY) == events
        assert await ledger.kept(session, [ENTITY]) == stands
        assert await synced.document_texts(session, ["0" * 64]) == {"0" * 64: "the text"}
    await copy.close()
