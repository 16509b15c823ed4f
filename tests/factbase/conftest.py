import pytest

from tests.factbase.knowledge_files import KnowledgeFiles


@pytest.fixture
def files(tmp_path):
    return KnowledgeFiles(tmp_path)
