from datetime import UTC, date, datetime

import pytest

from bot.curation.acts import Acts
from bot.domain.ledger import Actor
from bot.factbase.against_ledger import check_ids, check_shared_names
from bot.factbase.dossiers import EntityEntry
from bot.factbase.sync import sync
from bot.storage import ledger
from bot.storage.engine import open_database
from tests.factbase.knowledge_files import DOSSIER, KnowledgeFiles, a_fact
from tests.factories import entity

TODAY = date(2026, 11, 24)
TEXT = "Herat saw 12 attacks. No attack was reported in Kabul.\n"
HERAT = a_fact("Herat saw 12 attacks.", "Herat saw 12 attacks")
KABUL = a_fact("No attack was reported in Kabul.", "No attack was reported in Kabul", places=["kabul"])


def now():
    return datetime(2026, 11, 24, 9, tzinfo=UTC)


class Base:
    def __init__(self, root, database):
        self.files = KnowledgeFiles(root)
        self.database = database

    async def sync(self, *facts):
        self.files.dossier(TEXT, *facts)
        return await sync(self.database, self.files.knowledge, self.files.seeds, now)

    async def check(self, today=TODAY):
        async with self.database.reading() as session:
            return await check_ids(session, self.files.load(), today)

    async def head(self):
        async with self.database.reading() as session:
            return await ledger.head(session)


@pytest.fixture
async def base(tmp_path):
    database = await open_database(None, None)
    base = Base(tmp_path, database)
    await base.sync(HERAT, KABUL)
    yield base
    await database.close()


async def test_files_that_were_synced_are_found_in_order_and_nothing_is_written(base):
    head = await base.head()

    assert await base.check() == []
    assert await base.head() == head


async def test_a_fact_that_vanished_is_an_error_with_its_file(base):
    base.files.dossier(TEXT, HERAT)

    [found] = await base.check()

    assert (found.level, found.check, found.fact) == ("error", "ids", KABUL["id"])
    assert found.file.endswith(DOSSIER)
    assert "stood here and is gone" in found.message


async def test_what_an_error_hides_has_not_vanished(base):
    (base.files.root / DOSSIER).write_text("facts: [unclosed\n")

    assert await base.check() == []


async def test_an_id_that_returns_for_other_words_is_an_error_at_its_line(base):
    await base.sync(HERAT)
    base.files.dossier(TEXT, HERAT, {**KABUL, "claim": "No attack was reported in Kabul so far."})

    [found] = await base.check()

    assert (found.level, found.fact) == ("error", KABUL["id"])
    assert found.line > 1
    assert "was used before, for other words" in found.message


async def test_a_verification_that_ran_out_is_a_warning(base):
    await Acts(base.database, now).verify(HERAT["id"], Actor("cli:ana", "Ana"))
    assert await base.check(date(2027, 2, 22)) == []

    [found] = await base.check(date(2027, 2, 23))

    assert (found.level, found.check, found.fact) == ("warning", "ids", HERAT["id"])
    assert "by Ana ran out on 22 Feb 2027" in found.message


def test_a_name_that_several_entities_bear_is_listed_once():
    known = [entity("dr-congo", "DR Congo", "Congo"), entity("congo", "CONGO"), entity("mali", "Mali")]

    found = list(check_shared_names({each.id: EntityEntry(each, "places.yaml", 7) for each in known}))

    assert [(each.level, each.check, each.line) for each in found] == [("info", "ids", 7)]
    assert "“Congo” is dr-congo, and also congo." in found[0].message
