"""How events and standings are told where some facts are not known: without them, and a reason naming one."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from bot.domain.ledger import Doubt, Event, Standing

IsKnown: TypeAlias = Callable[[str], bool]
"""Tells by its id whether a fact may be named where something is told."""

_FACT_ID = re.compile(r"\b[a-z][a-z0-9]*-\d{6}[a-z]?\.\d{2,}\b", re.IGNORECASE)


def facts_named(text: str) -> frozenset[str]:
    """Return the facts that a text names by their ids."""
    return frozenset(each.lower() for each in _FACT_ID.findall(text))


def others_named(event: Event) -> frozenset[str]:
    """Return the other facts that an event names, in its reason or as what takes its fact's place."""
    # Of a revision `changed` holds fields, of other events facts.
    replacing = (each for each in event.changed if "." in each)
    return facts_named(event.note).union(replacing) - {event.target.id}


def named_in_standing(standing: Standing) -> frozenset[str]:
    """Return the facts that a standing names, in a reason or as what takes its fact's place."""
    reasons = " ".join(each.why for each in _doubts(standing))
    return facts_named(reasons).union(standing.superseded_by)


def reason_as_told(reason: str, is_known: IsKnown) -> str:
    """Return a reason; nothing where it names a fact that is not known."""
    return reason if all(map(is_known, facts_named(reason))) else ""


def as_told(event: Event, is_known: IsKnown) -> Event:
    """Return an event without facts that are not known where it is told, nor a reason that names one."""
    changed = tuple(each for each in event.changed if "." not in each or is_known(each))
    is_named = changed == event.changed and all(map(is_known, others_named(event)))
    return replace(event, changed=changed, note=event.note if is_named else "")


def all_as_told(events: Iterable[Event], is_known: IsKnown) -> Iterator[Event]:
    """Yield events as they are told, without those that say only what unknown facts take the place of."""
    for event in events:
        told = as_told(event, is_known)
        if told.changed or not event.changed:
            yield told


def standing_as_told(standing: Standing, is_known: IsKnown) -> Standing:
    """Return what the ledger says of a fact, as its events are told."""
    if all(map(is_known, named_in_standing(standing))):
        return standing
    return replace(
        standing,
        flags=tuple(_doubt(each, is_known) for each in standing.flags),
        disputes=tuple(_doubt(each, is_known) for each in standing.disputes),
        retraction=standing.retraction and _doubt(standing.retraction, is_known),
        redaction=standing.redaction and _doubt(standing.redaction, is_known),
        superseded_by=tuple(filter(is_known, standing.superseded_by)),
    )


def _doubts(standing: Standing) -> Iterator[Doubt]:
    yield from standing.flags
    yield from standing.disputes
    yield from filter(None, (standing.retraction, standing.redaction))


def _doubt(doubt: Doubt, is_known: IsKnown) -> Doubt:
    return replace(doubt, why=reason_as_told(doubt.why, is_known))
