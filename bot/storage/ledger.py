"""The ledger's events, and what stands after them: both change in one transaction."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, func, insert, select, tuple_, update

from bot.domain.facts import Passage
from bot.domain.ledger import Event, EventKind, Kept, NewEvent, Standing, Target, TargetKind, apply
from bot.storage.engine import Session, StorageError, lock
from bot.storage.event_rows import event_row, read_events
from bot.storage.statements import MOST_ROWS, batches, upsert
from bot.storage.tables import events, targets

_STANDING = TypeAdapter(Standing)
_PASSAGES = TypeAdapter(tuple[Passage, ...])
_NO_PLACE = {"passages": "[]", "terms": ""}


class ActedBeforeError(StorageError):
    """An event with this cause is in the ledger: the act was done."""


@dataclass(frozen=True, slots=True)
class Located:
    """What is worked out of a fact's wording once, when it comes in."""

    passages: tuple[Passage, ...]
    """Where each quote stands in its document."""
    terms: str = ""
    """What the index needs of it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One object as it stands, as text that is read when it is needed."""

    id: str
    body: str
    passages: str
    terms: str
    standing: str
    is_active: bool

    @classmethod
    def of(cls, each: Kept, located: Located) -> "Stored":
        """Write an object as it stood, to be read as what stands is read."""
        body = "" if each.body is None else json.dumps(each.body, ensure_ascii=False)
        place, standing = _place_row(located), _STANDING.dump_json(each.standing).decode()
        return cls(each.target.id, body, place["passages"], place["terms"], standing, each.standing.is_active)

    def read_passages(self) -> tuple[Passage, ...]:
        """Read where a fact's quotes stand."""
        return _PASSAGES.validate_json(self.passages)

    def read_standing(self) -> Standing:
        """Read what the ledger says of it."""
        return _STANDING.validate_json(self.standing)


async def head(session: Session) -> int:
    """Return the number of the last event; 0 before the first."""
    return await session.scalar(select(func.max(events.c.seq))) or 0


async def begins_at(session: Session) -> datetime | None:
    """Return when the first event was; None before it."""
    first: datetime | None = await session.scalar(select(events.c.at).order_by(events.c.seq).limit(1))
    return first


async def append(
    session: Session,
    new: Sequence[NewEvent],
    now: datetime,
    located: Mapping[str, Located] | None = None,
) -> tuple[Event, ...]:
    """Add events, and bring what stands up to date; `located` by fact, for each that is added or revised.

    One writer at a time: the numbers have no gap, and whoever has read up to one has read all before
    it. Raises ActedBeforeError if the cause of one is known, LedgerError if one cannot follow.
    """
    if not new:
        return ()
    await lock(session, "ledger")
    await _refuse_known_causes(session, [each.cause for each in new if each.cause])
    last = (
        await session.execute(select(events.c.seq, events.c.at).order_by(events.c.seq.desc()).limit(1))
    ).first()
    seq, at = (last.seq, max(last.at, now)) if last else (0, now)
    added = tuple(_numbered(each, seq + place, at) for place, each in enumerate(new, 1))
    for part in batches(added):
        await session.execute(insert(events), [event_row(event) for event in part])
    await _bring_up_to_date(session, added, located or {})
    redacted = [event.target for event in added if event.kind == "redact"]
    if redacted:
        await session.execute(update(events).where(_about(events, redacted)).values(body=None))
    return added


async def history(session: Session, target: Target) -> tuple[Event, ...]:
    """Return everything that happened to one object, first to last."""
    return await read_events(session, select(events).where(_about(events, [target])))


async def histories(session: Session, asked: Iterable[Target]) -> dict[Target, tuple[Event, ...]]:
    """Return everything that happened to each of several objects, first to last."""
    found: defaultdict[Target, list[Event]] = defaultdict(list)
    for part in batches(list(asked)):
        for event in await read_events(session, select(events).where(_about(events, part))):
            found[event.target].append(event)
    return {target: tuple(each) for target, each in found.items()}


async def events_after(
    session: Session, seq: int, kinds: Collection[EventKind] | None = None
) -> tuple[Event, ...]:
    """Return the events after a number, of these kinds if any are given."""
    found = select(events).where(events.c.seq > seq)
    return await read_events(session, found.where(events.c.kind.in_(kinds)) if kinds else found)


async def events_until(session: Session, moment: datetime) -> tuple[Event, ...]:
    """Return all that had happened up to a moment; read in parts, so that others are served in between."""
    found: list[Event] = []
    part: tuple[Event, ...] | None = None
    while part is None or len(part) == MOST_ROWS:
        after = found[-1].seq if found else 0
        asked = select(events).where(events.c.seq > after, events.c.at <= moment).limit(MOST_ROWS)
        part = await read_events(session, asked)
        found += part
    return tuple(found)


async def verified_until(session: Session, first_on: date, before: date) -> list[str]:
    """Return the facts with a verification, old or standing, that runs out from one day to before another."""
    found = select(events.c.target).where(events.c.kind == "verify", events.c.target_kind == "fact")
    found = found.where(events.c.review_by >= first_on, events.c.review_by < before)
    return sorted(await session.scalars(found.distinct()))


async def numbered(session: Session, seqs: Collection[int]) -> tuple[Event, ...]:
    """Return the events with these numbers."""
    return await read_events(session, select(events).where(events.c.seq.in_(seqs)))


async def acts_of(session: Session, actor_id: str, kind: EventKind) -> tuple[Event, ...]:
    """Return what somebody has done of one kind, first to last."""
    return await read_events(
        session, select(events).where(events.c.actor_id == actor_id, events.c.kind == kind)
    )


async def by_cause(session: Session, cause: str) -> Event | None:
    """Return the event that bears a cause, if the act was done before."""
    found = await read_events(session, select(events).where(events.c.cause == cause))
    return found[0] if found else None


async def ids(session: Session, kind: TargetKind, *, begin: str = "") -> list[str]:
    """Return the ids of a kind that begin so, in their order."""
    found = select(targets.c.id).where(
        targets.c.kind == kind, targets.c.id.startswith(begin, autoescape=True)
    )
    return sorted(await session.scalars(found))


async def kept(session: Session, asked: Iterable[Target]) -> dict[Target, Kept]:
    """Return what stands of these objects; what the ledger does not know is left out."""
    found = {}
    for part in batches(list(asked)):
        for row in (await session.execute(select(targets).where(_about(targets, part)))).mappings():
            known = _kept(row)
            found[known.target] = known
    return found


async def stored(session: Session, kind: TargetKind, *, after: int = 0) -> list[Stored]:
    """Return every object of a kind that an event after a number has touched; all of them after 0."""
    columns = (targets.c.id, targets.c.body, targets.c.passages, targets.c.terms, targets.c.standing)
    found = select(*columns, targets.c.status).where(targets.c.kind == kind, targets.c.last_seq > after)
    rows = (await session.execute(found)).all()
    return [Stored(*row[:5], row[5] == "active") for row in rows]


async def relocate(session: Session, located: Mapping[str, Located]) -> None:
    """Note anew where quotes stand, for facts whose document changed and whose wording did not."""
    for fact_id, each in located.items():
        await session.execute(
            update(targets)
            .where(targets.c.kind == "fact", targets.c.id == fact_id)
            .values(**_place_row(each))
        )


async def _bring_up_to_date(session: Session, added: Sequence[Event], located: Mapping[str, Located]) -> None:
    touched = list(dict.fromkeys(event.target for event in added))
    known = await kept(session, touched)
    for event in added:
        known[event.target] = apply(known.get(event.target), event)
    placed = await _placements(session, [target for target in touched if target.id not in located])
    rows = []
    for target in touched:
        each = located.get(target.id) if target.kind == "fact" else None
        place = _place_row(each) if each else placed.get((target.kind, target.id), _NO_PLACE)
        is_blank = known[target].body is None
        rows.append(_target_row(known[target]) | (_NO_PLACE if is_blank else place))
    for part in batches(rows):
        await session.execute(upsert(session, targets), part)


async def _placements(session: Session, asked: Sequence[Target]) -> dict[tuple[str, str], dict[str, str]]:
    found = {}
    facts = [target for target in asked if target.kind == "fact"]
    for part in batches(facts):
        columns = (targets.c.kind, targets.c.id, targets.c.passages, targets.c.terms)
        for row in (await session.execute(select(*columns).where(_about(targets, part)))).all():
            found[row.kind, row.id] = {"passages": row.passages, "terms": row.terms}
    return found


async def _refuse_known_causes(session: Session, causes: Sequence[str]) -> None:
    if causes and await session.scalar(select(events.c.seq).where(events.c.cause.in_(causes)).limit(1)):
        raise ActedBeforeError("This was done before; nothing was done twice.")


def _about(table: Any, asked: Sequence[Target]) -> Any:  # noqa: ANN401  # Table in, a condition out
    id_column = table.c.id if table is targets else table.c.target
    kind_column = table.c.kind if table is targets else table.c.target_kind
    return tuple_(kind_column, id_column).in_([(target.kind, target.id) for target in asked])


def _numbered(new: NewEvent, seq: int, at: datetime) -> Event:
    return Event(
        seq=seq,
        at=at,
        kind=new.kind,
        target=new.target,
        actor=new.actor,
        content_hash=new.content_hash,
        body=new.body,
        changed=new.changed,
        review_by=new.review_by,
        note=new.note,
        origin=new.origin,
        cause=new.cause,
    )


def _place_row(each: Located) -> dict[str, str]:
    return {"passages": _PASSAGES.dump_json(each.passages).decode(), "terms": each.terms}


def _target_row(each: Kept) -> dict[str, Any]:
    return {
        "kind": each.target.kind,
        "id": each.target.id,
        "body": "" if each.body is None else json.dumps(each.body, ensure_ascii=False),
        "standing": _STANDING.dump_json(each.standing).decode(),
        "status": "active" if each.standing.is_active else "retracted",
        "last_seq": each.standing.last_seq,
    }


def _kept(row: RowMapping) -> Kept:
    body = json.loads(row["body"]) if row["body"] else None
    return Kept(Target(row["kind"], row["id"]), body, _STANDING.validate_json(row["standing"]))
