"""The desks of one process: one before the present state, and one for each past day that is asked about."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeAlias

from bot.answering.desk import AnswerDesk, printable
from bot.domain import FactBase
from bot.domain.answers import MAX_QUESTION_LENGTH, Away, Question
from bot.domain.clocks import read_clocks

PAST_DAYS_KEPT = 2
"""Each is a whole base in memory."""

PastDesk: TypeAlias = Callable[[date], Awaitable[AnswerDesk]]
"""Builds the desk before the state of the ledger at the end of a day."""


class Desks:
    """Finds the desk that answers a question; without `past` only the present is answered."""

    def __init__(self, desk: AnswerDesk, past: PastDesk | None = None) -> None:
        self.now = desk
        self.away_since: datetime | None = None
        """When the present state was last read, while the database is away; aware, UTC."""
        self._past = past
        self._building: dict[date, asyncio.Task[AnswerDesk]] = {}
        self._one_at_a_time = asyncio.Lock()

    def replace(self, desk: AnswerDesk) -> None:
        """Answer from another state from now on."""
        taken_down = _redacted(desk.base) - _redacted(self.now.base)
        self.now = desk
        if taken_down:
            # A day that is over changes by nothing else.
            self._building.clear()

    async def of(self, question: Question, today: date) -> AnswerDesk:
        """Return the desk for a question.

        The first question about a past day waits until its state is read: a minute in a base of
        100,000 facts.
        Questions about it meanwhile wait for the same reading, which goes on if one of them gives up.
        Raises what the reading raises, such as StorageError.
        """
        day = past_day(question, today)
        if day is None or self._past is None:
            return self.now
        # Taken out and put back in: the last in the row was asked for last.
        building = self._building.pop(day, None)
        if building is None:
            building = asyncio.create_task(self._build(day, self._past))
            building.add_done_callback(partial(self._forget_failed, day))
        self._building[day] = building
        while len(self._building) > PAST_DAYS_KEPT:
            del self._building[next(iter(self._building))]
        # What has become of the day's facts since is said with them.
        return (await asyncio.shield(building)).looking_from(self.now.base)

    def away(self, now: datetime) -> Away | None:
        """Say how old the present state is while the database is away."""
        if self.away_since is None:
            return None
        return Away(self.away_since, max(0, (now - self.away_since) // timedelta(minutes=1)))

    async def _build(self, day: date, past: PastDesk) -> AnswerDesk:
        async with self._one_at_a_time:
            return await past(day)

    def _forget_failed(self, day: date, done: asyncio.Task[AnswerDesk]) -> None:
        """Let the next question about a day try again."""
        if (done.cancelled() or done.exception()) and self._building.get(day) is done:
            del self._building[day]


def _redacted(base: FactBase) -> set[str]:
    return {fact_id for fact_id, standing in base.withdrawn.items() if standing.is_redacted}


def past_day(question: Question, today: date) -> date | None:
    """Return the day that is over and whose state of the ledger a question asks for."""
    words = printable(question.text)
    read = read_clocks(words) if len(words) <= MAX_QUESTION_LENGTH else words
    known_on = None if isinstance(read, str) else read[1].known_on
    return known_on if known_on and known_on < today else None
