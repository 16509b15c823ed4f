"""The cards in the curators' channel: one for each flag and each proposal, kept up to date."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import structlog

from bot.curation.proposals import MOST_OPEN
from bot.curation.review import Card, Reviews
from bot.curation.rules import ActRefusedError
from bot.curation.showing import Laid, lay_out
from bot.delivery.outbox import Letter, Outbox
from bot.domain.facts import source_of
from bot.domain.handling import STRICTEST, CeilingOf, Tlp, may_see
from bot.domain.ledger import Event, EventKind
from bot.domain.postman import PausedError, Postman, RefusedError, UnknownOutcomeError, Writing
from bot.domain.telling import facts_named
from bot.storage import ledger, reviews
from bot.storage.cards import SentCard, card_key, sent_unnoted
from bot.storage.cursors import cursor, move_cursor
from bot.storage.engine import Database, StorageError
from bot.storage.proposals import of_source, open_proposals

CURSOR = "cards"
ACTS: frozenset[EventKind] = frozenset(
    {"flag", "verify", "dispute", "settle", "retract", "restore", "supersede", "revise", "redact"}
)
Gone: TypeAlias = Literal["taken down", "newer below", "not for here"]
"""Why a card is none any more: its words are gone, another one stands further down, or its channel may not
hold it."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class CardDrawing:
    """How cards look, which is the surface's business."""

    card: Callable[[Laid], Writing]
    gone: Callable[[Gone], Writing]


@dataclass(slots=True)
class Cards:
    """Posts the cards, and shows on each what was done, from wherever it was done.

    Without a channel nothing is posted, nor what it may not hold: the queue has everything all the same.
    """

    database: Database
    outbox: Outbox
    postman: Postman
    reviews: Reviews
    drawing: CardDrawing
    channel: str | None
    ceiling_of: CeilingOf
    _to_show: set[str] = field(default_factory=set)
    """Cards that are out of date; with the process gone, the next act shows them anew."""
    _has_looked: bool = False
    _showing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def beat(self) -> None:
        """Take up what has happened since the last beat; StorageError if the database fails."""
        if self.channel is None:
            return
        if not self._has_looked:
            # A proposal has no event; what a crash cut off is taken up here.
            await self.proposed()
            self._has_looked = True
        await self._note_sent()
        await self._follow()
        for subject in sorted(self._to_show):
            await self.show(subject)

    async def proposed(self) -> None:
        """Post a card for each open proposal that has none."""
        if self.channel is None:
            return
        async with self.database.reading() as session:
            known = await reviews.takes(session)
            asked = [f"proposal:{each.id}" for each in await open_proposals(session, MOST_OPEN)]
        without = [subject for subject in asked if subject not in known or not known[subject].ts]
        cards = [await self.reviews.card(subject, STRICTEST) for subject in without]
        await self._put([letter for card in cards for letter in await self._letters(card, 0)])

    async def show(self, subject: str) -> None:
        """Bring the card of a subject up to date, where one stands; what Slack delays is done at a beat."""
        # What was read first must not be written last.
        async with self._showing:
            self._to_show.discard(subject)
            try:
                is_shown = await self._show(subject)
            except StorageError:
                self._to_show.add(subject)
                raise
            if not is_shown:
                self._to_show.add(subject)

    async def lay_out(self, card: Card, ceiling: Tlp, *, with_checks: bool = True) -> Laid:
        """Gather what belongs to a card, as it may be told under a ceiling."""
        return await lay_out(self.database, card, ceiling, with_checks=with_checks)

    async def _show(self, subject: str) -> bool:
        """Change the card of a subject, where one stands; False if it is to be tried again."""
        async with self.database.reading() as session:
            place = await reviews.take_of(session, subject)
        if not place.ts:
            return True
        return await self._correct(place.channel, place.ts, await self._draw(subject, place.channel))

    async def _draw(self, subject: str, channel: str) -> Writing:
        try:
            card = await self.reviews.card(subject, STRICTEST)
            ceiling = await self.ceiling_of(channel)
            if not may_see(card, ceiling):
                return self.drawing.gone("not for here")
            return self.drawing.card(await self.lay_out(card, ceiling))
        except ActRefusedError:
            return self.drawing.gone("taken down")

    async def _follow(self) -> None:
        async with self.database.reading() as session:
            seen, head = await cursor(session, CURSOR), await ledger.head(session)
            events = await ledger.events_after(session, seen, ACTS) if head > seen else ()
        if head == seen:
            return
        flags = [event for event in events if event.kind == "flag"]
        letters = [letter for event in flags for letter in await self._of_flag(event)]
        self._to_show |= {f"fact:{event.target.id}" for event in events if event.kind != "flag"}
        self._to_show |= await self._taken_down(events) | await self._marked_anew(events)
        await self._put(letters, head)

    async def _taken_down(self, events: Iterable[Event]) -> set[str]:
        """Return the proposals whose words were taken down with a fact, or with their document."""
        source_ids = {
            source_of(event.target.id) if event.kind == "redact" else event.target.id
            for event in events
            if event.kind == "redact" or event.target.kind == "source"
        }
        async with self.database.reading() as session:
            every = [each for source_id in source_ids for each in await of_source(session, source_id)]
        return {f"proposal:{each.id}" for each in every if each.fact is None}

    async def _marked_anew(self, events: Iterable[Event]) -> set[str]:
        """Return the cards of facts and proposals whose document was marked otherwise."""
        marked = {each.target.id for each in events if each.target.kind == "source" and "tlp" in each.changed}
        if not marked:
            return set()
        async with self.database.reading() as session:
            standing = await reviews.takes(session)
            asked = [f"proposal:{each.id}" for one in marked for each in await of_source(session, one)]
        facts = {each for each in standing if source_of(each.removeprefix("fact:")) in marked}
        return facts.union(asked)

    async def _of_flag(self, event: Event) -> list[Letter]:
        try:
            card = await self.reviews.card(f"fact:{event.target.id}", STRICTEST)
        except ActRefusedError:
            return []  # redacted since
        is_open = any(doubt.seq == event.seq for doubt in card.doubts)
        return await self._letters(card, event.seq) if is_open else []

    async def _letters(self, card: Card, number: int) -> list[Letter]:
        """Draw a card for the channel; nothing where it may not hold it."""
        channel = self.channel or ""
        ceiling = await self.ceiling_of(channel)
        if not may_see(card, ceiling):
            return []
        writing, key = self.drawing.card(await self.lay_out(card, ceiling)), card_key(card.subject, number)
        return [
            Letter(
                key=key,
                kind="card",
                channel=channel,
                text=writing.text,
                blocks=[*writing.blocks],
                tlp=card.tlp,
                about=(card.fact.source_id, card.fact.id, *facts_named(writing.text)),
            )
        ]

    async def _put(self, letters: list[Letter], head: int | None = None) -> None:
        async with self.database.begin() as session:
            for letter in letters:
                await self.outbox.put(session, letter)
            if head is not None:
                await move_cursor(session, CURSOR, head)

    async def _note_sent(self) -> None:
        async with self.database.reading() as session:
            sent = await sent_unnoted(session)
        for each in sent:
            await self._note(each)

    async def _note(self, sent: SentCard) -> None:
        await self.reviews.note_card(sent.subject, sent.channel, sent.ts)
        # Something may have been done while it was on its way.
        self._to_show.add(sent.subject)
        if sent.earlier:
            await self._correct(*sent.earlier, self.drawing.gone("newer below"))

    async def _correct(self, channel: str, ts: str, writing: Writing) -> bool:
        """Change a card; False if it is to be tried again."""
        try:
            await self.postman.correct(channel, ts, writing)
        except (PausedError, UnknownOutcomeError) as delayed:
            log.info("card.delayed", reason=type(delayed).__name__)
            return False
        except RefusedError as refused:
            # It was deleted, or its channel is closed: the queue still has it.
            log.warning("card.not_changed", error=refused.code)
        return True
