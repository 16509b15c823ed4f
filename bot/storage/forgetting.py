"""What is kept about one person leaves the database: rows about them alone go, acts stay under a pseudonym.

All of it is one transaction, in which the caller holds LOCKS, so that nobody writes the name again meanwhile.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from sqlalchemy import Column, ColumnElement, Table, delete, or_, select, update

from bot.domain.ledger import Actor
from bot.storage.cursors import cursor, move_cursor
from bot.storage.engine import Session
from bot.storage.tables import (
    deliveries,
    events,
    gaps,
    outbox,
    paces,
    proposals,
    reviews,
    subscriptions,
    targets,
)

LOCKS = ("ledger", "reviews", "gaps", "digests", "corrections")
"""As those call them who change these rows; in the order in which others take several."""
FORGOTTEN = "forgotten"
"""The cursor that counts who was forgotten under a pseudonym."""

Kept: TypeAlias = Literal[
    "asked",
    "own digests",
    "notices",
    "taken cards",
    "acts",
    "facts",
    "proposals",
    "digests",
    "gaps decided",
    "messages",
]
"""Where a person may stand; the first four are removed, in the others the pseudonym takes their place."""

_NAMED = (
    (events.c.actor_id, events.c.actor_name),
    (proposals.c.proposed_by_id, proposals.c.proposed_by_name),
    (proposals.c.decided_by_id, proposals.c.decided_by_name),
    (subscriptions.c.owner_id, subscriptions.c.owner_name),
    (reviews.c.taken_by_id, reviews.c.taken_by_name),
)
_DIRECT = "D"
"""The ids of direct conversations begin so."""


async def names_of(session: Session, who: str) -> list[str]:
    """Return every name under which an actor, by id, is kept, the longest first."""
    found: set[str] = set()
    for actor_id, name in _NAMED:
        found |= {*await session.scalars(select(name).where(actor_id == who).distinct())}
    for row in await _editing(session, who):
        found |= {name for actor_id, name in json.loads(row.fact)["editors"] if actor_id == who}
    return sorted(found, key=lambda name: (-len(name), name))


async def pseudonym(session: Session) -> Actor:
    """Give out the next name for somebody who is forgotten; a running bot sees that there is one more."""
    number = await cursor(session, FORGOTTEN) + 1
    await move_cursor(session, FORGOTTEN, number)
    return Actor(f"forgotten:{number}", f"someone who was forgotten, {number}")


async def forget(session: Session, who: str, to: Actor, names: Iterable[str]) -> Counter[Kept]:
    """Remove what is kept about an actor, by id, and put a pseudonym in their place elsewhere; count it."""
    counts: Counter[Kept] = Counter()
    known = tuple(names)
    user_id = Actor(who, "").slack_id
    if user_id:
        counts["asked"] = await _forget_asker(session, user_id)
        counts["notices"] = await _drop(session, outbox, outbox.c.channel == user_id)
        await _drop(session, paces, paces.c.channel == user_id)
    counts["own digests"] = await _drop_own_digests(session, who)
    counts["taken cards"] = await _give_cards_back(session, who)
    await _rename_approvals(session, who, to, known)
    counts["acts"] = await _rename(session, events.c.actor_id, events.c.actor_name, who, to)
    counts["facts"] = await _rename_standings(session, who, to)
    counts["proposals"] = await _rename_proposals(session, who, to)
    counts["digests"] = await _rename(session, subscriptions.c.owner_id, subscriptions.c.owner_name, who, to)
    for name in known:
        paused = update(subscriptions).where(subscriptions.c.paused_because == f"by {name}")
        await session.execute(paused.values(paused_because=f"by {to.name}"))
        decided = update(gaps).where(gaps.c.decided_by == name).values(decided_by=to.name)
        counts["gaps decided"] += (await session.execute(decided)).rowcount
    return +counts


async def _forget_asker(session: Session, user_id: str) -> int:
    found = select(gaps.c.text, gaps.c.askers).where(gaps.c.askers.contains(f'"{user_id}"', autoescape=True))
    rows = (await session.execute(found)).all()
    for row in rows:
        others = json.dumps([each for each in json.loads(row.askers) if each != user_id])
        await session.execute(update(gaps).where(gaps.c.text == row.text).values(askers=others))
    return len(rows)


async def _drop_own_digests(session: Session, who: str) -> int:
    """Drop the digests that go to the person alone, with what waits to be posted there."""
    is_own = (subscriptions.c.owner_id == who, subscriptions.c.channel.startswith(_DIRECT))
    rows = (await session.execute(select(subscriptions.c.id, subscriptions.c.channel).where(*is_own))).all()
    ids, channels = {row.id for row in rows}, {row.channel for row in rows}
    await _drop(session, outbox, outbox.c.channel.in_(channels))
    await _drop(session, deliveries, deliveries.c.subscription.in_(ids))
    return await _drop(session, subscriptions, subscriptions.c.id.in_(ids))


async def _give_cards_back(session: Session, who: str) -> int:
    free = {"taken_by_id": None, "taken_by_name": None, "taken_at": None}
    freed = update(reviews).where(reviews.c.taken_by_id == who).values(free)
    return (await session.execute(freed)).rowcount


async def _rename_approvals(session: Session, who: str, to: Actor, names: tuple[str, ...]) -> None:
    """Rename who proposed a fact and who approved it, in the note of the event that added it."""
    theirs = or_(proposals.c.proposed_by_id == who, proposals.c.decided_by_id == who)
    seqs = select(proposals.c.seq).where(theirs, proposals.c.seq.is_not(None))
    found = select(events.c.seq, events.c.note).where(events.c.seq.in_(seqs))
    for row in (await session.execute(found)).all():
        note = row.note
        for name in names:
            if note.startswith(f"proposed by {name}, "):
                note = f"proposed by {to.name}, {note.removeprefix(f'proposed by {name}, ')}"
            if note.endswith(f"approved by {name}"):
                note = f"{note.removesuffix(name)}{to.name}"
        await session.execute(update(events).where(events.c.seq == row.seq).values(note=note))


async def _rename_standings(session: Session, who: str, to: Actor) -> int:
    found = select(targets.c.kind, targets.c.id, targets.c.standing)
    naming = found.where(targets.c.standing.contains(f'"{who}"', autoescape=True))
    rows = (await session.execute(naming)).all()
    for row in rows:
        renamed = _renamed(json.loads(row.standing), who, to)
        # As it is written otherwise: what reads a standing may look at its text.
        standing = json.dumps(renamed, ensure_ascii=False, separators=(",", ":"))
        where = (targets.c.kind == row.kind, targets.c.id == row.id)
        await session.execute(update(targets).where(*where).values(standing=standing))
    return len(rows)


def _renamed(value: Any, who: str, to: Actor) -> Any:  # noqa: ANN401  # whatever JSON a standing holds
    match value:
        case {"id": id_, "name": _} if id_ == who:
            return {"id": to.id, "name": to.name}
        case dict():
            return {key: _renamed(inner, who, to) for key, inner in value.items()}
        case list():
            return [_renamed(inner, who, to) for inner in value]
        case _:
            return value


async def _rename_proposals(session: Session, who: str, to: Actor) -> int:
    edited = {row.id: json.loads(row.fact) for row in await _editing(session, who)}
    theirs = or_(proposals.c.proposed_by_id == who, proposals.c.decided_by_id == who)
    ids = {*edited, *await session.scalars(select(proposals.c.id).where(theirs))}
    await _rename(session, proposals.c.proposed_by_id, proposals.c.proposed_by_name, who, to)
    await _rename(session, proposals.c.decided_by_id, proposals.c.decided_by_name, who, to)
    for proposal_id, wording in edited.items():
        editors = [[to.id, to.name] if id_ == who else [id_, name] for id_, name in wording["editors"]]
        fact = json.dumps({**wording, "editors": editors}, ensure_ascii=False)
        await session.execute(update(proposals).where(proposals.c.id == proposal_id).values(fact=fact))
    return len(ids)


async def _editing(session: Session, who: str) -> list[Any]:
    """Return the proposals that may have been edited by an actor."""
    found = select(proposals.c.id, proposals.c.fact)
    mentioning = found.where(proposals.c.fact.contains(f'"{who}"', autoescape=True))
    return list((await session.execute(mentioning)).all())


async def _rename(session: Session, actor_id: Column[Any], name: Column[Any], who: str, to: Actor) -> int:
    renamed = update(actor_id.table).where(actor_id == who).values({actor_id: to.id, name: to.name})
    return (await session.execute(renamed)).rowcount


async def _drop(session: Session, table: Table, which: ColumnElement[bool]) -> int:
    return (await session.execute(delete(table).where(which))).rowcount
