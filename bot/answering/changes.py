"""What was done to the facts about something, read from the ledger."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from bot.answering.finding import unclear_in
from bot.answering.ground import Asked, Ground, page_of
from bot.answering.history import is_known
from bot.domain import Reading, is_looser
from bot.domain.answers import Changes, Refusal, Suggestions
from bot.domain.filters import NO_FILTERS
from bot.domain.handling import strictest
from bot.domain.ledger import Body, Event, EventKind, Target
from bot.domain.overviews import CHANGES_PAGE, LedgerChange
from bot.domain.telling import IsKnown, all_as_told, as_told, facts_named
from bot.storage import ledger, stretches
from bot.storage.engine import Database, Session
from bot.storage.stretches import Touch

DAYS_BACK = 30
"""Without a date."""
LOOKED_AT = 20_000
"""Events, the newest: months of a large base, read in a tenth of a second."""
TOLD: frozenset[EventKind] = frozenset(
    {"add", "revise", "retract", "restore", "supersede", "verify", "dispute", "settle", "redact"}
)
"""Flags are for curators."""
_REPLACING: frozenset[EventKind] = frozenset({"supersede", "restore"})
_IsAbout: TypeAlias = Callable[[str, Body | None], bool]
"""Takes a fact's id and, of one that is withdrawn, its last wording: of these only the ledger knows what they
are about. What was taken down is about nothing any more."""
_HOW = "Write it like this: changes afghanistan, or changes isis finance since 2024-06."


async def changes(
    database: Database, ground: Ground, asked: Asked, today: date
) -> Changes | Refusal | Suggestions:
    """Say what was done to facts since a day, else in the last 30: one page, the newest first.

    Only facts that the base holds, or knows as withdrawn, are told of, and nothing that it does not include
    yet. Raises StorageError where the database fails.
    """
    filters, clocks = asked.filters, asked.moment.clocks
    if replace(filters, since=None) != NO_FILTERS or clocks.as_of or clocks.known_on:
        return Refusal(f"Beside names and topics, changes takes since: and no other filter or clock. {_HOW}")
    readings = ground.matcher.read(asked.words, asked.question.chosen)
    if unclear := unclear_in(ground, asked, readings, _HOW):
        return unclear
    # The matcher may change while the database is waited for.
    about = [_about(ground, each) for each in readings]
    since = (filters.since and filters.since.earliest_on) or today - timedelta(days=DAYS_BACK)
    async with database.reading() as session:
        begin = datetime.combine(since, time(), UTC)
        touches = await stretches.last_touches(session, begin, ground.base.head, LOOKED_AT)
        told = await _told(session, ground, about, touches)
        page, first = page_of(asked.question, len(told), CHANGES_PAGE)
        here = told[first - 1 : first - 1 + CHANGES_PAGE]
        histories = await ledger.histories(session, {each.target for each in here})
    made = tuple(_change(ground, histories[each.target], each.seq) for each in here)
    named = {name for each in made for name in (each.fact_id, *each.others, *facts_named(each.why))}
    return Changes(
        question=replace(asked.question, page=page),
        title=" · ".join(dict.fromkeys(each.name for each in readings)),
        since=since,
        changes=made,
        first=first,
        total=len(told),
        tlp=strictest(map(ground.base.marking_of, named)),
        is_cut=len(touches) == LOOKED_AT,
        head=ground.head,
        moment=asked.moment,
    )


async def _told(
    session: Session, ground: Ground, about: Iterable[_IsAbout], touches: Iterable[Touch]
) -> list[Touch]:
    """Keep what was done to facts that may be told of, and that are about everything that was read."""
    withdrawn = ground.base.withdrawn
    told = [each for each in touches if each.kind in TOLD and each.target.kind == "fact"]
    gone = {each.target for each in told if each.target.id in withdrawn}
    bodies = {target.id: kept.body for target, kept in (await ledger.kept(session, gone)).items()}
    for is_about in about:
        told = [each for each in told if is_about(each.target.id, bodies.get(each.target.id))]
    told = [each for each in told if is_known(ground.base, each.target.id)]
    return await _without_hidden(session, told, _known_to(ground))


async def _without_hidden(session: Session, told: Iterable[Touch], known: IsKnown) -> list[Touch]:
    """Leave out what says only that facts which are not known take a place, or no longer do."""
    told = list(told)
    seqs = [each.seq for each in told if each.kind in _REPLACING]
    named = {each.seq for each in all_as_told(await ledger.numbered(session, seqs), known)}
    return [each for each in told if each.kind not in _REPLACING or each.seq in named]


def _known_to(ground: Ground) -> IsKnown:
    return lambda fact_id: is_known(ground.base, fact_id)


def _about(ground: Ground, reading: Reading) -> _IsAbout:
    """Tell which facts are about a name, or a topic of those that a word asks for."""
    asked = {*reading.entity_ids, *reading.topic_ids}
    standing = ground.matcher.about(asked)

    def is_about(fact_id: str, body: Body | None) -> bool:
        return fact_id in standing or (body is not None and not asked.isdisjoint(_tags(ground, body)))

    return is_about


def _tags(ground: Ground, body: Body) -> set[str]:
    """Return what a fact is tagged with, and what that is a part of; and who says it."""
    found = {*body.get("topics", ()), *body["attribution"]["chain"]}
    queue = [tag for role in ("subjects", "objects", "places") for tag in body.get(role, ())]
    while queue:
        each = queue.pop()
        if each not in found:
            found.add(each)
            entity = ground.base.entities.get(each)
            queue += entity.broader if entity else ()
    return found


def _change(ground: Ground, history: Sequence[Event], seq: int) -> LedgerChange:
    before: Body | None = None
    for event in history:
        if event.seq == seq:
            break
        before = event.body or before
    told = as_told(event, _known_to(ground))
    claim, was = (_claim(ground, event.target, body) for body in (event.body or before, before))
    return LedgerChange(
        kind=event.kind,
        fact_id=event.target.id,
        at=event.at,
        by=event.actor.name or event.actor.id,
        why=told.note,
        claim=claim,
        was=was if event.kind == "revise" and was != claim else "",
        fields=event.changed if event.kind == "revise" else (),
        others=told.changed if event.kind in _REPLACING else (),
    )


def _claim(ground: Ground, target: Target, body: Body | None) -> str:
    """Return a fact's claim in a wording; none where that was marked stricter than the fact is now."""
    if body is None:
        return ""
    marked = body.get("tlp")
    is_stricter = marked is not None and is_looser(ground.base.marking_of(target.id), marked)
    return "" if is_stricter else str(body["claim"])
