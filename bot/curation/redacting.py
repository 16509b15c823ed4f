"""Take-downs: words leave the ledger, and everything else of ours that holds them, for good."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.curation.rules import Act, ActRefusedError, fact_target, reason
from bot.delivery.corrections import LOCK
from bot.domain import Source
from bot.domain.assessment import day_in_words
from bot.domain.facts import source_of
from bot.domain.ledger import Event, Kept, NewEvent, Target
from bot.storage import deliveries, ledger, postings, proposals, synced
from bot.storage.engine import Session, lock
from bot.storage.proposals import Proposal


async def blank_words(session: Session, fact_ids: Collection[str]) -> None:
    """Blank the words of redacted facts wherever they stand beside the ledger."""
    # A message that is being recorded at this moment must not bring the words back.
    await lock(session, LOCK)
    await postings.blank_shown(session, fact_ids)
    await deliveries.blank_words(session, fact_ids)
    for source_id in {source_of(fact_id) for fact_id in fact_ids}:
        every = [each for each in await proposals.of_source(session, source_id) if each.fact]
        words = [_words(each) for each in every if each.fact and each.fact.id in fact_ids]
        for each in every:
            # The same was proposed twice, maybe, and rejected once.
            if each.state != "open" and _words(each) in words:
                await proposals.replace(session, replace(each, fact=None))


def _words(proposal: Proposal) -> tuple[str, tuple[str, ...]] | None:
    fact = proposal.fact
    return (fact.claim, tuple(quote.exact for quote in fact.quotes)) if fact else None


async def take_down_source(session: Session, act: Act, now: datetime) -> Event:
    """Take a document's text away with the words of all its facts; return the event of the source.

    The source itself stays, as retracted: its title and publisher are where the facts were from. Raises
    ActRefusedError if it is unknown or was taken down.
    """
    why = reason(act)
    kept = await _known_source(session, act.fact_id)
    facts = [
        each
        for each in (await ledger.kept(session, await _facts_of(session, act.fact_id))).values()
        if not each.standing.is_redacted
    ]
    new = NewEvent(
        kind="retract",
        target=kept.target,
        actor=act.actor,
        content_hash=kept.standing.content_hash,
        note=why,
        cause=act.cause,
    )
    redactions = [
        replace(new, kind="redact", target=each.target, content_hash=each.standing.content_hash, cause="")
        for each in facts
    ]
    first, *_ = await ledger.append(session, [new, *redactions], now)
    await _take_down_document(session, kept)
    await blank_words(session, {each.target.id for each in facts})
    await _close_proposals(session, act, why, now)
    return first


async def _take_down_document(session: Session, taken: Kept) -> None:
    """Blank the document's text, unless another source that stands rests on the same bytes."""
    sha256 = Source.model_validate(taken.body).sha256
    others = (each for each in await ledger.stored(session, "source") if each.id != taken.target.id)
    if not any(each.is_active and Source.model_validate_json(each.body).sha256 == sha256 for each in others):
        await synced.take_down(session, sha256)


async def _known_source(session: Session, source_id: str) -> Kept:
    target = Target("source", source_id)
    kept = (await ledger.kept(session, [target])).get(target)
    if kept is None:
        raise ActRefusedError(f"The ledger knows no source {source_id}. Look its id up.")
    if kept.standing.retraction:
        done = kept.standing.retraction
        raise ActRefusedError(
            f"{source_id} was taken down on {day_in_words(done.at.date())} by {done.by.name}. Leave it."
        )
    return kept


async def _facts_of(session: Session, source_id: str) -> list[Target]:
    return [fact_target(each) for each in await ledger.ids(session, "fact", begin=f"{source_id}.")]


async def _close_proposals(session: Session, act: Act, why: str, now: datetime) -> None:
    for each in await proposals.of_source(session, act.fact_id):
        closed = replace(each, fact=None)
        if each.state == "open":
            closed = replace(closed, state="rejected", decided_by=act.actor, decided_at=now, reason=why)
        await proposals.replace(session, closed)
