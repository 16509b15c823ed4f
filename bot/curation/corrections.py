"""Corrections: which events make which messages untrue, and what their readers are to be told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from bot.curation.withholding import lives_of
from bot.delivery import views
from bot.delivery.corrections import LOCK, Owed, owe
from bot.domain.handling import Tlp
from bot.domain.ledger import CORRECTED, Event, Target
from bot.storage import ledger, postings, withholding
from bot.storage.cursors import cursor, move_cursor
from bot.storage.engine import Database, Session, lock
from bot.storage.postings import Blocks, Posting

CURSOR = "corrections"
DRAWN_BEFORE_POSTED = timedelta(minutes=1)
"""A message is drawn before it is posted: what happened in between happened since it was drawn."""

Verdict: TypeAlias = Literal["redacted", "retracted", "superseded", "revised", "stands again"]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a fact that a message shows."""

    fact_id: str
    verdict: Verdict
    by: str
    """By name."""
    at: datetime
    why: str
    changed: tuple[str, ...] = ()
    """revised: the fields that readers see changed."""
    instead: tuple[tuple[str, str], ...] = ()
    """What holds in its place: ids and claims; a fact's own id where it was revised.

    The claim is empty where it does not stand any more.
    """


@dataclass(frozen=True, slots=True)
class Corrected:
    """A message, and what became of the facts in it."""

    text: str
    """As it was posted, like `blocks`."""
    blocks: Blocks
    fates: tuple[Fate, ...]
    """As things stand now: what the message is to show."""
    news: tuple[Fate, ...]
    """What this correction has to tell."""
    withheld: int
    """How many facts it has to tell of, without their names, that they are no longer for that channel."""
    tlp: Tlp
    """The strictest marking of what is left."""


async def sweep(database: Database, now: datetime, window_days: int) -> int:
    """Look what has happened since the last sweep, and make a correction for each message it makes untrue.

    Returns how many were made, of messages posted at most so many days ago. Several may run at once.
    """
    async with database.reading() as session:
        if await cursor(session, CURSOR) == await ledger.head(session):
            return 0
    async with database.begin() as session:
        # Nobody records a message meanwhile: each event finds it here, or is found by whoever records it.
        await lock(session, LOCK)
        head = await ledger.head(session)
        events = await ledger.events_after(session, await cursor(session, CURSOR), CORRECTED)
        facts = {event.target.id for event in events if event.target.kind == "fact" and views.is_news(event)}
        facts |= await _of_marked_documents(session, events)
        shown = await postings.showing(session, facts, now - timedelta(days=window_days))
        made = await owe(session, shown, now, head)
        await postings.note_seen(session, shown, head)
        await move_cursor(session, CURSOR, head)
        return made


async def prune(database: Database, now: datetime, window_days: int) -> None:
    """Forget the messages that are too old to be corrected."""
    async with database.begin() as session:
        await postings.forget_before(session, now - timedelta(days=window_days))


async def corrected(database: Database, owed: Owed, ceiling: Tlp) -> Corrected | None:
    """Return a message with what became of its facts, as a channel may be told by its present ceiling.

    What is above the ceiling is taken out of the message for good, and what takes its place there is not
    named. None if the message is not kept any more, or says all that may be said.
    """
    async with database.reading() as session:
        found = await postings.find(session, owed.channel, owed.ts)
        if found is None:
            return None
        posting, said = found
        lives = await lives_of(session, posting, owed.to_seq)
        visible = lives.within(ceiling)
        fates = [_fate(history, shown, posting, owed) for history, shown in visible]
        news = [
            _fate(history, shown, posting, owed)
            for history, shown in visible
            if _is_told(history, shown, owed)
        ]
        claims = await _claims(session, (*fates, *news))
    above = lives.above(ceiling)
    gone = lives.withheld | withholding.named_in(said, above)
    # Also the reasons for which facts are disputed there.
    above |= withholding.named_in(said, lives.hidden(ceiling) - lives.withheld)
    if above:
        async with database.begin() as session:
            # What is taken down at this moment must not come back.
            await lock(session, LOCK)
            said = await withholding.withhold(session, posting, above, views.WITHHELD)
    if not (gone or any((*fates, *news))):
        return None
    return Corrected(
        text=said.text,
        blocks=said.blocks,
        fates=_complete(fates, claims),
        news=_complete(news, claims),
        withheld=sum(lives.could_be_told(each, ceiling, owed.from_seq) for each in gone),
        tlp=lives.strictest_within(ceiling),
    )


async def _of_marked_documents(session: Session, events: Iterable[Event]) -> set[str]:
    """Return the facts of every document whose marking was changed."""
    marked = {event.target.id for event in events if event.target.kind == "source" and "tlp" in event.changed}
    return {each for source_id in marked for each in await ledger.ids(session, "fact", begin=f"{source_id}.")}


def _fate(history: Sequence[Event], content_hash: str, posting: Posting, owed: Owed) -> Fate | None:
    """Say what became of a fact since a message showed its wording; None if nothing did."""
    now = views.view(history)
    if now is None or (content_hash == views.PAST and not now.is_redacted):
        return None
    first = views.first_view(history, content_hash)
    changed = tuple(name for name in views.SHOWN_FIELDS if first.wording.get(name) != now.wording.get(name))
    drawn_at = posting.posted_at - DRAWN_BEFORE_POSTED
    recent = [event for event in history if event.at >= drawn_at or event.seq > owed.from_seq]
    found = _verdict(now, history, list(filter(views.is_news, recent)), is_changed=bool(changed))
    if found is None:
        return None
    verdict, event = found
    instead = {"superseded": now.superseded_by, "revised": (event.target.id,)}.get(verdict, ())
    return Fate(
        fact_id=event.target.id,
        verdict=verdict,
        by=event.actor.name or event.actor.id,
        at=event.at,
        why=event.note,
        changed=changed if verdict == "revised" else (),
        instead=tuple((fact_id, "") for fact_id in instead),
    )


def _verdict(
    now: views.View, history: Sequence[Event], recent: Sequence[Event], *, is_changed: bool
) -> tuple[Verdict, Event] | None:
    """Return what weighs most, and the event that brought it about."""
    last = {event.kind: event for event in history}
    if now.is_redacted:
        return "redacted", last["redact"]
    if now.is_retracted:
        return "retracted", last["retract"]
    # One that had its successor when it was shown was shown with it.
    if now.superseded_by and any(event.kind == "supersede" for event in recent):
        return "superseded", last["supersede"]
    if is_changed and "revise" in last:
        return "revised", last["revise"]
    return ("stands again", recent[-1]) if recent else None


def _is_told(history: Sequence[Event], content_hash: str, owed: Owed) -> bool:
    """Tell whether a fact looked different at the two ends of what a correction covers."""
    if not any(event.seq in owed.seqs for event in history):
        return False
    return views.differs(history, content_hash, owed.from_seq)


async def _claims(session: Session, fates: Iterable[Fate | None]) -> dict[str, str]:
    asked = {Target("fact", fact_id) for each in fates if each for fact_id, _ in each.instead}
    kept = await ledger.kept(session, asked)
    # What holds no more is corrected by a line of its own.
    stands = {target: each for target, each in kept.items() if not each.standing.retraction}
    return {target.id: str((each.body or {}).get("claim", "")) for target, each in stands.items()}


def _complete(fates: Iterable[Fate | None], claims: Mapping[str, str]) -> tuple[Fate, ...]:
    return tuple(
        replace(each, instead=tuple((fact_id, claims.get(fact_id, "")) for fact_id, _ in each.instead))
        for each in fates
        if each
    )
