"""A base in files, settings that name it, an empty ledger, and a bot that has saved its index."""

import asyncio
import shutil

import pytest

from bot.app import following
from bot.app.following import follow
from bot.settings import Settings
from bot.storage.engine import open_database
from tests.app.running import ROOT
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


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """What a bot leaves behind that has served the shipped base: its ledger, and its index."""
    directory = tmp_path_factory.mktemp("served")

    async def serve():
        base = {"knowledge_dir": ROOT / "knowledge", "seeds_dir": ROOT / "seeds"}
        database = await open_database(None, directory)
        follower = await follow(database, Settings(_env_file=None, data_dir=directory, **base), following.now)
        await follower.close()
        await database.close()

    asyncio.run(serve())
    return directory


@pytest.fixture
def data_dir(served, tmp_path):
    """The data directory of a bot that has served before: it starts in half the time of a first start."""
    shutil.copytree(served, tmp_path, dirs_exist_ok=True)
    return tmp_path
