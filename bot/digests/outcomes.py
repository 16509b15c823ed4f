"""What a reading comes to in one state, for whoever follows whatever. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.digests.reading import Period, Reading
from bot.digests.sections import Change, changes_in
from bot.domain import FactBase
from bot.domain.handling import Tlp, is_within
from bot.domain.ledger import Kept
from bot.domain.telling import all_as_told


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


def outcome_of(reading: Reading, period: Period, base: FactBase, ceiling: Tlp) -> Outcome:
    """Say what a reading comes to under a ceiling; it is at least as new as the base, which is within that.

    This may take a while, and touches nothing that changes: it may be done beside the loop.
    """
    histories = (
        tuple(all_as_told(each, lambda fact_id: _is_known(base, fact_id))) for each in reading.histories
    )
    return Outcome(
        changes=tuple(_within(changes_in(histories, period.from_seq, base.head), base, ceiling)),
        due=tuple(sorted(_due(reading, period, base))),
        disputed=_disputed(reading, base),
        asked=reading.asked,
        shown=reading.shown,
        last_redaction=reading.last_redaction,
    )


def _within(changes: Iterable[Change], base: FactBase, ceiling: Tlp) -> Iterator[Change]:
    """Yield the changes that may be told; a fact is new where it could not be told before."""
    for change in changes:
        if _is_known(base, change.fact_id):
            yield change if _could_be_told(change.before, ceiling) else replace(change, before=None)


def _is_known(base: FactBase, fact_id: str) -> bool:
    return fact_id in base.facts or fact_id in base.withdrawn


def _could_be_told(before: Kept | None, ceiling: Tlp) -> bool:
    own: Tlp = (before.body or {}).get("tlp", "CLEAR") if before else "CLEAR"
    return is_within(own, ceiling)


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
