"""Preparing: what digests have in common is worked out once, in steps that keep nobody else waiting."""

import asyncio
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeAlias, TypeVar

from bot.digests.arrivals import arrivals_chart, begin_of
from bot.digests.errors import NotYetError
from bot.digests.following import Following
from bot.digests.outcomes import Outcome, outcome_of
from bot.digests.overview import Followed, Overview, Snapshot, followed_by, overview_of
from bot.digests.picture import Amounts, amounts_of
from bot.digests.reading import Period, read
from bot.digests.showing import Showing, State
from bot.domain.charts import Chart
from bot.domain.digests import AskedInVain
from bot.domain.handling import Tlp
from bot.storage.engine import Database
from bot.storage.stretches import Arrivals, arrivals_since

MOST_KEPT = 128
"""Of each kind of thing that is kept for the next digest: a busy minute shares a few."""
MOST_ASKED = 5
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Scope(NamedTuple):
    """What is followed, as in Wishes."""

    about: tuple[str, ...]
    least_credibility: int | None


_Day: TypeAlias = tuple[Scope, date]


@dataclass(slots=True)
class _Kept:
    """What digests share as long as the state is the same, be it under several ceilings."""

    state: State
    showing: Showing
    snapshot: Snapshot | None = None
    outcomes: dict[tuple[Period, Tlp], Outcome] = field(default_factory=dict)
    answered: dict[str, bool] = field(default_factory=dict)
    """By question."""
    followed: dict[Scope, Followed] = field(default_factory=dict)
    overviews: dict[_Day, Overview] = field(default_factory=dict)
    amounts: dict[_Day, Amounts] = field(default_factory=dict)
    arrivals: dict[date, Arrivals] = field(default_factory=dict)
    """By the last day of a chart."""
    charts: dict[_Day, Chart | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """All that one digest is made of, of one state."""

    kept: _Kept
    scope: Scope
    outcome: Outcome
    followed: Followed
    asked: tuple[AskedInVain, ...]
    standing: tuple[Overview, Amounts] | None
    """Only for a summary."""

    @property
    def showing(self) -> Showing:
        """Shows the facts of that state."""
        return self.kept.showing


class Preparing:
    """Works out what digests are made of.

    What goes through many facts is done beside the loop, over what does not change. The matcher does: what
    needs it is done in short steps, for each of which the state is taken anew.
    """

    def __init__(self, database: Database, state: Callable[[Tlp], State]) -> None:
        self._database = database
        self._state = state
        self._latest: dict[Tlp, _Kept] = {}
        self._one_at_a_time = asyncio.Lock()

    async def ready(self, period: Period, scope: Scope, ceiling: Tlp) -> Ready:
        """Return what a digest is made of, without what is above a ceiling, until something else is awaited.

        Raises NotYetError where the state is older than what was told or taken down, StorageError if the
        database fails.
        """
        today = (scope, period.to_at.date())
        # Who comes second finds what the first has made.
        async with self._one_at_a_time:
            while True:
                kept = self._kept(ceiling)
                outcome, followed = kept.outcomes.get((period, ceiling)), kept.followed.get(scope)
                _refuse_older(kept.state, period, outcome)
                if outcome is None:
                    await self._read(kept, period, ceiling)
                elif followed is None:
                    await _follow(kept, scope)
                elif question := _next_unread(outcome, kept.answered):
                    _keep(kept.answered, question, bool(kept.state.matcher.understand(question).matches))
                    await asyncio.sleep(0)
                elif period.is_summary and today not in kept.overviews:
                    await _look_over(kept, today, outcome)
                elif period.is_summary and today not in kept.amounts:
                    _keep(kept.amounts, today, amounts_of(kept.overviews[today], kept.showing))
                    await asyncio.sleep(0)
                else:
                    return Ready(
                        kept=kept,
                        scope=scope,
                        outcome=outcome,
                        followed=followed,
                        asked=tuple(_in_vain(outcome, kept.answered)),
                        standing=(kept.overviews[today], kept.amounts[today]) if period.is_summary else None,
                    )

    async def arrivals_chart(self, ready: Ready, until: date) -> Chart | None:
        """Draw how many facts came of what is followed, up to a day; StorageError if the database fails."""
        async with self._one_at_a_time:
            kept, day = ready.kept, (ready.scope, until)
            if until not in kept.arrivals:
                async with self._database.reading() as session:
                    _keep(kept.arrivals, until, await arrivals_since(session, begin_of(until)), most=1)
            if day not in kept.charts:
                arrivals, base = kept.arrivals[until], kept.state.base
                chart = await asyncio.to_thread(arrivals_chart, arrivals, ready.followed, base, until)
                _keep(kept.charts, day, chart)
            return kept.charts[day]

    def _kept(self, ceiling: Tlp) -> _Kept:
        """Return what is kept of the present state under a ceiling."""
        state = self._state(ceiling)
        known = self._latest.get(ceiling)
        if known is None or known.state.base is not state.base:
            head = state.base.head
            self._latest = {each: kept for each, kept in self._latest.items() if kept.state.base.head == head}
            same = (kept for kept in self._latest.values() if kept.state.base is state.base)
            known = self._latest[ceiling] = next(same, None) or _Kept(state, Showing(state))
        return known

    async def _read(self, kept: _Kept, period: Period, ceiling: Tlp) -> None:
        async with self._database.reading() as session:
            reading = await read(session, period)
        outcome = await asyncio.to_thread(outcome_of, reading, period, kept.state.base, ceiling)
        _keep(kept.outcomes, (period, ceiling), outcome)


async def _follow(kept: _Kept, scope: Scope) -> None:
    base, matcher = kept.state.base, kept.state.matcher
    published = {source.id: source.published for source, _ in matcher.sources}
    following = Following(base.entities, *scope)
    fact_ids = await following.facts(matcher, base)
    _keep(kept.followed, scope, await asyncio.to_thread(followed_by, following, fact_ids, published))


async def _look_over(kept: _Kept, day: _Day, outcome: Outcome) -> None:
    scope, today = day
    kept.snapshot = kept.snapshot or Snapshot.of(kept.state.base, kept.state.matcher)
    overview = await asyncio.to_thread(overview_of, kept.snapshot, kept.followed[scope], outcome, today)
    _keep(kept.overviews, day, overview)


def _refuse_older(state: State, period: Period, outcome: Outcome | None) -> None:
    head, told = state.base.head, max(period.from_seq, outcome.last_redaction if outcome else 0)
    if head < told:
        raise NotYetError(
            f"This bot answers as of event {head} and has not read up to event {told}. "
            "Try again in a few seconds."
        )


def _next_unread(outcome: Outcome, answered: Mapping[str, bool]) -> str | None:
    """Return the next question to be read, unless enough are known to have no answer."""
    if len(list(_in_vain(outcome, answered))) == MOST_ASKED:
        return None
    return next((text for text, _ in outcome.asked if text not in answered), None)


def _in_vain(outcome: Outcome, answered: Mapping[str, bool]) -> Iterator[AskedInVain]:
    """Yield the first questions that are still without an answer, as far as they have been read."""
    in_vain = (AskedInVain(text, times) for text, times in outcome.asked if not answered.get(text, True))
    return islice(in_vain, MOST_ASKED)


def _keep(kept: dict[_Key, _Value], key: _Key, value: _Value, *, most: int = MOST_KEPT) -> None:
    """Keep a value; where there is no room for it, the oldest goes."""
    if len(kept) >= most:
        del kept[next(iter(kept))]
    kept[key] = value
