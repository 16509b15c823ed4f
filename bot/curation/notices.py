"""Whoever flags or proposes a fact is told, once and directly, what came of it.

A fact's words are never repeated to them: no take-down would reach a direct message.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.curation.review import Reviews
from bot.delivery.outbox import Letter, Outbox, notices
from bot.domain.handling import UNMARKED, CeilingOf, Tlp
from bot.domain.ledger import Actor, Doubt, Event, EventKind
from bot.domain.postman import Writing
from bot.domain.telling import IsKnown, all_as_told, facts_named, others_named, reason_as_told
from bot.storage import ledger, markings, proposals
from bot.storage.cursors import cursor, move_cursor
from bot.storage.engine import Database, Session
from bot.storage.proposals import Proposal

CURSOR = "notices"
CLOSING: frozenset[EventKind] = frozenset({"verify", "settle", "retract", "revise", "redact", "supersede"})


@dataclass(frozen=True, slots=True)
class FlagOutcome:
    """What came of a flag."""

    flag: Doubt
    event: Event


@dataclass(frozen=True, slots=True)
class ProposalOutcome:
    """What came of a proposal."""

    source_id: str
    proposed_at: datetime
    is_approved: bool
    by: str
    """By name."""
    why: str
    fact_id: str
    """Under which id it is in the base from now on; empty if it is not."""


@dataclass(frozen=True, slots=True)
class NoticeDrawing:
    """How notices read, which is the surface's business."""

    flag: Callable[[FlagOutcome], Writing]
    proposal: Callable[[ProposalOutcome], Writing]


@dataclass(frozen=True, slots=True)
class Notices:
    """Finds outcomes in the ledger, wherever the act was done, and leaves a letter for each."""

    database: Database
    outbox: Outbox
    reviews: Reviews
    drawing: NoticeDrawing
    ceiling_of: CeilingOf

    async def beat(self) -> None:
        """Tell what has come of flags and proposals since the last beat; StorageError if the database fails.

        Who approves tells at once; here is told what a crash cut off.
        """
        async with self.database.reading() as session:
            seen, head = await cursor(session, CURSOR), await ledger.head(session)
            if seen == head:
                return
            events = await self._deciding(session, seen)
            approved = await proposals.approved_between(session, seen, head)
        letters = [letter for event in events for letter in await self._of_event(event)]
        letters += [letter for proposal in approved for letter in await self._of_proposal(proposal)]
        async with self.database.begin() as session:
            for letter in letters:
                await self.outbox.put(session, letter)
            await move_cursor(session, CURSOR, head)

    async def decided(self, proposal: Proposal) -> None:
        """Tell who proposed a fact what was decided."""
        letters = await self._of_proposal(proposal)
        async with self.database.begin() as session:
            for letter in letters:
                await self.outbox.put(session, letter)

    async def _of_proposal(self, proposal: Proposal) -> list[Letter]:
        if proposal.decided_by is None or proposal.decided_by.is_same_person(proposal.by):
            return []
        is_approved = proposal.state == "approved"
        outcome = ProposalOutcome(
            source_id=proposal.source_id,
            proposed_at=proposal.at,
            is_approved=is_approved,
            by=proposal.decided_by.name,
            why=reason_as_told(
                proposal.reason, await self._known_to(proposal.by, facts_named(proposal.reason))
            ),
            fact_id=proposal.fact.id if is_approved and proposal.fact else "",
        )
        async with self.database.reading() as session:
            tlp = await markings.of_proposed(session, proposal.source_id, proposal.fact)
        drawn = self.drawing.proposal(outcome)
        about = (proposal.source_id, *facts_named(drawn.text))
        return notices(f"notice:proposal:{proposal.id}", proposal.by, drawn, tlp, about)

    async def _deciding(self, session: Session, seen: int) -> list[Event]:
        events = await ledger.events_after(session, seen, CLOSING)
        if not events:
            return []
        # Files may change thousands of facts at once, and few were ever flagged.
        flagged = {event.target for event in await ledger.events_after(session, 0, {"flag"})}
        return [event for event in events if event.target in flagged]

    async def _of_event(self, event: Event) -> list[Letter]:
        letters = []
        tlp = await self._marking(event.target.id)
        for flag in await self.reviews.closed_by(event):
            if flag.by.is_same_person(event.actor):
                continue
            is_known = await self._known_to(flag.by, others_named(event) | facts_named(flag.why))
            for told in all_as_told([event], is_known):
                own = replace(flag, why=reason_as_told(flag.why, is_known))
                drawn = self.drawing.flag(FlagOutcome(own, told))
                about = (event.target.id, *facts_named(drawn.text))
                letters += notices(f"notice:{flag.seq}", flag.by, drawn, tlp, about)
        return letters

    async def _known_to(self, person: Actor, named: Iterable[str]) -> IsKnown:
        """Tell which of some facts a person may be told of now."""
        ceiling = await self.ceiling_of(person.slack_id)
        async with self.database.reading() as session:
            hidden = await markings.above(session, named, ceiling)
        return lambda each: each not in hidden

    async def _marking(self, fact_id: str) -> Tlp:
        async with self.database.reading() as session:
            return (await markings.of_facts(session, [fact_id])).get(fact_id, UNMARKED)
