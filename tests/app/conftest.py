"""A base in files, settings that name it, an empty ledger, and a bot that has saved its index."""

import pytest

from bot.app.following import follow
from bot.settings import Settings
from bot.storage.engine import open_database
from tests.app.two_facts import ATTACK, SPEECH, TEXT, now
from tests.factbase.knowledge_files import KnowledgeFiles


@pytest.fixture
def files(tmp_path):
    return KnowledgeFiles(tmp_path)


@pytest.fixture
def settings(files, tmp_path):
    return Settings(
        _env_file=None,
        knowledge_dir=files.knowledge,
        seeds_dir=files.seeds,
        data_dir=tmp_path / "data",
        index_dir=tmp_path / "index",
    )


@pytest.fixture
async def memory():
    database = await open_database(None, None)
    yield database
    await database.close()


@pytest.fixture
async def saved(files, settings, memory):
    """A bot over a ledger of two facts, whose index is saved."""
    files.dossier(TEXT, ATTACK, SPEECH)
    follower = await follow(memory, settings, now)
    await follower.beat()
    return follower
