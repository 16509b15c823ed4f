"""Facts that somebody proposes: open until another person approves or rejects them."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import insert, select, update

from bot.domain.facts import Fact
from bot.domain.ledger import Actor, body_of
from bot.storage.engine import Session
from bot.storage.tables import proposals, synced, targets

ProposalState: TypeAlias = Literal["open", "approved", "rejected"]
OPEN = proposals.c.state == "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One fact that somebody proposes."""

    id: str
    fact: Fact | None
    """Numbered 00 until it is approved; None once its words were redacted."""
    source_id: str
    by: Actor
    at: datetime
    editors: tuple[Actor, ...] = ()
    """Who edited it since, first to last: they answer for its words, too."""
    state: ProposalState = "open"
    decided_by: Actor | None = None
    decided_at: datetime | None = None
    reason: str = ""
    """Why it was rejected."""
    seq: int | None = None
    """The event that added the fact."""

    @property
    def authors(self) -> tuple[Actor, ...]:
        """Everybody who wrote its words; the last one last."""
        return (self.by, *self.editors)


async def save(session: Session, proposal: Proposal) -> None:
    """Store a new proposal."""
    await session.execute(insert(proposals).values(**_row(proposal)))


async def replace(session: Session, proposal: Proposal) -> None:
    """Store a proposal in place of what was stored of it."""
    await session.execute(update(proposals).where(proposals.c.id == proposal.id).values(**_row(proposal)))


async def proposal(session: Session, proposal_id: str) -> Proposal | None:
    """Return a proposal, decided or not."""
    row = (await session.execute(select(proposals).where(proposals.c.id == proposal_id))).first()
    return _proposal(row) if row else None


async def open_proposals(session: Session, limit: int) -> list[Proposal]:
    """Return the proposals that await a decision, the oldest first."""
    found = select(proposals).where(OPEN).order_by(proposals.c.proposed_at, proposals.c.id).limit(limit)
    return [_proposal(row) for row in (await session.execute(found)).all()]


async def approved_between(session: Session, after: int, to: int) -> list[Proposal]:
    """Return the proposals that became facts by events of these numbers, the first left out."""
    found = select(proposals).where(proposals.c.seq > after, proposals.c.seq <= to)
    return [_proposal(row) for row in await session.execute(found.order_by(proposals.c.seq))]


async def of_source(session: Session, source_id: str) -> list[Proposal]:
    """Return every proposal about a source's document, decided or not."""
    found = select(proposals).where(proposals.c.source == source_id).order_by(proposals.c.proposed_at)
    return [_proposal(row) for row in (await session.execute(found)).all()]


async def of_proposer(session: Session, actor_id: str) -> list[Proposal]:
    """Return every fact that somebody proposed, decided or not, the newest first."""
    found = select(proposals).where(proposals.c.proposed_by_id == actor_id)
    order = (proposals.c.proposed_at.desc(), proposals.c.id)
    return [_proposal(row) for row in (await session.execute(found.order_by(*order))).all()]


async def last_number(session: Session, source_id: str) -> int:
    """Return the highest number that a fact of a source bears or bore, anywhere; 0 if there is none."""
    begin = f"{source_id}."
    said = select(synced.c.id).where(synced.c.kind == "fact", synced.c.id.startswith(begin, autoescape=True))
    known = select(targets.c.id).where(
        targets.c.kind == "fact", targets.c.id.startswith(begin, autoescape=True)
    )
    numbers = (each.removeprefix(begin) for each in await session.scalars(said.union(known)))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _row(each: Proposal) -> dict[str, Any]:
    # The editors stand beside the fact: they belong to its words.
    wording = {
        "fact": body_of(each.fact) if each.fact else None,
        "editors": [[editor.id, editor.name] for editor in each.editors],
    }
    return {
        "id": each.id,
        "fact": json.dumps(wording, ensure_ascii=False),
        "source": each.source_id,
        "proposed_by_id": each.by.id,
        "proposed_by_name": each.by.name,
        "proposed_at": each.at,
        "state": each.state,
        "decided_by_id": each.decided_by.id if each.decided_by else None,
        "decided_by_name": each.decided_by.name if each.decided_by else None,
        "decided_at": each.decided_at,
        "reason": each.reason,
        "seq": each.seq,
    }


def _proposal(row: Any) -> Proposal:  # noqa: ANN401  # a row of the table
    wording = json.loads(row.fact)
    return Proposal(
        id=row.id,
        fact=Fact.model_validate(wording["fact"]) if wording["fact"] else None,
        source_id=row.source,
        by=Actor(row.proposed_by_id, row.proposed_by_name),
        at=row.proposed_at,
        editors=tuple(Actor(*each) for each in wording["editors"]),
        state=row.state,
        decided_by=Actor(row.decided_by_id, row.decided_by_name) if row.decided_by_id else None,
        decided_at=row.decided_at,
        reason=row.reason,
        seq=row.seq,
    )
