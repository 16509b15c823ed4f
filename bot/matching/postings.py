"""Postings: the facts that an index keeps by its keys, in the order in which the facts came.

Those of a saved index stand in arrays that do not change; those that came since, in lists beside them.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from bot.matching.arrays import Arrays, inner, named
from bot.matching.factset import Numbers
from bot.matching.rows import Rows
from bot.matching.strings import UNKNOWN, StringTable

_NONE: Numbers = np.empty(0, np.int32)


class Postings:
    """Numbers by key. What was put stays: whoever asks leaves out what is gone."""

    def __init__(self, keys: StringTable | None = None, rows: Rows | None = None) -> None:
        """Begin with nothing, or with what was saved."""
        self._keys = keys if keys is not None else StringTable.of(())
        self._rows = rows if rows is not None else Rows.of(())
        # Arrays of C integers take a quarter of the room that lists do; there are millions of entries.
        self._put: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Postings":
        """Take what `arrays` returned."""
        return cls(StringTable.of_arrays(inner(arrays, "keys")), Rows.of_arrays(inner(arrays, "rows")))

    def arrays(self) -> Arrays:
        """Return the arrays to save; what was put since must be in them (`frozen`)."""
        return {**named("keys", self._keys.arrays()), **named("rows", self._rows.arrays())}

    def put(self, keys: Iterable[str], number: int) -> None:
        """Add a number, which must be larger than those before, under each of the keys."""
        put = self._put
        for key in keys:
            put[key].append(number)

    def put_each(self, numbers: Mapping[str, int]) -> None:
        """Add a number under each key, which must be larger than those before."""
        put = self._put
        for key, number in numbers.items():
            put[key].append(number)

    def get(self, key: str) -> Numbers:
        """Return the numbers of a key, rising."""
        saved = self._keys.number(key) if len(self._keys) else UNKNOWN
        held = _NONE if saved == UNKNOWN else self._rows[saved]
        put = self._put.get(key)
        if put is None:
            return held
        # A copy of the bytes: an array that numpy looks into cannot grow meanwhile.
        added = np.frombuffer(put.tobytes(), np.int32)
        return np.concatenate((held, added)) if len(held) else added

    def __iter__(self) -> Iterator[str]:
        yield from self._keys
        yield from (key for key in self._put if key not in self._keys)

    def frozen(self) -> "Postings":
        """Return the same in arrays, which take a third of the room."""
        if not self._put:
            return self
        keys = list(self)
        # Where nothing was saved before, nothing is copied twice.
        rows = [self.get(key) for key in keys] if len(self._keys) else [*self._put.values()]
        return Postings(StringTable.of(keys), Rows.of(rows))
