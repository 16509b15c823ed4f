"""Where digests are composed, and where they are sent."""

import pytest

from bot.storage.engine import open_database
from tests.digests.newsroom import Newsroom
from tests.digests.round import digest_round


@pytest.fixture
async def newsroom():
    """A newsroom on SQLite in memory."""
    database = await open_database(None, None)
    yield Newsroom(database)
    await database.close()


@pytest.fixture
async def slack():
    """The whole round of a digest in memory, where all time is the test's clock; it is eight."""
    database = await open_database(None, None)
    async with digest_round(database) as made:
        yield made
    await database.close()
