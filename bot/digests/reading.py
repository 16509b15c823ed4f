"""What a digest needs of the database, read at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.domain.ledger import Event
from bot.storage import gaps, ledger, postings, reviews, stretches
from bot.storage.engine import Session

LOOKED_AT = 20
"""Questions without an answer: some of them have one by now."""


class Period(NamedTuple):
    """What a digest covers; most of those that are due in one minute cover the same."""

    from_seq: int
    from_at: datetime
    to_at: datetime
    is_summary: bool
    """Whether it also tells what has been so for longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the database says of a period."""

    histories: tuple[tuple[Event, ...], ...]
    """The whole life of each fact that something happened to since the beginning of the period."""
    shown: Mapping[str, Mapping[str, int]]
    """How many messages show each of these facts, by channel."""
    asked: tuple[tuple[str, int], ...]
    """Questions without an answer, and how often each was asked; the most asked first."""
    running_out: tuple[str, ...]
    """Facts with a verification that runs out in the period: in a summary, that has run out."""
    disputed: tuple[str, ...]
    """Facts with an open dispute; only in a summary."""
    last_redaction: int
    """The last event of the period that took words away; 0 if there is none."""


async def read(session: Session, period: Period) -> Reading:
    """Read what a digest of a period needs."""
    touches = await stretches.touches_after(session, period.from_seq)
    touched = dict.fromkeys(touch.target for touch in touches if touch.target.kind == "fact")
    histories = await ledger.histories(session, touched)
    first_on = date.min if period.is_summary else period.from_at.date()
    since = datetime.min.replace(tzinfo=period.from_at.tzinfo) if period.is_summary else period.from_at
    asked = await gaps.asked_between(session, since, period.to_at, LOOKED_AT)
    return Reading(
        histories=tuple(histories.values()),
        shown=await postings.times_shown(session, {target.id for target in touched}),
        asked=tuple((gap.text, gap.count) for gap in asked),
        running_out=tuple(await ledger.verified_until(session, first_on, period.to_at.date())),
        disputed=tuple(await reviews.disputed(session)) if period.is_summary else (),
        last_redaction=max((touch.seq for touch in touches if touch.kind == "redact"), default=0),
    )
