"""What a reading comes to in one state, for whoever follows whatever. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.digests.reading import Period, Reading
from bot.digests.sections import Change, changes_in
from bot.domain import FactBase


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What digests of one period have in common."""

    changes: tuple[Change, ...]
    due: tuple[tuple[date, str], ...]
    """The facts whose verification has run out, since when; the longest due first."""
    disputed: tuple[str, ...]
    """Facts with an open dispute, the last disputed first; only in a summary."""
    asked: tuple[tuple[str, int], ...]
    shown: Mapping[str, Mapping[str, int]]
    last_redaction: int
    """These three as in a reading."""


def outcome_of(reading: Reading, period: Period, base: FactBase) -> Outcome:
    """Say what a reading comes to; it is at least as new as the base.

    This may take a while, and touches nothing that changes: it may be done beside the loop.
    """
    return Outcome(
        changes=changes_in(reading.histories, period.from_seq, base.head),
        due=tuple(sorted(_due(reading, period, base))),
        disputed=_disputed(reading, base),
        asked=reading.asked,
        shown=reading.shown,
        last_redaction=reading.last_redaction,
    )


def _due(reading: Reading, period: Period, base: FactBase) -> Iterator[tuple[date, str]]:
    """Yield what has run out; a day on which a verification holds is over before it has."""
    first_on = date.min if period.is_summary else period.from_at.date()
    for fact_id in reading.running_out:
        standing = base.standings.get(fact_id)
        if standing and standing.verification:
            review_by = standing.verification.review_by
            if first_on <= review_by < period.to_at.date():
                yield review_by, fact_id


def _disputed(reading: Reading, base: FactBase) -> tuple[str, ...]:
    standings = {fact_id: base.standings.get(fact_id) for fact_id in reading.disputed}
    last = {each: now.disputes[-1].seq for each, now in standings.items() if now and now.disputes}
    return tuple(sorted(last, key=lambda each: -last[each]))
