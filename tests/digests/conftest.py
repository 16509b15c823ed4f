"""Where digests are composed."""

import pytest

from bot.storage.engine import open_database
from tests.digests.newsroom import Newsroom


@pytest.fixture
async def newsroom():
    """A newsroom on SQLite in memory."""
    database = await open_database(None, None)
    yield Newsroom(database)
    await database.close()
