"""How much awaits a curator's judgement, counted by reason."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import get_args

from sqlalchemy import ColumnElement, case, func, select

from bot.storage.engine import Session
from bot.storage.reviews import Judged, awaits
from bot.storage.statements import batches
from bot.storage.tables import targets


async def awaiting_counts(session: Session, today: date, hidden: Collection[str]) -> Counter[Judged]:
    """Count the active facts that await judgement, without the hidden ones."""
    counts = await _counted(session, today)
    for part in batches(sorted(hidden)):
        counts -= await _counted(session, today, targets.c.id.in_(part))
    return counts


async def _counted(session: Session, today: date, *which: ColumnElement[bool]) -> Counter[Judged]:
    reasons: tuple[Judged, ...] = get_args(Judged)
    sums = (func.sum(case((awaits(session, why, today), 1), else_=0)) for why in reasons)
    found = select(*sums).where(targets.c.kind == "fact", targets.c.status == "active", *which)
    row = (await session.execute(found)).one()
    return Counter({why: count or 0 for why, count in zip(reasons, row, strict=True)})
