"""The cards of what awaits a curator: what is flagged, proposed, disputed, stale or unverified."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, TypeAlias, get_args

from bot.curation.proposals import MOST_OPEN, decided_in_words
from bot.curation.rules import ActRefusedError, fact_target
from bot.domain import Fact
from bot.domain.handling import UNMARKED, Tlp, is_within, may_see
from bot.domain.ledger import Actor, Doubt, Event, Standing, fold
from bot.domain.telling import named_in_standing, standing_as_told
from bot.storage import ledger, markings, proposals, reviews
from bot.storage.engine import Database, Session, lock
from bot.storage.proposals import Proposal
from bot.storage.reviews import Judged, Take

LOOKED_AT = 500
"""Facts read at a time where some are above the ceiling of whoever looks."""
CARDS = 20
"""In one queue: more than anybody reviews at a sitting."""
TAKEN_FOR = timedelta(hours=2)
"""Then somebody else may take a card: whoever had it has gone home."""
Why: TypeAlias = Literal["flagged", "proposed", "disputed", "stale", "unverified"]
"""Why a card is in the queue, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to decide."""

    subject: str
    """`fact:<id>` or `proposal:<id>`."""
    why: Why
    fact: Fact
    tlp: Tlp
    standing: Standing | None = None
    """What the ledger says of it; None for a proposal."""
    proposal: Proposal | None = None
    shown: int = 0
    """How many messages show it."""
    taken: Take = field(default_factory=Take)
    """Who is at it, if anybody is, and where the card stands in Slack."""

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is open against it: by whom, when and why, first to last."""
        return _doubts(self.standing) if self.standing else ()


class Reviews:
    """The queue, and who has taken which of its cards.

    What is not possible raises ActRefusedError, a database that fails StorageError. A `ceiling` is that of
    whoever looks or acts: what is above it is not there for them.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def queue(self, ceiling: Tlp, *, limit: int = CARDS) -> list[Card]:
        """Return what awaits a decision: by reason, and within a reason the most shown first."""
        cards: list[Card] = []
        async with self._database.reading() as session:
            for why in get_args(Why):
                cards += await self._cards(session, why, ceiling, limit - len(cards))
            taken = await reviews.takes(session)
        return [replace(card, taken=self._in_force(taken.get(card.subject, Take()))) for card in cards]

    async def card(self, subject: str, ceiling: Tlp) -> Card:
        """Return one card by its subject, also where nothing awaits a decision."""
        async with self._database.reading() as session:
            return await self._card(session, subject, ceiling)

    async def take(self, subject: str, actor: Actor, ceiling: Tlp) -> Card:
        """Give a card to one person for two hours; refused while somebody else has it."""
        async with self._database.begin() as session:
            await lock(session, "reviews")
            card = await self._card(session, subject, ceiling)
            if card.proposal and card.proposal.state != "open":
                raise ActRefusedError(decided_in_words(card.proposal))
            has = card.taken.by
            if has and card.taken.at and not has.is_same_person(actor):
                raise ActRefusedError(
                    f"{has.name} took this card at {card.taken.at:%H:%M} UTC, and has it until "
                    f"{card.taken.at + TAKEN_FOR:%H:%M} UTC. Take another, or ask {has.name} to give it back."
                )
            now = self._now()
            await reviews.note_taken(session, subject, actor, now)
            return replace(card, taken=replace(card.taken, by=actor, at=now))

    async def give_back(self, subject: str, actor: Actor) -> None:
        """Let others take a card; refused for a card that somebody else has."""
        async with self._database.begin() as session:
            await lock(session, "reviews")
            has = self._in_force(await reviews.take_of(session, subject)).by
            if has and not has.is_same_person(actor):
                raise ActRefusedError(f"{has.name} has this card. Only {has.name} can give it back.")
            await reviews.release(session, subject)

    async def note_card(self, subject: str, channel: str, ts: str) -> None:
        """Note where in Slack a card stands."""
        async with self._database.begin() as session:
            await reviews.note_card(session, subject, channel, ts)

    async def closed_by(self, event: Event) -> tuple[Doubt, ...]:
        """Return the flags and disputes that an act closed: who raised them is told what came of it."""
        async with self._database.reading() as session:
            history = await ledger.history(session, event.target)
        before, after = (
            _open_doubts(each for each in history if each.seq <= seq) for seq in (event.seq - 1, event.seq)
        )
        return tuple(doubt for doubt in before if doubt not in after)

    async def _cards(self, session: Session, why: Why, ceiling: Tlp, limit: int) -> list[Card]:
        if limit <= 0:
            return []
        if why == "proposed":
            asked = await proposals.open_proposals(session, MOST_OPEN)
            cards = [await _of_proposal(session, each) for each in asked]
            return [card for card in cards if may_see(card, ceiling)][:limit]
        return await self._judged(session, why, ceiling, limit)

    async def _judged(self, session: Session, why: Judged, ceiling: Tlp, limit: int) -> list[Card]:
        found: list[Card] = []
        skip, at_once = 0, limit
        while len(found) < limit:
            part = await reviews.awaiting(session, why, self._now().date(), at_once, skip=skip)
            marked = await markings.of_facts(session, [each.fact_id for each in part])
            found += [
                Card(
                    f"fact:{each.fact_id}",
                    why,
                    Fact.model_validate(each.body),
                    marked[each.fact_id],
                    each.standing,
                    shown=each.shown,
                )
                for each in part
                if is_within(marked[each.fact_id], ceiling)
            ]
            if len(part) < at_once:
                break
            skip, at_once = skip + at_once, LOOKED_AT
        return found[:limit]

    async def _card(self, session: Session, subject: str, ceiling: Tlp) -> Card:
        kind, _, name = subject.partition(":")
        taken = self._in_force(await reviews.take_of(session, subject))
        if kind == "proposal":
            found = await proposals.proposal(session, name)
            card = await _of_proposal(session, found) if found and found.fact else None
            if card is None or not may_see(card, ceiling):
                raise ActRefusedError(f"There is no proposal {name}. Look at the queue again.")
            return replace(card, taken=taken)
        kept = (await ledger.kept(session, [fact_target(name)])).get(fact_target(name))
        tlp = (await markings.of_facts(session, [name])).get(name, UNMARKED)
        if kept is None or kept.body is None or not is_within(tlp, ceiling):
            raise ActRefusedError(f"There is no fact {name} to review. Look at the queue again.")
        fact = Fact.model_validate(kept.body)
        shown = await reviews.times_shown(session, name)
        why = _why(kept.standing, self._now())
        standing = await standing_within(session, kept.standing, ceiling)
        return Card(subject, why, fact, tlp, standing, shown=shown, taken=taken)

    def _in_force(self, taken: Take) -> Take:
        now = self._now()
        # A time to come was noted by a clock that was ahead.
        is_over = taken.at is not None and not now - TAKEN_FOR < taken.at <= now
        return replace(taken, by=None, at=None) if is_over else taken


async def standing_within(session: Session, standing: Standing, ceiling: Tlp) -> Standing:
    """Return what the ledger says of a fact, naming no other that is above a ceiling."""
    hidden = await markings.above(session, named_in_standing(standing), ceiling)
    return standing_as_told(standing, lambda each: each not in hidden)


async def _of_proposal(session: Session, proposal: Proposal) -> Card:
    if proposal.fact is None:
        raise ActRefusedError("The words of this proposal were taken down. Leave it.")
    tlp = await markings.of_proposed(session, proposal.source_id, proposal.fact)
    return Card(f"proposal:{proposal.id}", "proposed", proposal.fact, tlp, proposal=proposal)


def _why(standing: Standing, now: datetime) -> Judged:
    if standing.flags:
        return "flagged"
    if standing.disputes:
        return "disputed"
    return "stale" if standing.is_stale(now.date()) else "unverified"


def _open_doubts(history: Iterable[Event]) -> tuple[Doubt, ...]:
    return next((_doubts(kept.standing) for kept in fold(history).values()), ())


def _doubts(standing: Standing) -> tuple[Doubt, ...]:
    return tuple(sorted((*standing.flags, *standing.disputes), key=lambda doubt: doubt.seq))
