"""A fact's life, read from the ledger, and what of it may be told under a ceiling."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain import FactBase
from bot.domain.answers import FactHistory
from bot.domain.handling import Tlp, is_within
from bot.domain.ledger import Body, Event, Target, fold
from bot.storage import ledger
from bot.storage.engine import Database

_FACT_ID = re.compile(r"\b[a-z][a-z0-9]*-\d{6}[a-z]?\.\d{2,}\b", re.IGNORECASE)


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

    What was done, by whom and when stays; the reason goes where a stricter wording stood, and where it
    names a fact that is hidden.
    """
    last: Body | None = None
    kept = []
    for event in events:
        last = event.body or last
        is_open = is_open_under(last, ceiling)
        is_named = all(is_known(base, each) for each in _named(event, fact_id))
        kept.append(
            replace(
                event,
                body=event.body if is_open else None,
                note=event.note if is_open and is_named else "",
                # Of a revision these are fields, of other events facts.
                changed=tuple(each for each in event.changed if "." not in each or is_known(base, each)),
            )
        )
    body = fold(events)[Target("fact", fact_id)].body if events else None
    claim = str(body["claim"]) if body and is_open_under(body, ceiling) else None
    return FactHistory(fact_id, claim, tuple(kept))


def is_open_under(body: Body | None, ceiling: Tlp) -> bool:
    """Tell whether a ceiling lets a fact's wording be told, by the marking of its own."""
    return is_within((body or {}).get("tlp", "CLEAR"), ceiling)


def is_known(base: FactBase, fact_id: str) -> bool:
    """Tell whether a fact stands in a base, or did."""
    return fact_id in base.facts or fact_id in base.withdrawn


def _named(event: Event, fact_id: str) -> set[str]:
    """Return the other facts that an event names."""
    named = {each.lower() for each in _FACT_ID.findall(f"{event.note} {' '.join(event.changed)}")}
    return named - {fact_id}
