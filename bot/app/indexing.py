"""The index of a running bot: built from a state of the ledger, or opened from the file that it was saved in.

A file fits if this very code made it of these very names and documents. Facts that have changed since are
found by their fingerprints and taken in one by one: it does not matter which ledger it was, or how long ago.
"""

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from itertools import compress
from pathlib import Path

import numpy as np
import structlog

from bot.app.database import has_database
from bot.domain import FactBase
from bot.domain.questions import LEAST_CONFIDENCE
from bot.factbase.recalling import Recalled
from bot.factbase.stored_facts import StoredFacts
from bot.matching import Matcher, Prepared
from bot.settings import Settings
from bot.storage.index_files import Arrays, read_arrays, write_arrays

log = structlog.get_logger()

FILE_NAME = "footnote.index"
# What changed stands beside the arrays, in three times the room, and what is gone is looked over in vain.
# Beyond a tenth a new index is worth its while; a few hundred facts never are.
_MOST_WORN, _FEW = 0.1, 1_000
# Facts that change at once: they are taken in on the loop, between two answers, in 50 ms.
_MOST_AT_ONCE = 2_000
_FACTS, _SOURCES = "fingerprints.facts", "fingerprints.sources"


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved index that fits a state of the ledger, and what has changed since."""

    arrays: Arrays
    came: tuple[str, ...]
    """The facts that are new, or other than they were."""
    gone: tuple[int, ...]
    """By number, the facts that are no more, or other than they were."""


@dataclass(frozen=True, slots=True)
class Indexer:
    """Builds, opens and saves what one process answers from."""

    english: frozenset[str]
    least_confidence: float = LEAST_CONFIDENCE
    path: Path | None = None
    """Where the index is saved, if it is."""

    def open(self, state: Recalled) -> Matcher | None:
        """Open the saved index and bring it up to date; None if there is none that fits."""
        if self.path is None:
            return None
        try:
            return self._open(self.path, state)
        except (LookupError, TypeError, ValueError, NotImplementedError) as error:
            # Its checksum and its key are right, and yet it holds other arrays (numpy's errors among these).
            log.info("index.rejected", path=str(self.path), reason=f"it is no index: {type(error).__name__}")
            return None

    def _open(self, path: Path, state: Recalled) -> Matcher | None:
        saved = read_saved(path, state)
        if saved is None:
            return None
        base, stored = state.base, state.stored
        with without_collection():
            matcher = self._matcher(base, prepared(stored, ()), saved.arrays)
            changed = {*saved.came, *map(matcher.id_of, saved.gone)}
            if stored.is_blank(changed):
                log.info("index.rejected", path=str(path), reason="words were taken away for good")
                return None
            if changed:
                matcher.replace(base, changed, prepared(stored, changed))
        log.info("index.opened", facts=len(base.facts), changed=len(changed))
        return matcher

    def build(self, base: FactBase, stored: StoredFacts) -> Matcher:
        """Index a state of the ledger, of now or of a day, or a part of it."""
        with without_collection():
            return self._matcher(base, prepared(stored, base.facts))

    def save(self, state: Recalled, matcher: Matcher) -> None:
        """Save an index as it was built, before anything in it is replaced; if that fails, it is logged."""
        if self.path is None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.warning("index.not_saved", path=str(self.path), reason=error.strerror)
            return
        stored = state.stored
        fingerprints = {_FACTS: stored.fingerprints(), _SOURCES: stored.fingerprints_of_sources()}
        write_arrays(self.path, _key(state.base), {**matcher.arrays(), **fingerprints})

    def _matcher(self, base: FactBase, known: Prepared, saved: Arrays | None = None) -> Matcher:
        return Matcher(base, self.english, known, least_confidence=self.least_confidence, saved=saved)


def index_path(settings: Settings) -> Path | None:
    """Return where the index is saved, if it is: where the settings say, else beside the SQLite database."""
    if settings.index_dir:
        return settings.index_dir / FILE_NAME
    if settings.database_url or not has_database(settings):
        return None
    return settings.data_dir / FILE_NAME


def read_saved(path: Path, state: Recalled) -> Saved | None:
    """Open a saved index, and find out what has changed since; None if none fits, or too much has changed."""
    arrays = read_arrays(path, _key(state.base))
    if arrays is None:
        return None
    if not np.isin(arrays[_SOURCES], state.stored.fingerprints_of_sources()).all():
        # The words of a title stand beside all facts of its document.
        log.info("index.rejected", path=str(path), reason="a document is described otherwise")
        return None
    before, now = arrays[_FACTS], state.stored.fingerprints()
    came, gone = ~np.isin(now, before), ~np.isin(before, now)
    if np.count_nonzero(came) + np.count_nonzero(gone) > _most_worn(state):
        log.info("index.rejected", path=str(path), reason="too many facts have changed")
        return None
    return Saved(arrays, tuple(compress(state.base.facts, came)), tuple(np.flatnonzero(gone).tolist()))


def must_build(matcher: Matcher, after: Recalled, changed: Collection[str]) -> bool:
    """Tell whether an index is better built anew than changed: it would hold what is gone, or the loop.

    What was taken away for good must not stay at all, neither in memory nor in the file.
    """
    is_worn = matcher.worn + len(changed) > _most_worn(after)
    return is_worn or len(changed) > _MOST_AT_ONCE or after.stored.is_blank(changed)


def _most_worn(state: Recalled) -> float:
    return _FEW + _MOST_WORN * len(state.base.facts)


def prepared(stored: StoredFacts, fact_ids: Collection[str]) -> Prepared:
    """Hand over what was worked out of some facts when they came in."""
    return Prepared(stored.terms, stored.sources, stored.judged(fact_ids))


def _key(base: FactBase) -> str:
    """Digest what an index is made by, and the names that it is made of."""
    digest = blake2b(_code())
    for names in (base.entities, base.topics):
        for _, each in sorted(names.items()):
            digest.update(each.model_dump_json().encode())
    return digest.hexdigest()


@cache
def _code() -> bytes:
    """Digest the code and the words of matching, as they are when a process begins."""
    digest = blake2b()
    beside = files("bot.app").joinpath("indexing.py")
    for file in (beside, *sorted(files("bot.matching").iterdir(), key=lambda each: each.name)):
        if file.is_file():
            digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.digest()


@contextmanager
def without_collection() -> Iterator[None]:
    """Pause the garbage collector: nothing of a base or of its index is garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
            gc.freeze()
