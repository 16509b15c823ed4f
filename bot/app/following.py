"""A running bot follows the ledger: what changes there is in its answers within seconds.

A change of facts is taken into the index in place, between two answers, so that none is made of two
states. Where names change, or a good part of the facts, a new index is built beside the old one, which goes
on answering; it is saved before the next change.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import structlog

from bot.answering.changes import changes
from bot.answering.desk import AnswerDesk
from bot.answering.desks import Desks
from bot.answering.sources import with_coverage
from bot.app.ceilings import Divided, Seen, desks_before
from bot.app.desk import english_words, nothing_to_serve
from bot.app.indexing import Indexer, index_path, must_build, prepared
from bot.domain import FactBase
from bot.domain.handling import STRICTEST, Tlp, is_looser
from bot.domain.questions import LEAST_CONFIDENCE
from bot.errors import FootnoteError
from bot.factbase.past_days import recall_day
from bot.factbase.recalling import Recalled, recall
from bot.factbase.sync import sync
from bot.matching import Matcher
from bot.settings import Settings
from bot.storage.engine import Database, StorageError

log = structlog.get_logger()


class Follower:
    """Holds the desks of one process at the ledger's head."""

    def __init__(
        self,
        database: Database,
        english: frozenset[str],
        now: Callable[[], datetime],
        state: Recalled,
        *,
        least_confidence: float = LEAST_CONFIDENCE,
        index: Path | None = None,
    ) -> None:
        """Begin with a state of the ledger; its index is opened from a file, if it is saved and fits."""
        self._database = database
        self._indexer = Indexer(english, least_confidence, index)
        self._now = now
        self._state = state
        opened = self._indexer.open(state)
        self._is_to_save = opened is None
        divided = Divided(state.base)
        self._matchers = {
            owner: opened if opened and base is state.base else self._indexer.build(base, state.stored)
            for owner, base in divided.indexed.items()
        }
        self._seen = divided.seen(self._matchers)
        self._read_at = now()
        self._beating = asyncio.Lock()
        self.desks = Desks(
            desks_before(self._seen), self._past, partial(changes, database), partial(with_coverage, database)
        )

    @property
    def base(self) -> FactBase:
        """The whole state that is answered from."""
        return self._state.base

    @property
    def matcher(self) -> Matcher:
        """The index of the whole state; it changes in place."""
        return self._matchers[STRICTEST]

    def within(self, ceiling: Tlp) -> Seen:
        """Return the state and its index as a ceiling lets them be seen; the index changes in place."""
        return self._seen[ceiling]

    def age_s(self) -> float:
        """Return how long ago the ledger was last read."""
        return max(0.0, (self._now() - self._read_at).total_seconds())

    async def beat(self) -> None:
        """Look whether the ledger has gone on, and go along; with the database away, say since when."""
        # Two at once could end with the older state.
        async with self._beating:
            await self._save()
            await self._look()

    async def close(self) -> None:
        """Save what was built; for whoever does not go on to beat."""
        async with self._beating:
            await self._save()

    async def _save(self) -> None:
        """Save an index that was built, as long as nothing in it is replaced."""
        if self._is_to_save:
            self._is_to_save = False
            await asyncio.to_thread(self._indexer.save, self._state, self.matcher)

    async def _look(self) -> None:
        try:
            after = await recall(self._database, self._state)
        except StorageError as error:
            if self.desks.away_since is None:
                log.warning("ledger.away", error=type(error).__name__)
            self.desks.away_since = self._read_at
            return
        if self.desks.away_since is not None:
            log.info("ledger.back")
        self.desks.away_since = None
        self._read_at = self._now()
        before = self._state.base
        is_reread = after.changed is None
        if is_reread or after.base.head != before.head or after.base.left_out != before.left_out:
            await self._go_along(after)

    async def _go_along(self, after: Recalled) -> None:
        changed, before = after.changed, self._state.base
        divided = await asyncio.to_thread(Divided, after.base)
        is_new = changed is None or must_build(self.matcher, after, changed)
        matchers: dict[Tlp, Matcher] = {}
        for owner, base in divided.indexed.items():
            if is_new or owner not in self._matchers:
                matchers[owner] = await asyncio.to_thread(self._indexer.build, base, after.stored)
        # From here on nothing is awaited: no answer is made of two states.
        for owner, base in divided.indexed.items():
            if changed is not None and owner not in matchers:
                matchers[owner] = self._matchers[owner]
                matchers[owner].replace(base, changed, prepared(after.stored, changed))
        self._is_to_save = self._is_to_save or is_new
        self._state, self._matchers, self._seen = after, matchers, divided.seen(matchers)
        self.desks.replace(desks_before(self._seen), is_past_void=_shows_less(before, after))
        log.info("ledger.followed", head=after.base.head)

    async def _past(self, day: date, ceiling: Tlp) -> AnswerDesk:
        past = await recall_day(self._database, day)
        # What has got a stricter marking since is not told either.
        base = past.base.within(ceiling).without(self.base.above(ceiling))
        matcher = await asyncio.to_thread(self._indexer.build, base, past.stored)
        return AnswerDesk(base, matcher, begins_on=past.begins_on)


def _shows_less(before: FactBase, after: Recalled) -> bool:
    """Tell whether a change took away words, or made a marking stricter: of past days, too."""
    if after.changed is None or after.stored.is_blank(after.changed):
        return True
    return any(is_looser(before.marking_of(each), after.base.marking_of(each)) for each in after.changed)


async def follow(database: Database, settings: Settings, now: Callable[[], datetime]) -> Follower:
    """Begin at the ledger's head; where it holds no fact yet, take over the files first.

    Raises StorageError if the database fails, KnowledgeError if neither holds a base, FootnoteError if
    errors keep every fact out of it.
    """
    state = await recall(database)
    if not state.base.facts:
        await take_over(database, settings, now)
        state = await recall(database)
    if not state.base.facts and state.base.left_out:
        raise nothing_to_serve(*_first(state.base))
    return _begin(database, now, state, settings)


async def take_over(database: Database, settings: Settings, now: Callable[[], datetime]) -> None:
    """Take over what changed in the files; KnowledgeError if there are none, StorageError if that fails."""
    synced = await sync(database, settings.knowledge_dir, settings.seeds_dir, now)
    log.info("ledger.synced", events=len(synced.events), head=synced.head)
    for name, problem in synced.problems.items():
        log.warning("base.left_out", what=name, problem=problem)


async def take_over_later(database: Database, settings: Settings, now: Callable[[], datetime]) -> None:
    """Take over the files beside a bot that answers already; what goes wrong is logged.

    A replica may have the database alone.
    """
    if not settings.knowledge_dir.is_dir():
        log.info("ledger.not_synced", reason="there are no files here")
        return
    try:
        await take_over(database, settings, now)
    except FootnoteError as error:
        log.warning("ledger.not_synced", reason=str(error))


async def follower_of(
    database: Database, now: Callable[[], datetime], settings: Settings | None = None
) -> Follower:
    """Begin at the ledger's head, as it is; StorageError if it cannot be read.

    Without settings it has the defaults, and opens no saved index.
    """
    return _begin(database, now, await recall(database), settings)


def _begin(
    database: Database, now: Callable[[], datetime], state: Recalled, settings: Settings | None
) -> Follower:
    if settings is None:
        return Follower(database, english_words(), now, state)
    least, index = settings.least_confidence, index_path(settings)
    return Follower(database, english_words(), now, state, least_confidence=least, index=index)


def now() -> datetime:
    """Return the moment, by UTC."""
    return datetime.now(UTC)


def _first(base: FactBase) -> tuple[str, int]:
    """Return the first thing that is kept out: a file before a fact, since it explains more."""
    name = min(base.left_out, key=lambda each: ("/" not in each, each))
    return f"{name}: {base.left_out[name]}", len(base.left_out)
