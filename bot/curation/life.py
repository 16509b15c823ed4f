"""The life of one object of the ledger, told line by line: what, when, by whom, why, what changed."""

import json
from collections.abc import Iterator, Sequence

from bot.curation.seeing import known_fact
from bot.domain.ledger import Body, Event, Target, TargetKind
from bot.storage import ledger
from bot.storage.engine import Session

_OTHERS: tuple[TargetKind, ...] = ("source", "entity", "topic")
DONE = {
    "add": "added",
    "revise": "revised",
    "retract": "retracted",
    "restore": "restored",
    "supersede": "superseded",
    "verify": "verified",
    "dispute": "disputed",
    "flag": "flagged",
    "settle": "settled",
    "redact": "redacted",
}
"""What each kind of event did."""
_HOW = {
    "own-voice": "the publisher itself",
    "direct": "in direct speech",
    "paraphrase": "paraphrased",
    "carried": "carried on from the sentence before",
    "presupposed": "taken for granted",
}
"""How something is said, in words."""


async def life(session: Session, name: str) -> tuple[Event, ...]:
    """Return all that happened to what bears an id; raise ActRefusedError if nothing does."""
    if "." not in name:
        for kind in _OTHERS:
            if found := await ledger.history(session, Target(kind, name)):
                return found
    await known_fact(session, name)
    return await ledger.history(session, Target("fact", name))


def life_in_lines(events: Sequence[Event]) -> Iterator[str]:
    """Tell events about one object, in their order."""
    before: Body = {}
    for event in events:
        yield f"{event.at:%Y-%m-%d %H:%M} UTC  {done_in_words(event)}"
        if event.note:
            yield f"    why: {event.note}"
        if event.kind == "add" and "claim" in (event.body or {}):
            yield f"    claim: {(event.body or {})['claim']}"
        if event.kind == "revise" and event.body:
            for field in event.changed:
                yield f"    {field}: {_shown(before.get(field))} → {_shown(event.body.get(field))}"
        before = event.body or before


def done_in_words(event: Event) -> str:
    """Say what was done and by whom: `superseded by Ana: test-240216.02 takes its place`."""
    first = " (first load)" if event.origin == "baseline" else ""
    done = f"{_what_was_done(event)} by {event.actor.name}{first}"
    if event.review_by:
        return f"{done}, until {event.review_by}"
    if event.kind == "supersede" and event.changed:
        return f"{done}: {', '.join(event.changed)} takes its place"
    if event.kind == "restore" and event.changed:
        return f"{done}: {', '.join(event.changed)} no longer takes its place"
    return done


def _what_was_done(event: Event) -> str:
    # Nothing else takes a source back.
    is_take_down = event.kind == "retract" and event.target.kind == "source"
    return "taken down, with the words of its facts," if is_take_down else DONE[event.kind]


def _shown(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case str():
            return value
        case list():
            return ", ".join(map(_shown, value))
        case dict():
            return "; ".join(f"{name}: {_shown(_in_words(name, each))}" for name, each in value.items())
        case _:
            return json.dumps(value)


def _in_words(name: str, value: object) -> object:
    return _HOW.get(str(value), value) if name == "how" else value
