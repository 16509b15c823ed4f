"""What was asked and not answered: each question once, with how often and when."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import Select, and_, bindparam, insert, select, update

from bot.domain.ledger import Actor
from bot.storage.engine import Session, lock
from bot.storage.tables import gaps

AT_LEAST = 2
GapState: TypeAlias = Literal["open", "source", "ignored"]
"""source: a curator has a document that answers it · ignored: nobody wants to hear of it again."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One question that nothing answered."""

    text: str
    count: int
    first_at: datetime
    last_at: datetime
    state: GapState
    decided_by: str
    """The name of who decided; empty while it is open."""
    askers: tuple[str, ...]
    """Their ids, in the order of their first asking; empty unless the settings let them be kept."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One time that a question got no answer."""

    text: str
    at: datetime
    """Aware, UTC."""
    asker: str = ""
    """The id of who asked; empty where that is not kept."""


async def note(session: Session, text: str, now: datetime, asker: str = "") -> None:
    """Count one more asking."""
    await note_all(session, [Asking(text, now, asker)])


async def note_all(session: Session, askings: Sequence[Asking]) -> None:
    """Count several askings, in as many statements as for one; as many as one statement may name."""
    await lock(session, "gaps")
    asked = select(gaps).where(gaps.c.text.in_({each.text for each in askings}))
    known = {gap.text: gap for gap in await _gaps(session, asked)}
    counted = dict(known)
    for each in askings:
        counted[each.text] = _once_more(counted.get(each.text), each)
    new = [
        {**_counted(gap), "text": gap.text, "first_at": gap.first_at, "state": gap.state}
        for text, gap in counted.items()
        if text not in known
    ]
    again = [{**_counted(counted[text]), "asked": text} for text in known]
    if new:
        await session.execute(insert(gaps), new)
    if again:
        # What a curator decides meanwhile stays.
        await session.execute(update(gaps).where(gaps.c.text == bindparam("asked")), again)


def _once_more(gap: Gap | None, asking: Asking) -> Gap:
    asker = (asking.asker,) if asking.asker else ()
    if gap is None:
        return Gap(asking.text, 1, asking.at, asking.at, "open", "", asker)
    askers = tuple(dict.fromkeys((*gap.askers, *asker)))
    return replace(gap, count=gap.count + 1, last_at=max(gap.last_at, asking.at), askers=askers)


def _counted(gap: Gap) -> dict[str, Any]:
    return {"count": gap.count, "last_at": gap.last_at, "askers": json.dumps(gap.askers)}


async def most_asked(session: Session, limit: int) -> list[Gap]:
    """Return the questions that nobody ignores, the most asked first."""
    return await _most_asked(session, select(gaps).where(gaps.c.state != "ignored"), limit)


async def asked_between(session: Session, after: datetime, until: datetime, limit: int) -> list[Gap]:
    """Return the questions without a decision that were last asked in a period, the most asked first.

    One that has been asked again since belongs to a later period, and to no two. What was asked once is its
    asker's own: others may be told of what is asked AT_LEAST times.
    """
    is_told = and_(gaps.c.state == "open", gaps.c["count"] >= AT_LEAST)
    found = select(gaps).where(is_told, gaps.c.last_at > after, gaps.c.last_at <= until)
    return await _most_asked(session, found, limit)


async def mark(session: Session, text: str, state: GapState, by: Actor) -> bool:
    """Note what a curator decided; tell whether the question is known."""
    decided = update(gaps).where(gaps.c.text == text).values(state=state, decided_by=by.name)
    return bool((await session.execute(decided)).rowcount)


async def _most_asked(session: Session, found: Select[Any], limit: int) -> list[Gap]:
    order = (gaps.c["count"].desc(), gaps.c.last_at.desc(), gaps.c.text)
    return await _gaps(session, found.order_by(*order).limit(limit))


async def _gaps(session: Session, found: Select[Any]) -> list[Gap]:
    return [
        Gap(
            row["text"],
            row["count"],
            row["first_at"],
            row["last_at"],
            row["state"],
            row["decided_by"] or "",
            tuple(json.loads(row["askers"])),
        )
        for row in (await session.execute(found)).mappings()
    ]
