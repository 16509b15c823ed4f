"""Facts proposed in Slack: checked at once, and one other person's approval away from the ledger."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.curation.rules import Act, ActRefusedError, fact_target, reason
from bot.curation.wording import (
    Drafted,
    ProposedFact,
    Ready,
    examine,
    merged,
    read_draft,
    replacements,
)
from bot.domain import Fact
from bot.domain.assessment import day_in_words
from bot.domain.handling import STRICTEST, Tlp, is_within
from bot.domain.ledger import Actor, Event, NewEvent, body_of, content_hash
from bot.factbase.checking import Remark, no_document
from bot.storage import ledger, markings, proposals, reviews
from bot.storage.engine import Database, Session, lock
from bot.storage.proposals import Proposal

MOST_OPEN = 200
"""Proposals in one list."""
_ID_BYTES = 6


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of a proposal: it is stored, unless a remark is an error."""

    proposal: Proposal | None
    remarks: tuple[Remark, ...]


class Proposals:
    """The queue of proposed facts.

    What is not possible raises ActRefusedError, a database that fails StorageError. A `ceiling` is that of
    whoever acts: what is above it is not there for them.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def check(self, draft: ProposedFact, *, ceiling: Tlp = STRICTEST) -> tuple[Remark, ...]:
        """Run the checks of `footnote check` on a draft, and store nothing."""
        async with self._database.reading() as session:
            return (await _read(session, draft, ceiling)).remarks

    async def propose(self, draft: ProposedFact, actor: Actor, *, ceiling: Tlp = STRICTEST) -> Proposed:
        """Store a draft for somebody else to decide, unless a check finds an error."""
        async with self._database.begin() as session:
            # The document is not taken down between the check and the end.
            await lock(session, "ledger")
            read = await _read(session, draft, ceiling)
            if read.ready is None:
                return Proposed(None, read.remarks)
            made = Proposal(
                id=secrets.token_hex(_ID_BYTES),
                fact=read.ready.fact,
                source_id=draft.source_id,
                by=actor,
                at=self._now(),
            )
            await proposals.save(session, made)
            return Proposed(made, read.remarks)

    async def edit(
        self, proposal_id: str, fields: Mapping[str, Any], actor: Actor, *, ceiling: Tlp = STRICTEST
    ) -> Proposed:
        """Replace fields of an open proposal, None taking one away; who edits becomes one of its authors."""
        async with self._database.begin() as session:
            before, wording = await _open(session, proposal_id)
            draft = ProposedFact(before.source_id, merged(wording, fields))
            read = await read_draft(session, draft, ceiling=ceiling)
            if read.ready is None:
                return Proposed(None, read.remarks)
            after = replace(before, fact=read.ready.fact, editors=(*before.editors, actor))
            await proposals.replace(session, after)
            return Proposed(after, read.remarks)

    async def approve(
        self, proposal_id: str, actor: Actor, *, cause: str = "", ceiling: Tlp = STRICTEST
    ) -> tuple[Event, ...]:
        """Add the fact to the ledger under the next free number; not as one of its authors.

        It is checked once more, since the base may have changed. Returns the event that adds it, then
        those by which it takes the place of others.
        """
        async with self._database.begin() as session:
            await lock(session, "ledger")
            if cause and (done := await ledger.by_cause(session, cause)):
                return (done,)
            asked, wording = await _open(session, proposal_id)
            _refuse_authors(asked, actor)
            read = await examine(session, wording)
            if read.ready is None:
                told = (await examine(session, wording, ceiling)).remarks
                problem = next(
                    (each.message for each in told if each.level == "error"), "a check refuses it."
                )
                raise ActRefusedError(f"The base has changed since this was proposed: {problem}")
            return await self._add(session, asked, read.ready, Act("add", proposal_id, actor, cause=cause))

    async def reject(self, proposal_id: str, actor: Actor, why: str) -> Proposal:
        """Decline a proposal, with a reason."""
        async with self._database.begin() as session:
            asked, _ = await _open(session, proposal_id)
            said = reason(Act("retract", "the proposal", actor, why))
            decided = replace(asked, state="rejected", decided_by=actor, decided_at=self._now(), reason=said)
            await _decide(session, decided)
            return decided

    async def open(self) -> list[Proposal]:
        """List what awaits a decision, the oldest first, at most 200."""
        async with self._database.reading() as session:
            return await proposals.open_proposals(session, MOST_OPEN)

    async def get(self, proposal_id: str) -> Proposal:
        """Return one proposal, decided or not."""
        async with self._database.reading() as session:
            return await _known(session, proposal_id)

    async def _add(self, session: Session, asked: Proposal, read: Ready, act: Act) -> tuple[Event, ...]:
        number = await proposals.last_number(session, asked.source_id) + 1
        fact = read.fact.model_copy(update={"id": f"{asked.source_id}.{number:02}"})
        by_whom = f"proposed by {asked.by.name}, " if asked.editors else ""
        add = NewEvent(
            kind="add",
            target=fact_target(fact.id),
            actor=asked.authors[-1],
            content_hash=content_hash(fact),
            body=body_of(fact),
            note=f"{by_whom}approved by {act.actor.name}",
            cause=act.cause,
        )
        now = self._now()
        new = [add, *await replacements(session, add, before=())]
        events = await ledger.append(session, new, now, {fact.id: read.located})
        approved = replace(asked, fact=fact, state="approved", decided_by=act.actor, decided_at=now)
        await _decide(session, replace(approved, seq=events[0].seq))
        return events


async def _read(session: Session, draft: ProposedFact, ceiling: Tlp) -> Drafted:
    """Check a draft, unless its document is unknown to whoever wrote it."""
    if not is_within(await markings.of_source(session, draft.source_id), ceiling):
        return Drafted(None, no_document(draft.source_id))
    return await read_draft(session, draft, ceiling=ceiling)


async def _known(session: Session, proposal_id: str) -> Proposal:
    found = await proposals.proposal(session, proposal_id)
    if found is None:
        raise ActRefusedError(f"There is no proposal {proposal_id}. Look at the queue again.")
    return found


async def _open(session: Session, proposal_id: str) -> tuple[Proposal, Fact]:
    """Return an open proposal and its fact, which nobody else decides or edits meanwhile."""
    # Two decisions at once: the second reads what the first wrote.
    await lock(session, "ledger")
    found = await _known(session, proposal_id)
    if found.state == "open" and found.fact:
        return found, found.fact
    raise ActRefusedError(decided_in_words(found))


def decided_in_words(decided: Proposal) -> str:
    """Say by whom and when a proposal was decided."""
    by = decided.decided_by.name if decided.decided_by else ""
    on = f" on {day_in_words(decided.decided_at.date())}" if decided.decided_at else ""
    return f"The proposal was {decided.state} by {by}{on}. Nothing is left to decide."


def _refuse_authors(asked: Proposal, actor: Actor) -> None:
    if any(author.is_same_person(actor) for author in asked.authors):
        raise ActRefusedError("You wrote this proposal, or a part of it: somebody else has to approve it.")


async def _decide(session: Session, decided: Proposal) -> None:
    await proposals.replace(session, decided)
    await reviews.release(session, f"proposal:{decided.id}")
