"""What was asked and not answered, kept for the curators, who may have a source for it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from bot.curation.rules import ActRefusedError, one_line
from bot.domain.ledger import Actor
from bot.storage import gaps
from bot.storage.engine import Database
from bot.storage.gaps import Asking, Gap

MAX_LENGTH = 200
"""Characters of a question that are kept."""
LISTED = 20
_MOST_READ = 1000
"""Questions looked through for those that are still unanswered."""
_MOST_NOTED = 200
"""Askings written down at once; a statement may name no more than some thousand."""


class Gaps:
    """Questions without an answer; StorageError if the database fails."""

    def __init__(self, database: Database, now: Callable[[], datetime], *, keep_askers: bool = False) -> None:
        self._database = database
        self._now = now
        self._keep_askers = keep_askers
        self._waiting: list[Asking] = []
        self._writing = asyncio.Lock()

    async def note(self, question: str, asker: str = "") -> None:
        """Count a question that got no answer; who asked is kept only where the settings say so.

        Those that come while others are written down are written together, once that is done.
        """
        text = normalised(question)
        if text:
            self._waiting.append(Asking(text, self._now(), asker if self._keep_askers else ""))
            async with self._writing:
                await self._write()

    async def _write(self) -> None:
        written, self._waiting = self._waiting[:_MOST_NOTED], self._waiting[_MOST_NOTED:]
        if written:
            async with self._database.begin() as session:
                await gaps.note_all(session, written)

    async def top(
        self, is_answered: Callable[[str], bool] = lambda _: False, limit: int = LISTED
    ) -> list[Gap]:
        """Return the questions asked most, without those that are ignored or `is_answered` by now."""
        async with self._database.reading() as session:
            asked = await gaps.most_asked(session, _MOST_READ)
        found: list[Gap] = []
        for gap in asked:
            if len(found) == limit:
                break
            if not is_answered(gap.text):
                found.append(gap)
            # An answer takes milliseconds, and others wait for theirs.
            await asyncio.sleep(0)
        return found

    async def mark(self, question: str, state: Literal["source", "ignored"], actor: Actor) -> None:
        """Note that there is a source for a question, or that nobody wants to hear of it again."""
        async with self._database.begin() as session:
            if not await gaps.mark(session, normalised(question), state, actor):
                raise ActRefusedError("Nobody has asked that without an answer. Look at the list again.")


def normalised(question: str) -> str:
    """Return a question as it is counted: small letters, single spaces, at most 200 characters."""
    return one_line(question).casefold()[:MAX_LENGTH].rstrip()
