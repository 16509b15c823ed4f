"""Which messages owe their readers a correction: the rows for it are made here, one a message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.delivery.views import MENTIONED, WITHHELD, differs, is_news, standing, until, view
from bot.domain.facts import source_of
from bot.domain.handling import Tlp, is_looser
from bot.domain.ledger import Event, Target
from bot.storage import ledger, outbox, postings
from bot.storage.engine import Session
from bot.storage.outbox import CHANGING, NewRow, Row
from bot.storage.postings import Posting

LOCK = "corrections"
"""Held by whoever records a message, and by whoever looks which messages an event corrects."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A correction of one message: what happened between two events of the ledger."""

    channel: str
    ts: str
    from_seq: int
    """The last event that the message, as it stands, includes."""
    to_seq: int
    seqs: tuple[int, ...]
    """The events between them that are about its facts, or mark their documents more strictly."""

    @property
    def key(self) -> str:
        """The name under which it is delivered once."""
        return f"{CHANGING}:{self.to_seq}:{self.channel}:{self.ts}"


def read_owed(row: Row) -> Owed:
    """Read the row of a correction."""
    told = row.payload
    return Owed(row.channel, told["ts"], told["from_seq"], told["to_seq"], tuple(told["seqs"]))


async def owe(session: Session, shown: Sequence[Posting], now: datetime, head: int) -> int:
    """Make a row for each message that later events have made untrue; return for how many.

    What nobody has begun to correct is taken back and becomes part of the new row, so that a message
    gets one correction for all. Runs under LOCK.
    """
    histories: dict[str, tuple[Event, ...]] = {}
    for fact_id in {fact_id for posting in shown for fact_id, _ in posting.facts}:
        # What is committed meanwhile belongs to the next look.
        histories[fact_id] = until(await ledger.history(session, Target("fact", fact_id)), head)
    stricter = await _marked_more_strictly(session, histories, head)
    withdrawn = await _withdrawn(session, shown)
    made: list[NewRow] = []
    for posting in shown:
        earlier = withdrawn.get((posting.channel, posting.ts))
        owed = _owed(posting, histories, stricter, earlier.from_seq if earlier else posting.seen_seq)
        if owed:
            made.append(_row(posting, owed))
            await _add_successors(session, posting, histories, head)
    await outbox.put(session, made, now)
    return len(made)


async def _add_successors(
    session: Session, posting: Posting, histories: dict[str, tuple[Event, ...]], head: int
) -> None:
    """Note that a corrected message shows what takes the place of its facts."""
    known = {fact_id for fact_id, _ in posting.facts}
    views = (view(histories[fact_id]) for fact_id in known)
    successors = {by for each in views if each for by in each.superseded_by} - known
    shown = [(fact_id, MENTIONED) for fact_id in sorted(successors)]
    await postings.add_facts(session, posting, await _worded(session, shown, head))


async def _withdrawn(session: Session, shown: Iterable[Posting]) -> dict[tuple[str, str], Owed]:
    messages = {(posting.channel, posting.ts) for posting in shown}
    waiting = {row.key: read_owed(row) for row in await outbox.untried_changes(session)}
    keys = [key for key, owed in waiting.items() if (owed.channel, owed.ts) in messages]
    taken = [waiting[key] for key in await outbox.withdraw(session, keys)]
    return {(owed.channel, owed.ts): owed for owed in taken}


async def _marked_more_strictly(
    session: Session, fact_ids: Iterable[str], head: int
) -> dict[str, tuple[int, ...]]:
    """Return, by source, the events that let fewer people see what the documents of facts say."""
    return {
        source_id: tuple(
            _stricter_after(until(await ledger.history(session, Target("source", source_id)), head))
        )
        for source_id in sorted(set(map(source_of, fact_ids)))
    }


def _stricter_after(history: Iterable[Event]) -> Iterator[int]:
    """Yield the numbers of the events by which a document was marked more strictly than before."""
    before: Tlp | None = None
    for event in history:
        if event.body is not None:
            marking: Tlp = event.body.get("tlp", "CLEAR")
            if before is not None and is_looser(before, marking):
                yield event.seq
            before = marking


def _owed(
    posting: Posting,
    histories: dict[str, tuple[Event, ...]],
    stricter: dict[str, tuple[int, ...]],
    from_seq: int,
) -> Owed | None:
    """Return what a message owes its readers; None where it shows what stands."""
    news = {
        fact_id: [event.seq for event in histories[fact_id] if event.seq > from_seq and is_news(event)]
        for fact_id, _ in posting.facts
    }
    of_documents = {
        seq
        for fact_id, content_hash in posting.facts
        for seq in stricter[source_of(fact_id)]
        if seq > from_seq and content_hash != WITHHELD
    }
    is_untrue = any(
        news[fact_id] and differs(histories[fact_id], content_hash, from_seq)
        for fact_id, content_hash in posting.facts
    )
    if not (is_untrue or of_documents):
        return None
    happened = sorted(of_documents.union(*news.values()))
    return Owed(posting.channel, posting.ts, from_seq, happened[-1], tuple(happened))


def _row(posting: Posting, owed: Owed) -> NewRow:
    told = {"ts": owed.ts, "from_seq": owed.from_seq, "to_seq": owed.to_seq, "seqs": owed.seqs}
    # It holds no words: they are drawn when it is brought, under what its channel may hold then.
    return NewRow(owed.key, CHANGING, posting.channel, posting.root_ts, told, tlp="CLEAR")


async def record(session: Session, posting: Posting, said: postings.Said, now: datetime) -> None:
    """Keep a message with its facts; what has happened to them since it was drawn is corrected.

    Runs under LOCK.
    """
    posting = replace(posting, facts=await _worded(session, posting.facts, posting.seen_seq))
    await postings.record(session, posting, said)
    facts = [Target("fact", fact_id) for fact_id, _ in posting.facts]
    documents = {Target("source", source_of(each.id)) for each in facts}
    kept = await ledger.kept(session, [*facts, *documents])
    await postings.blank_shown(
        session, [target.id for target, each in kept.items() if each.standing.is_redacted]
    )
    last_seq = max((each.standing.last_seq for each in kept.values()), default=0)
    if last_seq > posting.seen_seq:
        await owe(session, [posting], now, last_seq)
        await postings.note_seen(session, [posting], last_seq)


async def _worded(
    session: Session, facts: Iterable[tuple[str, str]], seq: int
) -> tuple[tuple[str, str], ...]:
    """Fill in under which hash each fact is mentioned that was worded by an event; others are left out."""
    worded = []
    for fact_id, content_hash in facts:
        if content_hash != MENTIONED:
            worded.append((fact_id, content_hash))
        elif kept := standing(until(await ledger.history(session, Target("fact", fact_id)), seq)):
            worded.append((fact_id, kept.standing.content_hash))
    return tuple(worded)
