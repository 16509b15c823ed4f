"""Dictionaries of strings that do not change, kept in four arrays.

A million strings in a Python dict take some 170 MB and seconds to build; in arrays they take a fifth of that,
and a file of them is open at once. A string is found by a checksum (CRC-32): the checksums stand sorted, so
that one is found by halving, and the string behind it is compared, since two strings may share one.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from bot.matching.arrays import Arrays

UNKNOWN = -1


class StringTable:
    """Strings with their numbers, from 0 in the order that they were given in."""

    def __init__(
        self,
        letters: NDArray[np.uint8],
        begins: NDArray[np.int64],
        checksums: NDArray[np.uint32],
        order: NDArray[np.int32],
    ) -> None:
        """Take UTF-8 text, where each string begins, the checksums sorted, and whose each of them is."""
        self._arrays: Arrays = {"letters": letters, "begins": begins, "checksums": checksums, "order": order}
        # One entry of such a view is read in a third of the time that an array takes for it.
        self._letters, self._begins = letters.data, begins.data
        self._checksums, self._order = checksums.data, order.data

    @classmethod
    def of(cls, strings: Iterable[str]) -> "StringTable":
        """Give some strings numbers; each must be given once."""
        encoded = [_encode(each) for each in strings]
        begins = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=begins[1:])
        checksums = np.fromiter(map(zlib.crc32, encoded), np.uint32, len(encoded))
        order = np.argsort(checksums, kind="stable").astype(np.int32)
        return cls(np.frombuffer(b"".join(encoded), np.uint8), begins, checksums[order], order)

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "StringTable":
        """Take what `arrays` returned."""
        return cls(*(arrays[name] for name in ("letters", "begins", "checksums", "order")))  # type: ignore[arg-type]

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        return self._arrays

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, number: int) -> str:
        """Return the string of a number; it must be one of the table's."""
        return str(self._bytes(number), "utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.number(text) != UNKNOWN

    def number(self, text: str) -> int:
        """Return the number of a string, or UNKNOWN."""
        encoded = _encode(text)
        checksum = zlib.crc32(encoded)
        place = bisect_left(self._checksums, checksum)
        while place < len(self._order) and self._checksums[place] == checksum:
            number: int = self._order[place]
            if self._bytes(number) == encoded:
                return number
            place += 1
        return UNKNOWN

    def _bytes(self, number: int) -> memoryview:
        return self._letters[self._begins[number] : self._begins[number + 1]]


def _encode(text: str) -> bytes:
    # A lone surrogate is no text, but it may be asked for.
    return text.encode("utf-8", "surrogatepass")
