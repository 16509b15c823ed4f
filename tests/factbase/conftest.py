import pytest

from tests.factbase.knowledge_files import KnowledgeFiles


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Stand beside the files, as somebody does who runs the check."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def files(tmp_path):
    return KnowledgeFiles(tmp_path)
