"""What the head of an overview says: which filters it keeps to, who may be told, and how old it all is."""

from collections.abc import Iterable
from datetime import date

from bot.domain.answers import ShownFact
from bot.domain.assessment import age_in_words, day_in_words
from bot.domain.filters import Narrowed
from bot.domain.handling import strictest
from bot.slack.blocks.text import counted, mrkdwn

FILTERS_LIMIT = 300


def narrowed_in_words(narrowed: Narrowed | None, limit: int = FILTERS_LIMIT) -> list[str]:
    """Say the filters, in at most `limit` characters, and how many facts do not pass."""
    if narrowed is None:
        return []
    filters = mrkdwn(" · ".join(narrowed.filters), limit)
    return [filters, *([outside_in_words(narrowed, limit)] if narrowed.outside else [])]


def outside_in_words(narrowed: Narrowed, limit: int = FILTERS_LIMIT) -> str:
    """Say how many facts the filters leave out; these in at most `limit` characters."""
    return f"{counted(narrowed.outside, 'fact')} left out by {mrkdwn(narrowed.typed, limit)}"


def marked_in_words(shown: Iterable[ShownFact]) -> list[str]:
    """Say who may be told, where that is not everybody (TLP 2.0)."""
    tlp = strictest(each.cited.tlp for each in shown)
    return [] if tlp == "CLEAR" else [f"TLP:{tlp}"]


def documents_in_words(shown: Iterable[ShownFact], today: date) -> str:
    """Say how many documents the facts here are from, and how old the newest is."""
    published = {each.cited.source.id: each.cited.source.published for each in shown}
    newest = max(published.values())
    said = f"{counted(len(published), 'document')} here"
    return f"{said}, newest {day_in_words(newest)}, {age_in_words(newest, today)}"
