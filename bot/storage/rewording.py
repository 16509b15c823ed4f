"""Messages that are kept, or wait to be posted: what they say around facts is changed, facts' words stay."""

import json
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any, TypeAlias

from sqlalchemy import Table, select, tuple_, update

from bot.storage.engine import Session
from bot.storage.statements import MOST_ROWS
from bot.storage.tables import deliveries, messages, outbox

Reword: TypeAlias = Callable[[str], str]
_OF_FACTS = ("claim:", "quote:", "was:")
"""How the names of blocks begin that hold a fact's words."""


async def reword(session: Session, change: Reword) -> int:
    """Change the words of every message, wherever it is kept; return how many were changed."""
    return (
        await _reword_posted(session, change)
        + await _reword_texts(session, outbox, "payload", change)
        + await _reword_texts(session, deliveries, "parts", change)
    )


async def _reword_posted(session: Session, change: Reword) -> int:
    changed = 0
    async for row in _rows(session, messages, ("channel", "ts")):
        text, blocks = change(row["text"]), _changed_json(row["blocks"], change)
        if (text, blocks) != (row["text"], row["blocks"]):
            here = (messages.c.channel == row["channel"], messages.c.ts == row["ts"])
            await session.execute(update(messages).where(*here).values(text=text, blocks=blocks))
            changed += 1
    return changed


async def _reword_texts(session: Session, table: Table, name: str, change: Reword) -> int:
    changed = 0
    async for row in _rows(session, table, ("key",)):
        after = _changed_json(row[name], change)
        if after != row[name]:
            await session.execute(update(table).where(table.c.key == row["key"]).values({name: after}))
            changed += 1
    return changed


async def _rows(session: Session, table: Table, keys: Iterable[str]) -> AsyncIterator[Any]:
    """Yield every row, a part at a time: there may be very many."""
    columns = [table.c[key] for key in keys]
    found = select(table).order_by(*columns).limit(MOST_ROWS)
    part = (await session.execute(found)).mappings().all()
    while part:
        for row in part:
            yield row
        last = tuple(part[-1][column.name] for column in columns)
        part = (await session.execute(found.where(tuple_(*columns) > last))).mappings().all()


def _changed_json(text: str, change: Reword) -> str:
    """Change what a JSON text says; where nothing changes, it stays as it is written."""
    before = json.loads(text)
    after = _changed(before, change)
    return text if after == before else json.dumps(after, ensure_ascii=False)


def _changed(value: Any, change: Reword) -> Any:  # noqa: ANN401  # whatever JSON a message holds
    match value:
        case {"type": "rich_text"}:
            return value
        case {"block_id": str(name)} if name.startswith(_OF_FACTS):
            return value
        case dict():
            return {key: _changed(inner, change) for key, inner in value.items()}
        case list():
            return [_changed(inner, change) for inner in value]
        case str():
            return change(value)
        case _:
            return value
