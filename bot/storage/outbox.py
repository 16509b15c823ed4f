"""What is to be posted: one row a message, which one worker at a time holds, for a while.

due → posting → sent or failed. A row that is found in `posting` with its lease run out was given up by
whoever held it (the process died, or nobody answered): what came of that try is in doubt.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import ColumnElement, RowMapping, and_, delete, exists, func, or_, select, true, update

from bot.domain.handling import Tlp
from bot.storage.engine import Session
from bot.storage.paces import is_ahead, is_paused
from bot.storage.statements import batches, insert_unless_there
from bot.storage.tables import outbox

ROWS_A_STATEMENT = 100
"""With eleven values each, below the number that either database takes."""

LOOKED_BACK = timedelta(days=1)
"""For a message whose first try a wrong clock noted."""

CHANGING = "correction"
"""The kind of messages that change another one, too; of one thread, one at a time."""

State: TypeAlias = Literal["due", "posting", "sent", "failed"]
Payload: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewRow:
    """A message before it is tried."""

    key: str
    kind: str
    channel: str
    thread_ts: str | None
    payload: Payload
    tlp: Tlp
    """The strictest marking of what it says."""


@dataclass(frozen=True, slots=True)
class Row(NewRow):
    """A message that is to be posted, or was; once it was, nothing is kept of what it says."""

    state: State
    attempts: int
    not_before: datetime
    lease_until: datetime | None
    first_try_at: datetime | None
    ts: str | None
    error: str | None

    @property
    def is_in_doubt(self) -> bool:
        """Whether an earlier try may have posted it."""
        # Who put it to try it at once may have had to do so without the database: no try was counted.
        return self.state == "posting" or (self.first_try_at is not None and self.attempts == 0)


_AS_STORED = tuple(each.name for each in fields(Row) if each.name != "payload")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that one worker holds until its lease runs out."""

    row: Row
    owner: str
    """A name of this claim alone."""
    attempts: int
    """This one included."""
    since: datetime
    """When it was first tried."""
    is_in_doubt: bool


async def moment(session: Session, given: datetime) -> datetime:
    """Return the time by the database's clock, which all its users share; on SQLite the given one."""
    if session.dialect.name == "postgresql":
        found: datetime = (await session.execute(select(func.clock_timestamp()))).scalar_one()
        return found
    return given


async def put(
    session: Session, rows: Iterable[NewRow], given_now: datetime, *, is_tried: bool = False
) -> int:
    """Add messages that are to be posted, and return how many are new: a key is taken once.

    `is_tried` says that whoever puts them may post them, too.
    """
    now = await moment(session, given_now)
    values = [
        {
            "key": each.key,
            "kind": each.kind,
            "channel": each.channel,
            "thread_ts": each.thread_ts,
            "payload": json.dumps(each.payload, ensure_ascii=False),
            "tlp": each.tlp,
            "state": "due",
            "attempts": 0,
            "first_try_at": now if is_tried else None,
            "not_before": now,
            "created_at": now,
        }
        for each in rows
    ]
    added = 0
    for part in batches(values, ROWS_A_STATEMENT):
        inserted = insert_unless_there(session, outbox).values(part).returning(outbox.c.key)
        added += len((await session.execute(inserted)).all())
    return added


async def find(session: Session, key: str) -> Row | None:
    """Return one message."""
    found = (await session.execute(select(outbox).where(outbox.c.key == key))).mappings().first()
    return _row(found) if found else None


async def waiting(session: Session) -> int:
    """Return how many messages are not posted yet."""
    counted = select(func.count()).where(outbox.c.state.in_(("due", "posting")))
    return int(await session.scalar(counted) or 0)


async def ready(session: Session, now: datetime, *, with_changes: bool, limit: int) -> list[Row]:
    """Return messages that may be claimed, oldest first; those that change others only if that is asked.

    What another transaction is changing is passed over, as is what its channel's pace holds back.
    """
    found: list[RowMapping] = []
    # Each state by itself: the index has it in order, and of the thousands that may wait a few are read.
    for is_ready in (_is_due(now), _is_given_up(now)):
        oldest = (
            select(outbox)
            .where(is_ready, ~_is_held_back(now), ~is_paused(outbox.c.channel, now))
            .where(true() if with_changes else outbox.c.kind != CHANGING)
            .order_by(outbox.c.created_at, outbox.c.key)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found += (await session.execute(oldest)).mappings()
    found.sort(key=lambda row: (row["created_at"], row["key"]))
    return [_row(row) for row in found[:limit]]


async def claim(
    session: Session, row: Row, owner: str, now: datetime, lease_until: datetime
) -> Claimed | None:
    """Take a message until the lease runs out; None if somebody else has it, or it is not due."""
    since = row.first_try_at or now
    if since > now:  # by a clock that ran ahead
        since = now - LOOKED_BACK
    taken = await session.execute(
        update(outbox)
        .where(outbox.c.key == row.key, _is_ready(now))
        .values(
            state="posting",
            owner=owner,
            lease_until=lease_until,
            attempts=outbox.c.attempts + 1,
            first_try_at=since,
        )
    )
    return Claimed(row, owner, row.attempts + 1, since, row.is_in_doubt) if taken.rowcount else None


async def is_held(session: Session, claimed: Claimed, now: datetime) -> bool:
    """Tell whether a claim still holds."""
    held = select(outbox.c.key).where(_is_held_by(claimed), outbox.c.lease_until > now)
    return await session.scalar(held) is not None


async def confirm(session: Session, claimed: Claimed, ts: str | None) -> bool:
    """Note that a message stands; False if somebody else has taken it meanwhile."""
    return await _change(session, claimed, state="sent", ts=ts, payload="{}")


async def fail(session: Session, claimed: Claimed, error: str) -> bool:
    """Note that a message will not be taken; False if somebody else has it meanwhile."""
    return await _change(session, claimed, state="failed", error=error, payload="{}")


async def postpone(session: Session, claimed: Claimed, until: datetime) -> None:
    """Give a message back of which this try did nothing; what was in doubt stays in doubt."""
    if claimed.is_in_doubt:
        await _change(session, claimed, lease_until=until, attempts=claimed.attempts - 1)
    else:
        await _change(session, claimed, state="due", not_before=until, attempts=claimed.attempts - 1)


async def leave(session: Session, claimed: Claimed, until: datetime) -> None:
    """Give a message up, of which nobody knows whether it stands, until then."""
    await _change(session, claimed, lease_until=until)


async def revive(session: Session, row: NewRow, now: datetime) -> None:
    """Let a message be tried again that was not taken; if an earlier try is in doubt, it is looked up."""
    values = {"state": "due", "attempts": 0, "error": None, "not_before": now, "tlp": row.tlp}
    payload = json.dumps(row.payload, ensure_ascii=False)
    failed = update(outbox).where(outbox.c.key == row.key, outbox.c.state == "failed")
    await session.execute(failed.values(**values, payload=payload))
    await put(session, [row], now)  # where it is not known any more


async def untried_changes(session: Session) -> list[Row]:
    """Return the changes that nobody has begun with."""
    found = select(outbox).where(outbox.c.kind == CHANGING, _is_untried())
    return [_row(row) for row in (await session.execute(found)).mappings()]


async def withdraw(session: Session, keys: Sequence[str]) -> set[str]:
    """Take messages back that nobody has begun with, and return the keys of those that were."""
    gone: set[str] = set()
    for part in batches(keys):
        taken = delete(outbox).where(outbox.c.key.in_(part), _is_untried()).returning(outbox.c.key)
        gone.update((await session.execute(taken)).scalars())
    return gone


async def fail_untried_changes(session: Session, channel: str, error: str) -> int:
    """Note that nothing can be changed in a channel, and return how many changes were waiting."""
    failed = (
        update(outbox)
        .where(outbox.c.kind == CHANGING, outbox.c.channel == channel, _is_untried())
        .values(state="failed", error=error, payload="{}")
    )
    return (await session.execute(failed)).rowcount


async def forget_before(session: Session, created_before: datetime) -> None:
    """Drop the messages that are over, and were put before a moment."""
    is_over = outbox.c.state.in_(("sent", "failed"))
    await session.execute(delete(outbox).where(is_over, outbox.c.created_at < created_before))


def _is_ready(now: datetime) -> ColumnElement[bool]:
    return and_(or_(_is_due(now), _is_given_up(now)), ~_is_held_back(now))


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(outbox.c.state == "due", ~is_ahead(outbox.c.not_before, now))


def _is_given_up(now: datetime) -> ColumnElement[bool]:
    return and_(outbox.c.state == "posting", ~is_ahead(outbox.c.lease_until, now))


def _is_held_back(now: datetime) -> ColumnElement[bool]:
    return and_(outbox.c.kind == CHANGING, _is_thread_taken(now))


def _is_thread_taken(now: datetime) -> ColumnElement[bool]:
    """Be true where somebody is changing messages of the same thread: an older change may still come late."""
    other = outbox.alias()
    return exists(
        select(other.c.key).where(
            other.c.channel == outbox.c.channel,
            other.c.thread_ts == outbox.c.thread_ts,
            other.c.key != outbox.c.key,
            other.c.kind == CHANGING,
            other.c.state == "posting",
            is_ahead(other.c.lease_until, now),
        )
    )


def _is_untried() -> ColumnElement[bool]:
    return and_(outbox.c.state == "due", outbox.c.first_try_at.is_(None))


def _is_held_by(claimed: Claimed) -> ColumnElement[bool]:
    return and_(outbox.c.key == claimed.row.key, outbox.c.owner == claimed.owner, outbox.c.state == "posting")


async def _change(session: Session, claimed: Claimed, **values: Any) -> bool:  # noqa: ANN401  # of any column
    changed = await session.execute(update(outbox).where(_is_held_by(claimed)).values(**values))
    return bool(changed.rowcount)


def _row(row: RowMapping) -> Row:
    return Row(payload=json.loads(row["payload"]), **{name: row[name] for name in _AS_STORED})
