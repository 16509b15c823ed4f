"""The shipped base, indexed once."""

import pytest

from bot.matching import Matcher
from bot.matching.gazetteer import Gazetteer
from tests.first_document import ENGLISH, first_document


@pytest.fixture(scope="session")
def matcher():
    return Matcher(first_document(), ENGLISH)


@pytest.fixture(scope="session")
def gazetteer():
    return Gazetteer(first_document().entities)
