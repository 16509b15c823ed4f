"""What stands in channels for others to see: each message, and the facts it shows."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, delete, func, select, tuple_, update

from bot.storage.engine import Session
from bot.storage.statements import batches, insert_unless_there
from bot.storage.tables import messages, outbox, postings

Blocks: TypeAlias = list[dict[str, Any]]
TAKEN_AWAY = "[taken away]"
CHART = "data_visualization"
MESSAGES_A_STATEMENT = 200
"""Two parameters each, below the number that either database takes."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One message, and what it shows."""

    channel: str
    ts: str
    thread_ts: str | None
    facts: tuple[tuple[str, str], ...]
    """The id of each, and the hash of the wording that is shown."""
    seen_seq: int
    """The last event of the ledger that it, or the last correction made for it, includes."""
    posted_at: datetime

    @property
    def root_ts(self) -> str:
        """The first message of its thread: itself, unless it stands in another's."""
        return self.thread_ts or self.ts


@dataclass(frozen=True, slots=True)
class Said:
    """What a message said when it was posted."""

    kind: str
    text: str
    blocks: Blocks


async def record(session: Session, posting: Posting, said: Said) -> None:
    """Keep a message with the facts it shows; one that is kept already stays as it is."""
    row = {
        "channel": posting.channel,
        "ts": posting.ts,
        "thread_ts": posting.thread_ts,
        "kind": said.kind,
        "text": said.text,
        "blocks": json.dumps(said.blocks, ensure_ascii=False),
        "seen_seq": posting.seen_seq,
        "posted_at": posting.posted_at,
    }
    inserted = insert_unless_there(session, messages).values(row).returning(messages.c.ts)
    if (await session.execute(inserted)).first():
        await add_facts(session, posting, posting.facts)


async def add_facts(session: Session, posting: Posting, facts: Iterable[tuple[str, str]]) -> None:
    """Note that a message shows these facts, too; one that is noted already stays as it is."""
    place = {"channel": posting.channel, "ts": posting.ts}
    for fact_id, content_hash in facts:
        row = {**place, "fact_id": fact_id, "content_hash": content_hash}
        await session.execute(insert_unless_there(session, postings).values(row))


async def find(session: Session, channel: str, ts: str) -> tuple[Posting, Said] | None:
    """Return one message; None if it is not kept."""
    found = select(messages).where(messages.c.channel == channel, messages.c.ts == ts)
    row = (await session.execute(found)).first()
    if row is None:
        return None
    [posting] = await _with_facts(session, [row])
    return posting, Said(row.kind, row.text, json.loads(row.blocks))


async def showing(session: Session, fact_ids: Collection[str], since: datetime) -> list[Posting]:
    """Return the messages posted since a moment that show any of these facts, oldest first."""
    found: dict[tuple[str, str], Row[Any]] = {}
    for part in batches(sorted(fact_ids)):
        asked = _columns().join(
            postings, (postings.c.channel == messages.c.channel) & (postings.c.ts == messages.c.ts)
        )
        asked = asked.where(postings.c.fact_id.in_(part), messages.c.posted_at >= since)
        found |= {(row.channel, row.ts): row for row in (await session.execute(asked)).all()}
    return await _with_facts(
        session, sorted(found.values(), key=lambda row: (row.posted_at, row.channel, row.ts))
    )


async def times_shown(session: Session, fact_ids: Collection[str]) -> dict[str, dict[str, int]]:
    """Count the messages that show each of these facts, by channel; one that nobody shows is left out."""
    found: dict[str, dict[str, int]] = {}
    for part in batches(sorted(fact_ids)):
        counted = select(postings.c.fact_id, postings.c.channel, func.count().label("times"))
        counted = counted.where(postings.c.fact_id.in_(part)).group_by(postings.c.fact_id, postings.c.channel)
        for row in (await session.execute(counted)).all():
            found.setdefault(row.fact_id, {})[row.channel] = row.times
    return found


async def note_seen(session: Session, seen: Iterable[Posting], seq: int) -> None:
    """Note that messages are up to date with the ledger up to an event, or will be."""
    for part in batches([(each.channel, each.ts) for each in seen], MESSAGES_A_STATEMENT):
        await session.execute(
            update(messages).where(tuple_(messages.c.channel, messages.c.ts).in_(part)).values(seen_seq=seq)
        )


async def forget_before(session: Session, posted_before: datetime) -> None:
    """Drop the messages posted before a moment."""
    old = select(messages.c.channel, messages.c.ts).where(messages.c.posted_at < posted_before)
    await session.execute(delete(postings).where(tuple_(postings.c.channel, postings.c.ts).in_(old)))
    await session.execute(delete(messages).where(messages.c.posted_at < posted_before))


async def blank_shown(session: Session, fact_ids: Collection[str]) -> None:
    """Take the words of facts out of all that is kept of messages, and of those still to be posted."""
    for fact_id in fact_ids:
        # Another fact's grey line may name it, without a posting of it.
        kept = select(messages).where(messages.c.blocks.contains(fact_id, autoescape=True))
        for row in (await session.execute(kept)).all():
            blanked = without_words(fact_id, row.text, json.loads(row.blocks))
            values = {"text": blanked[0], "blocks": json.dumps(blanked[1], ensure_ascii=False)}
            where = (messages.c.channel == row.channel, messages.c.ts == row.ts)
            await session.execute(update(messages).where(*where).values(values))
        waiting = select(outbox.c.key, outbox.c.payload).where(
            outbox.c.payload.contains(fact_id, autoescape=True)
        )
        for row in (await session.execute(waiting)).all():
            payload = json.loads(row.payload)
            if "blocks" not in payload:
                continue
            text, blocks = without_words(fact_id, payload["text"], payload["blocks"])
            fresh = json.dumps({**payload, "text": text, "blocks": blocks}, ensure_ascii=False)
            await session.execute(update(outbox).where(outbox.c.key == row.key).values(payload=fresh))


def without_words(fact_id: str, text: str, blocks: Blocks, instead: str = TAKEN_AWAY) -> tuple[str, Blocks]:
    """Return a message without charts, the lines that name a fact, its menu, its claim and its quotes."""
    own = block_ids(fact_id, "claim", "quote", "was", "withdrawn")
    return _lines(fact_id, text, instead), [
        {**saying(instead), "block_id": block["block_id"]}
        if block.get("block_id") in own
        else _without_lines(fact_id, block, instead)
        for block in blocks
        # A chart does not say which of its points are a fact's.
        if block.get("type") != CHART
    ]


def block_ids(fact_id: str, *parts: str) -> frozenset[str]:
    """Name the blocks that say these parts of a fact."""
    return frozenset(f"{part}:{fact_id}" for part in parts)


def saying(words: str) -> dict[str, Any]:
    """Make a block of words alone."""
    return {"type": "section", "text": {"type": "plain_text", "text": words, "emoji": False}}


def naming(fact_id: str) -> re.Pattern[str]:
    """Return what finds a fact's id, and not one that only begins so."""
    return re.compile(rf"{re.escape(fact_id)}(?!\d)")


def _without_lines(fact_id: str, value: Any, instead: str) -> Any:  # noqa: ANN401  # whatever JSON a block holds
    match value:
        case dict():
            return {
                name: _lines(fact_id, inner, instead)
                if name == "text" and isinstance(inner, str)
                else _without_lines(fact_id, inner, instead)
                for name, inner in value.items()
                # A menu beside such a line carries the fact's id.
                if name != "accessory" or not naming(fact_id).search(str(inner))
            }
        case list():
            return [_without_lines(fact_id, inner, instead) for inner in value]
        case _:
            return value


def _lines(fact_id: str, text: str, instead: str) -> str:
    named = naming(fact_id)
    return "\n".join(instead if named.search(line) else line for line in text.split("\n"))


def _columns() -> Select[Any]:
    names = ("channel", "ts", "thread_ts", "seen_seq", "posted_at")
    return select(*(messages.c[name] for name in names))


async def _with_facts(session: Session, rows: Sequence[Row[Any]]) -> list[Posting]:
    facts: dict[tuple[str, str], list[tuple[str, str]]] = {(row.channel, row.ts): [] for row in rows}
    for part in batches(list(facts), MESSAGES_A_STATEMENT):
        asked = select(postings).where(tuple_(postings.c.channel, postings.c.ts).in_(part))
        for row in (await session.execute(asked.order_by(postings.c.fact_id))).all():
            facts[row.channel, row.ts].append((row.fact_id, row.content_hash))
    return [
        Posting(
            channel=row.channel,
            ts=row.ts,
            thread_ts=row.thread_ts,
            facts=tuple(facts[row.channel, row.ts]),
            seen_seq=row.seen_seq,
            posted_at=row.posted_at,
        )
        for row in rows
    ]
