"""Columns: one number about each fact, side by side, so that a million are compared at once."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.matching.arrays import Arrays

NAMES = (
    *("newest", "began", "first", "last"),
    *("source", "ordinal", "origin", "topics", "traits", "credibility", "words"),
)
"""Its newest day, the day from which it held, the first and the last of what it is about (ordinals); its
source's number and its own within it; who it comes from, by number; how many topics it has; its `Trait`s; its
grade (1–6); how many words it has."""
_ROOM = 1024


class Columns:
    """The columns of an index; rows are added at the end, and never changed."""

    def __init__(self, saved: Arrays | None = None) -> None:
        self._values: dict[str, NDArray[np.int32]] = {
            name: np.asarray(saved[name], np.int32) if saved else np.empty(0, np.int32) for name in NAMES
        }
        self._length = len(self._values[NAMES[0]])

    def __len__(self) -> int:
        return self._length

    def add(self, row: Iterable[int]) -> None:
        """Add a row, in the order of NAMES."""
        if self._length == len(self._values[NAMES[0]]):
            # Whoever reads the old arrays goes on doing so.
            room = max(_ROOM, self._length // 4)
            self._values = {
                name: np.concatenate((values, np.empty(room, np.int32)))
                for name, values in self._values.items()
            }
        for values, value in zip(self._values.values(), row, strict=True):
            values[self._length] = value
        self._length += 1

    def __getitem__(self, name: str) -> NDArray[np.int32]:
        """Return a column as far as it is filled."""
        return self._values[name][: self._length]

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        return {name: self[name] for name in NAMES}
