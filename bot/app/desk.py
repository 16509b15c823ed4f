"""The base, loaded, with a desk in front of it."""

import importlib.resources
from datetime import UTC, date, datetime

from bot.answering.desk import AnswerDesk
from bot.app.indexing import without_collection
from bot.domain import FactBase
from bot.errors import FootnoteError
from bot.factbase.load import Loaded, load_base
from bot.matching import Matcher
from bot.settings import Settings


def today() -> date:
    """Return the day by UTC, so that it is one day for everybody."""
    return datetime.now(UTC).date()


def left_out_in_words(base: FactBase) -> str:
    """Say what an error keeps out, so that silence is not taken for the base's; empty if nothing is."""
    count = len(base.left_out)
    if not count:
        return ""
    what = "1 fact or file is" if count == 1 else f"{count} facts or files are"
    return f"{what} kept out by an error: see `footnote check`."


def english_words() -> frozenset[str]:
    """Return ordinary English, which no question means as a misspelt name."""
    words = importlib.resources.files("bot.matching").joinpath("english.txt").read_text("utf-8")
    return frozenset(words.split())


def load_desk(settings: Settings) -> tuple[AnswerDesk, Loaded]:
    """Load the base straight from the files that the settings name.

    Raises FootnoteError if there is none, or if errors keep every fact out: "nothing on that" would be
    untrue of everything.
    """
    with without_collection():
        return _load_desk(settings)


def _load_desk(settings: Settings) -> tuple[AnswerDesk, Loaded]:
    loaded = load_base(settings.knowledge_dir, settings.seeds_dir)
    errors = [finding for finding in loaded.findings if finding.level == "error"]
    if errors and not loaded.base.facts:
        # What is wrong with a whole file explains what is wrong with single facts.
        first = min(errors, key=lambda finding: finding.fact is not None)
        raise nothing_to_serve(f"{first.file}:{first.line}: {first.message}", len(errors))
    matcher = Matcher(loaded.base, english_words(), least_confidence=settings.least_confidence)
    return AnswerDesk(loaded.base, matcher), loaded


def nothing_to_serve(first: str, errors: int) -> FootnoteError:
    """Say that errors keep every fact out, and what the first of them is."""
    return FootnoteError(
        f"No fact can be served. {first} ({errors} errors in all: `footnote check` lists them.)"
    )
