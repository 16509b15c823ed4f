"""Ways: how facts account for a part of a question, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain import How
from bot.matching.factset import FactSet, Numbers
from bot.matching.wording import Field

Shares = NDArray[np.float64]
NO_WAY = -1


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
    alike: float = 1.0
    """0–1: how likely this was meant, if it is another than was typed."""
    covers: float = 0.0
    """0–1: by a name, how much of it is typed."""
    is_wider: bool = False
    """By a name that other words of the question belong to as well."""


def facts_of(ways: Sequence[Way]) -> FactSet:
    """Return the facts that account for a part in any way."""
    return FactSet.union(way.facts for way in ways)


def best_of(ways: Sequence[Way], numbers: Numbers) -> NDArray[np.int16]:
    """Return for each of some facts, whose numbers rise, the place of its best way, or NO_WAY.

    Of equals, the first.
    """
    best = np.full(len(numbers), NO_WAY, np.int16)
    for place in sorted(range(len(ways)), key=lambda each: (ways[each].share, -each)):
        best[ways[place].facts.holds(numbers)] = place
    return best


def shares_of(ways: Sequence[Way], best: NDArray[np.int16]) -> Shares:
    """Return how well facts account for a part, given the places of their best ways."""
    # The last entry is for those without a way, whose place is the last by counting from the end.
    return np.array([*(way.share for way in ways), 0.0])[best]
