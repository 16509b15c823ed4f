"""Composing: a window of the ledger, and how things stand after it, become what one digest says."""

import asyncio
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.digests.contents import Followed, Material
from bot.digests.following import Following
from bot.digests.picture import published_on
from bot.digests.reading import Period, Reading, read
from bot.digests.sections import Change, changes_in
from bot.digests.sending import NotYetError
from bot.digests.showing import Showing
from bot.domain import FactBase
from bot.domain.digests import AskedInVain, Digest, DigestKind, Subscription, Window, Wishes
from bot.domain.facts import source_of
from bot.matching import Matcher
from bot.storage.engine import Database

MOST_KEPT = 128
"""Of each kind of thing that is kept for the next digest: a busy minute shares a few."""
MOST_ASKED = 5
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class State:
    """What a bot answers from at one moment.

    The matcher changes in place: nothing may be awaited between taking it and having used it.
    """

    base: FactBase
    matcher: Matcher


@dataclass(frozen=True, slots=True)
class _Kept:
    """What digests share as long as the ledger does not go on."""

    head: int
    readings: dict[Period, Reading] = field(default_factory=dict)
    changes: dict[Period, tuple[Change, ...]] = field(default_factory=dict)
    asked: dict[Period, tuple[AskedInVain, ...]] = field(default_factory=dict)
    followed: dict[tuple[tuple[str, ...], int | None], Followed] = field(default_factory=dict)


class Composer:
    """Composes digests from the ledger and the state that is answered from."""

    def __init__(self, database: Database, state: Callable[[], State]) -> None:
        self._database = database
        self._state = state
        self._kept = _Kept(0)
        self._reading = asyncio.Lock()

    async def compose(
        self, subscription: Subscription, to_at: datetime, *, missed: int = 0, kind: DigestKind | None = None
    ) -> Digest:
        """Compose what a subscription is told up to a moment; the first is a summary unless `kind` is given.

        Events that this replica's state does not include yet belong to the next digest. Raises NotYetError
        where the state is older than what was told or taken down, StorageError if the database fails.
        """
        kind = kind or ("summary" if subscription.is_first else subscription.wishes.kind)
        period = Period(subscription.cursor, subscription.covered_at, to_at, kind == "summary")
        state, reading = await self._ready(period)
        # From here on nothing is awaited: the matcher stays as it is.
        head, kept = state.base.head, self._kept
        material = Material(
            subscription=subscription,
            window=Window(
                from_seq=period.from_seq, to_seq=head, from_at=period.from_at, to_at=to_at, missed=missed
            ),
            reading=reading,
            followed=_followed(subscription.wishes, state, kept),
            changes=_once(kept.changes, period, lambda: changes_in(reading.histories, period.from_seq, head)),
            asked=_once(kept.asked, period, lambda: tuple(_in_vain(reading, state.matcher))[:MOST_ASKED]),
            showing=Showing(state.base, state.matcher),
        )
        return material.digest(kind)

    async def _ready(self, period: Period) -> tuple[State, Reading]:
        """Return the state, and a reading of the database that is at least as new."""
        # Who comes second finds what the first has read.
        async with self._reading:
            while True:
                state = self._state()
                head = state.base.head
                if head != self._kept.head:
                    self._kept = _Kept(head)
                reading = self._kept.readings.get(period)
                told = max(period.from_seq, reading.last_redaction if reading else 0)
                if head < told:
                    raise NotYetError(
                        f"This bot answers as of event {head} and has not read up to event {told}. "
                        "Try again in a few seconds."
                    )
                if reading:
                    return state, reading
                async with self._database.reading() as session:
                    reading = await read(session, period)
                if self._state().base.head <= reading.head:
                    _keep(self._kept.readings, period, reading)


def _followed(wishes: Wishes, state: State, kept: _Kept) -> Followed:
    def find() -> Followed:
        following = Following(state.base.entities, wishes.about, wishes.least_credibility)
        fact_ids = following.facts(state.matcher, state.base)
        published = published_on(state.matcher)
        newest_on = max((published[each] for each in set(map(source_of, fact_ids))), default=None)
        return Followed(following=following, fact_ids=fact_ids, newest_on=newest_on)

    return _once(kept.followed, (wishes.about, wishes.least_credibility), find)


def _in_vain(reading: Reading, matcher: Matcher) -> Iterator[AskedInVain]:
    """Yield the questions that are still without an answer."""
    for text, times in reading.asked:
        if not matcher.understand(text).matches:
            yield AskedInVain(text, times)


def _once(kept: dict[_Key, _Value], key: _Key, make: Callable[[], _Value]) -> _Value:
    """Return what is kept under a key, made the first time."""
    return kept[key] if key in kept else _keep(kept, key, make())


def _keep(kept: dict[_Key, _Value], key: _Key, value: _Value) -> _Value:
    """Keep a value, and return it; where there is no room for it, the oldest goes."""
    if len(kept) >= MOST_KEPT:
        del kept[next(iter(kept))]
    kept[key] = value
    return value
