import pytest

from bot.matching import Matcher
from tests.first_document import ENGLISH, first_document


@pytest.fixture(scope="session")
def shipped():
    """The matcher over the first document, built once."""
    return Matcher(first_document(), ENGLISH)
