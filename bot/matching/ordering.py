"""The first few of very many, by several keys, without sorting all.

Sorting half a million facts by five keys takes 200 ms; a page shows five of them. So the key that counts
most parts those that can be on the page from those that cannot (partial sorting, `numpy.partition`), and
only where its values are equal the next key is asked.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

# Sums of the same parts in floating point differ in their last digits, by the order of adding.
STEPS = 1_000_000
"""Of 1: what differs by less is equal, and the next key decides."""
Places: TypeAlias = NDArray[np.int64]
Key: TypeAlias = Callable[[Places], NDArray[np.int64]]
"""Returns what some of the things are ordered by, given their places, which rise."""
Keys: TypeAlias = Sequence[Key]


def in_steps(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return numbers as a key: rounded to steps."""
    return np.rint(values * STEPS).astype(np.int64)


def first_places(keys: Keys, length: int, count: int) -> Places:
    """Return the places of the `count` smallest of so many, in order: by the first key, equals by the second.

    Where all are equal, the earlier place comes first. A key is asked for no more than it must decide.
    """
    return _first(np.arange(length), keys, count)


def _first(places: Places, keys: Keys, count: int) -> Places:
    if len(places) <= count or not keys:
        return _sorted(places, keys)[:count]
    key, *others = keys
    values = key(places)
    last = np.partition(values, count - 1)[count - 1]
    surely = _sorted(places[values < last], keys)
    return np.concatenate((surely, _first(places[values == last], others, count - len(surely))))


def _sorted(places: Places, keys: Keys) -> Places:
    if not keys or not len(places):
        return places
    return places[np.lexsort([key(places) for key in reversed(keys)])]
