"""Rows: for each number some others, in two arrays (compressed sparse rows)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.arrays import Arrays


class Rows:
    """Rows of numbers that do not change; a row is a piece of one long array."""

    def __init__(self, begins: NDArray[np.int64], values: NDArray[np.int32]) -> None:
        """Take all rows one behind the other, and where each begins; the last entry is where all end."""
        self._begins, self._values = begins, values

    @classmethod
    def of(cls, rows: Sequence[Sequence[int] | NDArray[np.int32]]) -> "Rows":
        """Put rows one behind the other."""
        begins = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, rows), np.int64, len(rows)), out=begins[1:])
        values = np.empty(int(begins[-1]), np.int32)
        for begin, row in zip(begins.tolist(), rows, strict=False):
            values[begin : begin + len(row)] = row
        return cls(begins, values)

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Rows":
        """Take what `arrays` returned."""
        return cls(arrays["begins"], arrays["values"])  # type: ignore[arg-type]

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        return {"begins": self._begins, "values": self._values}

    def __len__(self) -> int:
        return len(self._begins) - 1

    def __getitem__(self, number: int) -> NDArray[np.int32]:
        """Return a row; the number must be one of the rows'."""
        return self._values[self._begins[number] : self._begins[number + 1]]

    def lengths(self) -> NDArray[np.int64]:
        """Return how long each row is."""
        return np.diff(self._begins)

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return for each row the sum of what its numbers stand for."""
        running = np.concatenate(([0.0], np.cumsum(values[self._values])))
        total: NDArray[np.float64] = running[self._begins[1:]] - running[self._begins[:-1]]
        return total
