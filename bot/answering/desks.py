"""The desks of one process: before the present state, and before each past day that is asked about.

There is one for each ceiling: it knows nothing of what may not be told under it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeAlias

from bot.answering.desk import AnswerDesk
from bot.answering.ground import Asked, Ground
from bot.answering.requests import printable, read_parts
from bot.domain import FactBase
from bot.domain.answers import MAX_QUESTION_LENGTH, Away, Question, Reply, SourceRecord
from bot.domain.handling import STRICTEST, Tlp
from bot.errors import FootnoteError

DAYS_READ = 3
"""At once; who asks for one more is told to wait."""
PAST_DAYS_KEPT = 2
"""Each is a whole base in memory."""

ReadChanges: TypeAlias = Callable[[Ground, Asked, date], Awaitable[Reply]]
"""Reads from the ledger what changed, as a desk was asked for it."""
ReadCoverage: TypeAlias = Callable[[FactBase, SourceRecord], Awaitable[SourceRecord]]
"""Adds how much of a document is accounted for, by the facts of a base."""
PastDesk: TypeAlias = Callable[[date, Tlp], Awaitable[AnswerDesk]]
"""Builds the desk before the state of the ledger at the end of a day, under a ceiling."""


class BusyError(FootnoteError):
    """Too many past days are asked for at once."""

    def __init__(self, day: date) -> None:
        super().__init__(f"Other days are being read before {day}. Ask again in a minute.")


class Desks:
    """Finds the desk that answers a question.

    Without `past` only the present is answered, without `changes` not what changed in the ledger, without
    `coverage` not how much of a document is accounted for.
    """

    def __init__(
        self,
        desks: Mapping[Tlp, AnswerDesk],
        past: PastDesk | None = None,
        changes: ReadChanges | None = None,
        coverage: ReadCoverage | None = None,
    ) -> None:
        self.away_since: datetime | None = None
        """When the present state was last read, while the database is away; aware, UTC."""
        self._now = desks
        self._past = past
        self._changes = changes
        self._coverage = coverage
        self._building: dict[tuple[date, Tlp], asyncio.Task[AnswerDesk]] = {}
        self._one_at_a_time = asyncio.Lock()

    @property
    def whole(self) -> AnswerDesk:
        """The desk before everything: for whoever runs the bot, never for what is said in Slack."""
        return self._now[STRICTEST]

    def within(self, ceiling: Tlp) -> AnswerDesk:
        """Return the desk before the present state, as a ceiling lets it be seen."""
        return self._now[ceiling]

    def replace(self, desks: Mapping[Tlp, AnswerDesk], *, is_past_void: bool = False) -> None:
        """Answer from another state from now on; `is_past_void` where past days show too much by now."""
        self._now = desks
        if is_past_void:
            # A day that is over changes by nothing else.
            self._building.clear()

    async def reply(self, desk: AnswerDesk, question: Question, today: date) -> Reply:
        """Answer a question at the desk that `of` found for it; raises what reading the ledger raises."""
        asked = desk.changes_asked(question)
        if asked and self._changes:
            return await self._changes(*asked, today)
        reply = desk.reply(question)
        if isinstance(reply, SourceRecord) and self._coverage:
            return await self._coverage(desk.base, reply)
        return reply

    async def of(self, question: Question, today: date, ceiling: Tlp) -> AnswerDesk:
        """Return the desk for a question that is asked under a ceiling.

        The first question about a past day waits until its state is read: a minute in a base of
        100,000 facts.
        Questions about it meanwhile wait for the same reading, which goes on if one of them gives up.
        Raises what the reading raises, such as StorageError.
        """
        day = past_day(question, today)
        if day is None or self._past is None:
            return self.within(ceiling)
        # Taken out and put back in: the last in the row was asked for last.
        key = (day, ceiling)
        building = self._building.pop(key, None)
        if building is None:
            self._refuse_more(key)
            building = asyncio.create_task(self._build(day, ceiling, self._past))
            building.add_done_callback(partial(self._forget_failed, key))
        self._building[key] = building
        for each in [*self._building][:-PAST_DAYS_KEPT]:
            # One that is still read stays counted until it is.
            if self._building[each].done():
                del self._building[each]
        # What has become of the day's facts since is said with them.
        return (await asyncio.shield(building)).looking_from(self.within(ceiling).base)

    def _refuse_more(self, key: tuple[date, Tlp]) -> None:
        """Refuse to read a further day while others wait: each takes the memory of a base, and a minute."""
        if sum(not each.done() for each in self._building.values()) >= DAYS_READ:
            raise BusyError(key[0])

    def away(self, now: datetime) -> Away | None:
        """Say how old the present state is while the database is away."""
        if self.away_since is None:
            return None
        return Away(self.away_since, max(0, (now - self.away_since) // timedelta(minutes=1)))

    async def _build(self, day: date, ceiling: Tlp, past: PastDesk) -> AnswerDesk:
        async with self._one_at_a_time:
            return await past(day, ceiling)

    def _forget_failed(self, key: tuple[date, Tlp], done: asyncio.Task[AnswerDesk]) -> None:
        """Let the next question about a day try again."""
        if (done.cancelled() or done.exception()) and self._building.get(key) is done:
            del self._building[key]


def past_day(question: Question, today: date) -> date | None:
    """Return the day that is over and whose state of the ledger a question asks for."""
    words = printable(question.text)
    parts = read_parts(words) if len(words) <= MAX_QUESTION_LENGTH else words
    known_on = None if isinstance(parts, str) else parts.clocks.known_on
    return known_on if known_on and known_on < today else None
