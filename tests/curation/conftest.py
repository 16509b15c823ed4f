"""A filled ledger on each kind of database."""

import pytest

from tests.curation.small_ledger import SmallLedger


@pytest.fixture
async def small(database):
    """A small ledger, with everything of curation on it."""
    small = SmallLedger(database)
    await small.fill()
    return small
