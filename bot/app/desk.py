"""The base, loaded, with a desk in front of it."""

import importlib.resources
from datetime import UTC, date, datetime

from bot.answering.desk import AnswerDesk
from bot.factbase.load import Loaded, load_base
from bot.matching import Matcher
from bot.settings import Settings


def today() -> date:
    """Return the day by UTC, so that it is one day for everybody."""
    return datetime.now(UTC).date()


def load_desk(settings: Settings) -> tuple[AnswerDesk, Loaded]:
    """Load the base that the settings name; raise FootnoteError if there is none."""
    loaded = load_base(settings.knowledge_dir, settings.seeds_dir)
    words = importlib.resources.files("bot.matching").joinpath("english.txt").read_text("utf-8")
    return AnswerDesk(loaded.base, Matcher(loaded.base, frozenset(words.split()))), loaded
