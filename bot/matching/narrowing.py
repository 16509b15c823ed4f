"""Narrowing: which facts filters let pass."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from bot.domain.filters import Scope
from bot.matching.factset import FactSet, Flags
from bot.matching.view import View


def passing(view: View, scope: Scope) -> FactSet:
    """Return the facts that pass every kind of filter, each by any of its values."""
    found = view.where(_flags(view, scope))
    for each in _named(view, scope):
        found &= each
    return found


def _flags(view: View, scope: Scope) -> Flags:
    flags = view.from_sources({*scope.sources}) if scope.sources else np.ones(view.limit, np.bool_)
    if scope.since:
        flags &= view.column("last") >= scope.since.toordinal()
    if scope.until:
        flags &= view.column("first") <= scope.until.toordinal()
    if scope.credibility:
        flags &= view.column("credibility") <= scope.credibility
    return flags


def _named(view: View, scope: Scope) -> Iterator[FactSet]:
    kinds: tuple[tuple[Iterable[str], Callable[[str], FactSet]], ...] = (
        (scope.places, lambda each: view.tagged(each) | view.narrower(each)),
        (scope.actors, view.named),
        (scope.topics, view.on_topic),
    )
    for ids, find in kinds:
        if ids:
            yield FactSet.union(map(find, ids))
