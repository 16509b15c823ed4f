import pytest

from bot.factbase.sync import sync
from tests.factbase.knowledge_files import KnowledgeFiles
from tests.factbase.three_facts import NOW


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Stand beside the files, as somebody does who runs the check."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def files(tmp_path):
    return KnowledgeFiles(tmp_path)


@pytest.fixture
def synced_with(files, database):
    """Take the files over into the ledger."""
    return lambda: sync(database, files.knowledge, files.seeds, lambda: NOW)
