"""A fact's life, read from the ledger, and what of it may be told under a ceiling."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import FactBase
from bot.domain.answers import FactHistory
from bot.domain.handling import Tlp, is_within
from bot.domain.ledger import Body, Event, Target, fold
from bot.domain.telling import all_as_told
from bot.storage import ledger
from bot.storage.engine import Database


async def fact_history(database: Database, base: FactBase, fact_id: str, ceiling: Tlp) -> FactHistory:
    """Read what happened to a fact, as far as it may be told.

    `base` is what the ceiling lets be seen; of a fact that is not in it nothing is told. Raises StorageError
    where the database fails.
    """
    if not is_known(base, fact_id):
        return FactHistory(fact_id, None, ())
    async with database.reading() as session:
        events = await ledger.history(session, Target("fact", fact_id))
    return told(events, base, fact_id, ceiling)


def told(events: Sequence[Event], base: FactBase, fact_id: str, ceiling: Tlp) -> FactHistory:
    """Leave out of a fact's events what the ceiling hides: stricter wordings, and other facts.

    What was done, by whom and when stays, but for what only hidden facts took the place of; the reason goes
    where a stricter wording stood, and where it names a fact that is hidden.
    """
    last: Body | None = None
    kept = []
    for event in all_as_told(events, lambda each: is_known(base, each)):
        last = event.body or last
        is_open = is_open_under(last, ceiling)
        kept.append(event if is_open else replace(event, body=None, note=""))
    body = fold(events)[Target("fact", fact_id)].body if events else None
    claim = str(body["claim"]) if body and is_open_under(body, ceiling) else None
    return FactHistory(fact_id, claim, tuple(kept))


def is_open_under(body: Body | None, ceiling: Tlp) -> bool:
    """Tell whether a ceiling lets a fact's wording be told, by the marking of its own."""
    return is_within((body or {}).get("tlp", "CLEAR"), ceiling)


def is_known(base: FactBase, fact_id: str) -> bool:
    """Tell whether a fact stands in a base, or did."""
    return fact_id in base.facts or fact_id in base.withdrawn
