"""Facts are taken out of a message whose channel may not hold them any more: out of what is kept of it."""

import html
import json
from collections.abc import Collection

from sqlalchemy import delete, select, update

from bot.domain.facts import source_of
from bot.storage.engine import Session
from bot.storage.postings import Blocks, Posting, Said, block_ids, naming, saying, without_words
from bot.storage.tables import messages, postings

NOT_HERE = "[no longer for this channel]"


async def withhold(session: Session, posting: Posting, fact_ids: Collection[str], instead: str) -> Said:
    """Take facts out of what is kept of a message, for good, and return what is left of it.

    They are no longer for its channel; `instead` stands in the place of their hashes. Where a message was
    about nothing else, nothing is left of it. What it never named is forgotten.
    """
    here = (messages.c.channel == posting.channel, messages.c.ts == posting.ts)
    row = (await session.execute(select(messages).where(*here))).one()
    text, blocks = row.text, json.loads(row.blocks)
    said = Said(row.kind, text, blocks)
    shown = _shown(blocks)
    if shown and shown.issubset(fact_ids):
        text, blocks = NOT_HERE, [saying(NOT_HERE)]
    elif len({source_of(fact_id) for fact_id, _ in posting.facts}) > 1:
        text, blocks = _without_head(text, blocks)
    for fact_id in fact_ids:
        text, blocks = _without_fact(fact_id, text, blocks)
    values = {"text": text, "blocks": json.dumps(blocks, ensure_ascii=False)}
    await session.execute(update(messages).where(*here).values(values))
    await _note_withheld(session, posting, fact_ids, named_in(said, fact_ids), instead)
    return Said(row.kind, text, blocks)


def named_in(said: Said, fact_ids: Collection[str]) -> frozenset[str]:
    """Return those of some facts that a message names."""
    words = f"{said.text} {said.blocks}"
    return frozenset(each for each in fact_ids if naming(each).search(words))


async def _note_withheld(
    session: Session, posting: Posting, fact_ids: Collection[str], named: frozenset[str], instead: str
) -> None:
    for fact_id in fact_ids:
        of_fact = (
            postings.c.channel == posting.channel,
            postings.c.ts == posting.ts,
            postings.c.fact_id == fact_id,
        )
        noted = update(postings).where(*of_fact).values(content_hash=instead)
        await session.execute(noted if fact_id in named else delete(postings).where(*of_fact))


def _without_head(text: str, blocks: Blocks) -> tuple[str, Blocks]:
    """Leave the title of what is said over all facts: the rest counts them and names their publishers."""
    match blocks:
        case [{"type": "header", "text": {"text": str(title)}} as header, {"type": "context"}, *rest]:
            _, *lines = text.split("\n")
            return "\n".join((html.escape(title, quote=False), *lines)), [header, *rest]
    return text, blocks


def _without_fact(fact_id: str, text: str, blocks: Blocks) -> tuple[str, Blocks]:
    """Leave one line in the place of all that a message says of a fact."""
    ids, others = block_ids(fact_id, "claim", "withdrawn"), block_ids(fact_id, "quote", "line", "was")
    kept = [
        saying(NOT_HERE) if block.get("block_id") in ids else block
        for block in blocks
        if block.get("block_id") not in others
    ]
    return without_words(fact_id, text, kept, NOT_HERE)


def _shown(blocks: Blocks) -> set[str]:
    """Return the facts that a message shows whole, or says of that they were withdrawn."""
    ids = (str(block.get("block_id", "")).partition(":") for block in blocks)
    return {fact_id for part, _, fact_id in ids if part in {"claim", "withdrawn"}}
