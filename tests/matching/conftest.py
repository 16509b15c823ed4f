"""The matcher over the shipped base, built once."""

from pathlib import Path

import pytest

from bot.factbase.load import load_base
from bot.matching import Matcher

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shipped():
    english = (ROOT / "bot/matching/english.txt").read_text(encoding="utf-8").split()
    return Matcher(load_base(ROOT / "knowledge", ROOT / "seeds").base, frozenset(english))
