"""Ways: how facts account for a part of a question, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain import How
from bot.matching.factset import FactSet, Numbers
from bot.matching.wording import Field

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to account for a part: these facts do, this well."""

    share: float
    """0–1, of the part."""
    how: How
    facts: FactSet
    matched: str = ""
    """What of the facts it matched, where that is the same for all."""
    field: Field = "quote"
    """Where they hold the word, if it is one."""


def facts_of(ways: Sequence[Way]) -> FactSet:
    """Return the facts that account for a part in any way."""
    return FactSet.union(way.facts for way in ways)


def shares_of(ways: Sequence[Way], numbers: Numbers) -> Shares:
    """Return how well each of some facts, whose numbers rise, accounts for a part: by its best way."""
    shares = np.zeros(len(numbers))
    for way in ways:
        np.maximum(shares, way.share, out=shares, where=way.facts.holds(numbers))
    return shares


def way_of(ways: Sequence[Way], number: int) -> Way | None:
    """Return the best way in which a fact accounts for a part; the first of equals."""
    held = [way for way in ways if number in way.facts]
    return max(held, key=lambda way: way.share, default=None)
