"""A filled ledger on each kind of database, and the round of a message on one in memory."""

import pytest

from tests.curation.small_ledger import SmallLedger
from tests.curation.weather import NEW, SEA, SKY
from tests.delivery.circle import added, circle


@pytest.fixture
async def small(database):
    """A small ledger, with everything of curation on it."""
    small = SmallLedger(database)
    await small.fill()
    return small


@pytest.fixture
async def around():
    """The whole round of a message, with three facts to show."""
    async with circle() as made:
        await made.append(*map(added, (SKY, SEA, NEW)))
        yield made
