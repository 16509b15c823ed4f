from datetime import UTC, date, datetime

import pytest

from bot.answering.desk import AnswerDesk
from bot.answering.sources import covered, with_coverage
from bot.domain.answers import Answer, NothingKnown, Question, SourceList, SourceRecord, UnknownSource
from bot.domain.sources import SourceCoverage
from bot.factbase.recalling import recall
from bot.factbase.sync import sync
from bot.matching import Matcher
from bot.storage.engine import open_database
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact
from tests.factories import base, cited, source

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAVAL = source("navy-240301", title="Ships off Elba", publisher="Naval Review", published=date(2024, 3, 1))
SECRET = source("navy-240302", title="Mines off Elba", tlp="RED", published=date(2024, 3, 2))
SHIPS = cited("Forty ships wait off Elba.", id="navy-240301.01", of=NAVAL, places=("elba",))
MINES = cited("Mines were laid off Elba.", id="navy-240302.01", of=SECRET, places=("elba",))
HIDDEN = cited("A spy counted the ships off Elba.", id="navy-240301.02", of=NAVAL, tlp="RED")
OTHERS = [cited(f"Number {n} is open.", of=source(f"test-2402{n}")) for n in range(10, 22)]
BASE = base(SHIPS, MINES, HIDDEN, *OTHERS)


@pytest.fixture
def ask(desk_of):
    """Ask under a ceiling."""
    return lambda text, ceiling="RED", **fields: desk_of(BASE.within(ceiling)).reply(Question(text, **fields))


def ids(found):
    return [each.id for each, _ in found.sources]


def test_documents_are_listed_newest_first_and_page_by_page(ask):
    first, second = ask("sources"), ask("sources", page=2)

    assert ids(first)[:2] == ["navy-240302", "navy-240301"]
    assert (first.total, first.first, first.remaining) == (14, 1, 4)
    assert (len(second.sources), second.first, second.remaining) == (4, 11, 0)
    assert not set(ids(first)) & set(ids(second))


@pytest.mark.parametrize("query", ["ships", "naval ships", "Review ELBA", "news ships not judged"])
def test_words_of_title_publisher_id_kind_and_reliability_narrow_the_list(ask, query):
    assert ids(ask(f"sources {query}")) == ["navy-240301"]


def test_words_that_no_document_has_are_a_question(ask):
    assert isinstance(ask("sources forty ships wait off elba"), Answer)
    assert isinstance(ask("sources of money"), NothingKnown)


def test_a_document_is_shown_with_all_its_facts(ask):
    record = ask("source navy-240301")

    assert isinstance(record, SourceRecord)
    assert record.source == NAVAL
    assert record.fact_ids == ("navy-240301.01", "navy-240301.02")
    assert (record.total, record.remaining) == (2, 0)


def test_facts_above_the_ceiling_are_neither_shown_nor_counted(ask):
    record, found = ask("source navy-240301", "AMBER"), ask("sources", "AMBER")

    assert (record.fact_ids, record.total) == (("navy-240301.01",), 1)
    assert found.total == 13
    assert (NAVAL, 1) in found.sources


def test_a_document_of_which_nothing_may_be_told_is_as_unknown_as_one_that_is_not_there(ask):
    secret, absent = ask("source navy-240302", "AMBER"), ask("source navy-240309", "AMBER")

    assert secret == UnknownSource("navy-240302", absent.near)
    assert "navy-240302" not in absent.near


@pytest.mark.parametrize("text", ["source `navy-240301`", "Source NAVY-240301?", "sources navy-240301"])
def test_an_id_is_understood_however_it_is_written(ask, text):
    assert isinstance(ask(text), SourceRecord)


def test_sentences_are_counted_by_the_facts_that_cite_them():
    fact = cited("One is open.")

    found = covered("One is open. Two is shut. Three is gone.", "en", [fact], left_out=1)

    assert found == SourceCoverage(3, 1, 1)
    assert found.others == 1


TEXT = "ISIS attacked Kabul in 2023. Officials in Kabul fear more. Read our newsletter.\n"


@pytest.fixture
async def ledger(tmp_path):
    """A ledger that holds a document with a fact, a secret one, and a sentence that is left out."""
    files = KnowledgeFiles(tmp_path)
    files.dossier(
        TEXT,
        a_fact("ISIS attacked Kabul in 2023.", id="test-240216.01"),
        a_fact("Officials in Kabul fear more.", id="test-240216.02", tlp="RED"),
        no_facts=[{"quote": "Read our newsletter.", "why": "an advertisement"}],
    )
    database = await open_database(None, None)
    await sync(database, files.knowledge, files.seeds, lambda: NOON)
    yield database
    await database.close()


@pytest.mark.parametrize(
    ("ceiling", "coverage"), [("RED", SourceCoverage(3, 2, 1)), ("AMBER", SourceCoverage(3, 1, 1))]
)
async def test_a_document_is_accounted_for_by_what_may_be_told(ledger, ceiling, coverage):
    of = (await recall(ledger)).base.within(ceiling)
    record = AnswerDesk(of, Matcher(of, frozenset())).reply(Question("source test-240216"))

    assert (await with_coverage(ledger, of, record)).coverage == coverage


async def test_while_the_database_is_away_a_document_is_shown_without_it(ledger):
    of = (await recall(ledger)).base
    record = AnswerDesk(of, Matcher(of, frozenset())).reply(Question("source test-240216"))
    await ledger.close()

    assert await with_coverage(ledger, of, record) == record


def test_a_list_of_documents_knows_what_was_asked(ask):
    found = ask("sources off elba")

    assert isinstance(found, SourceList)
    assert found.question.text == "sources off elba"
