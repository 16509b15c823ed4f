"""Sets of facts, each fact by its number: sorted arrays, so that sets of a million are met in milliseconds.

Two large sets are met by marking one in a row of flags, one flag for each fact, and looking the other up
there; a small set is looked up in a large one by halving; small sets are united by sorting.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]
# Where one set is so many times larger than the other, halving is faster than marking.
_MUCH_LARGER = 32
# Where there are so many times fewer facts than flags, sorting them is faster than marking.
_SPARSE = 16


class FactSet:
    """Some facts of an index; it does not change."""

    __slots__ = ("numbers",)

    def __init__(self, numbers: Numbers) -> None:
        """Take numbers that rise."""
        self.numbers = numbers

    @classmethod
    def union(cls, sets: Iterable["FactSet"]) -> "FactSet":
        """Return what is in any of some sets."""
        held = [each.numbers for each in sets if len(each.numbers)]
        if len(held) < 2:  # noqa: PLR2004  # nothing to unite
            return cls(held[0]) if held else NO_FACTS
        last = max(int(numbers[-1]) for numbers in held)
        if sum(map(len, held)) * _SPARSE < last:
            every = np.concatenate(held)
            every.sort()
            is_last = np.append(every[1:] != every[:-1], True)
            return cls(every[is_last])
        flags = np.zeros(last + 1, np.bool_)
        for numbers in held:
            flags[numbers] = True
        return cls.marked(flags)

    @classmethod
    def marked(cls, flags: Flags) -> "FactSet":
        """Return the facts whose flag is set."""
        return cls(np.flatnonzero(flags).astype(np.int32))

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[int]:
        return iter(self.numbers.tolist())

    def __contains__(self, number: int) -> bool:
        place = int(self.numbers.searchsorted(np.int32(number)))
        return place < len(self.numbers) and int(self.numbers[place]) == number

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FactSet) and np.array_equal(self.numbers, other.numbers)

    def __hash__(self) -> int:
        return hash(self.numbers.tobytes())

    def __and__(self, other: "FactSet") -> "FactSet":
        small, large = sorted((self, other), key=len)
        return FactSet(small.numbers[large.holds(small.numbers)])

    def __or__(self, other: "FactSet") -> "FactSet":
        return FactSet.union((self, other))

    def isdisjoint(self, other: "FactSet") -> bool:
        """Tell whether two sets have no fact in common."""
        return not len(self & other)

    def holds(self, numbers: Numbers) -> Flags:
        """Tell of each number whether it is in the set; the numbers must rise."""
        if not len(self.numbers) or not len(numbers):
            return np.zeros(len(numbers), np.bool_)
        if len(numbers) * _MUCH_LARGER < len(self.numbers):
            places = self.numbers.searchsorted(numbers)
            places[places == len(self.numbers)] = 0
            found: Flags = self.numbers[places] == numbers
            return found
        if len(self.numbers) * _MUCH_LARGER < len(numbers):
            places = numbers.searchsorted(self.numbers)
            places[places == len(numbers)] = 0
            held = np.zeros(len(numbers), np.bool_)
            held[places[numbers[places] == self.numbers]] = True
            return held
        flags = np.zeros(max(int(self.numbers[-1]), int(numbers[-1])) + 1, np.bool_)
        flags[self.numbers] = True
        return flags[numbers]


NO_FACTS = FactSet(np.empty(0, np.int32))
