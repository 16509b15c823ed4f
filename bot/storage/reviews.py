"""What awaits a curator's judgement, and which person has taken which card."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import JSON, ColumnElement, and_, cast, func, not_, select, type_coerce, update

from bot.domain.ledger import Actor, Body, Standing
from bot.storage.engine import Session
from bot.storage.statements import insert_unless_there
from bot.storage.tables import postings, reviews, targets

Judged: TypeAlias = Literal["flagged", "disputed", "stale", "unverified"]

_STANDING = TypeAdapter(Standing)
# A text within the JSON cannot look like this or its like: its own quotation marks are escaped there.
_NO_DISPUTES = '"disputes":[]'


@dataclass(frozen=True, slots=True)
class Awaiting:
    """One fact that awaits judgement."""

    fact_id: str
    body: Body
    standing: Standing
    shown: int
    """How many messages show it."""


@dataclass(frozen=True, slots=True)
class Take:
    """Who has taken a card, and where the card stands in Slack."""

    by: Actor | None = None
    at: datetime | None = None
    channel: str = ""
    ts: str = ""


async def awaiting(
    session: Session, why: Judged, today: date, limit: int, *, skip: int = 0
) -> list[Awaiting]:
    """Return the active facts that await judgement for one reason, the most shown first, but for some."""
    shown = select(postings.c.fact_id, func.count().label("shown")).group_by(postings.c.fact_id).subquery()
    times = func.coalesce(shown.c.shown, 0)
    found = (
        select(targets.c.id, targets.c.body, targets.c.standing, times.label("shown"))
        .outerjoin(shown, shown.c.fact_id == targets.c.id)
        .where(targets.c.kind == "fact", targets.c.status == "active", awaits(session, why, today))
        .order_by(times.desc(), targets.c.id)
        .limit(limit)
        .offset(skip)
    )
    return [
        Awaiting(row.id, json.loads(row.body), _STANDING.validate_json(row.standing), row.shown)
        for row in (await session.execute(found)).all()
    ]


async def disputed(session: Session) -> list[str]:
    """Return the active facts with an open dispute, flagged or not."""
    is_fact = (targets.c.kind == "fact", targets.c.status == "active")
    found = select(targets.c.id).where(*is_fact, not_(targets.c.standing.contains(_NO_DISPUTES)))
    return sorted(await session.scalars(found))


async def times_shown(session: Session, fact_id: str) -> int:
    """Count the messages that show a fact."""
    found = select(func.count()).select_from(postings).where(postings.c.fact_id == fact_id)
    return await session.scalar(found) or 0


async def takes(session: Session) -> dict[str, Take]:
    """Return every card that somebody has taken or that stands in Slack, by its subject."""
    return {row.subject: _take(row) for row in (await session.execute(select(reviews))).all()}


async def take_of(session: Session, subject: str) -> Take:
    """Return who has taken a card, and where it stands."""
    row = (await session.execute(select(reviews).where(reviews.c.subject == subject))).first()
    return _take(row) if row else Take()


async def note_taken(session: Session, subject: str, by: Actor, at: datetime) -> None:
    """Note who has a card from now on."""
    await _change(session, subject, taken_by_id=by.id, taken_by_name=by.name, taken_at=at)


async def note_card(session: Session, subject: str, channel: str, ts: str) -> None:
    """Note where in Slack a card stands."""
    await _change(session, subject, card_channel=channel, card_ts=ts)


async def release(session: Session, subject: str) -> None:
    """Note that nobody has a card any more."""
    free = {"taken_by_id": None, "taken_by_name": None, "taken_at": None}
    await session.execute(update(reviews).where(reviews.c.subject == subject).values(free))


async def _change(session: Session, subject: str, **values: Any) -> None:  # noqa: ANN401  # columns of the table
    await session.execute(insert_unless_there(session, reviews).values(subject=subject))
    await session.execute(update(reviews).where(reviews.c.subject == subject).values(values))


def awaits(session: Session, why: Judged, today: date) -> ColumnElement[bool]:
    """Say in SQL what domain's Standing says of a fact; each fact awaits judgement for one reason."""
    no_flags, no_disputes, unverified = (
        targets.c.standing.contains(part) for part in ('"flags":[]', _NO_DISPUTES, '"verification":null')
    )
    in_use = and_(no_flags, no_disputes, targets.c.standing.contains('"superseded_by":[]'))
    match why:
        case "flagged":
            return not_(no_flags)
        case "disputed":
            return and_(no_flags, not_(no_disputes))
        case "stale":
            return and_(in_use, not_(unverified), _review_by(session) < today.isoformat())
        case "unverified":
            return and_(in_use, unverified)


def _review_by(session: Session) -> ColumnElement[str]:
    is_server = session.dialect.name == "postgresql"
    standing = cast(targets.c.standing, JSON) if is_server else type_coerce(targets.c.standing, JSON)
    found: ColumnElement[str] = standing[("verification", "review_by")].as_string()
    return found


def _take(row: Any) -> Take:  # noqa: ANN401  # a row of the table
    by = Actor(row.taken_by_id, row.taken_by_name) if row.taken_by_id else None
    return Take(by, row.taken_at, row.card_channel or "", row.card_ts or "")
