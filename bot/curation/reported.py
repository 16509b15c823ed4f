"""What one person has flagged and proposed, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.curation.life import DONE
from bot.curation.notices import CLOSING
from bot.domain import FactBase
from bot.domain.handling import Tlp, is_within
from bot.domain.ledger import Actor, Event
from bot.domain.telling import IsKnown, all_as_told, as_told, reason_as_told
from bot.storage import ledger, markings, proposals
from bot.storage.engine import Database
from bot.storage.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a report."""

    done: str
    """`verified`, `retracted`; of a proposal, `approved` or `rejected`."""
    by: str
    """By name."""
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """A flag, or a proposal."""

    about: str
    """The id of the fact; of a proposal that is not approved, that of its document."""
    words: str
    """Why it was flagged, or what was proposed; empty once that may not be told (any more)."""
    at: datetime
    outcome: Outcome | None
    """None while it is open."""


@dataclass(frozen=True, slots=True)
class Reports:
    """All that somebody has reported: what is open first, and the newest first."""

    flags: tuple[Report, ...]
    proposals: tuple[Report, ...]


class Reported:
    """Finds what people have reported; StorageError if the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, actor: Actor, ceiling: Tlp, base: FactBase) -> Reports:
        """Return what somebody has reported, as far as they may be told of it now: under a ceiling.

        The base holds nothing above the ceiling.
        """

        def is_known(fact_id: str) -> bool:
            return fact_id in base.facts or fact_id in base.withdrawn

        async with self._database.reading() as session:
            raised = [
                each for each in await ledger.acts_of(session, actor.id, "flag") if is_known(each.target.id)
            ]
            histories = await ledger.histories(session, {each.target for each in raised})
            proposed = [
                each
                for each in await proposals.of_proposer(session, actor.id)
                if is_within(await markings.of_proposed(session, each.source_id, each.fact), ceiling)
            ]
        flags = (
            _of_flag(as_told(flag, is_known), all_as_told(histories[flag.target], is_known))
            for flag in reversed(raised)
        )
        return Reports(_open_first(flags), _open_first(_of_proposal(each, is_known) for each in proposed))


def _open_first(reports: Iterable[Report]) -> tuple[Report, ...]:
    return tuple(sorted(reports, key=lambda each: each.outcome is not None))


def _of_flag(flag: Event, history: Iterable[Event]) -> Report:
    act = next((each for each in history if each.seq > flag.seq and each.kind in CLOSING), None)
    outcome = Outcome(DONE[act.kind], act.actor.name, act.at, act.note) if act else None
    return Report(flag.target.id, flag.note, flag.at, outcome)


def _of_proposal(each: Proposal, is_known: IsKnown) -> Report:
    outcome = None
    if each.decided_by and each.decided_at:
        why = reason_as_told(each.reason, is_known)
        outcome = Outcome(each.state, each.decided_by.name, each.decided_at, why)
    about = each.fact.id if each.fact and each.state == "approved" else each.source_id
    return Report(about, each.fact.claim if each.fact else "", each.at, outcome)
