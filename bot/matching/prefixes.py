"""Prefixes: which names a person may mean who has typed the beginning of one."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.matching.text import normalise

WORDS_READ = 12
"""Of one name; titles of documents are longer."""
KEY_LIMIT = 60
LOOKED_AT = 5000
"""Names that begin as it was typed; with one letter there may be many."""


class Prefixes:
    """The names of some things, found by the beginning of the name or of a word in it."""

    def __init__(self, named: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Index ids, each with all its names in any script, the one that it is shown by first."""
        found = {
            key
            for each, names in named
            for place, name in enumerate(names)
            for key in _keys(each, name, is_alias=place > 0)
        }
        self._keys = sorted(found)

    def find(self, typed: str) -> list[str]:
        """Return the ids whose names begin so: first by the name shown, the shortest first, then by another.

        Those of which only a word within begins so come last.
        """
        begin = normalise(typed)
        best: dict[str, tuple[bool, bool, int, str]] = {}
        start = bisect_left(self._keys, (begin,))
        for key, is_within, is_alias, each in islice(self._keys, start, start + LOOKED_AT):
            if not key.startswith(begin):
                break
            rank = (is_within, is_alias, len(key), key)
            best[each] = min(rank, best.get(each, rank))
        return sorted(best, key=lambda each: (best[each], each))


def _keys(each: str, name: str, *, is_alias: bool) -> Iterator[tuple[str, bool, bool, str]]:
    words = normalise(name).split()[:WORDS_READ]
    for place in range(len(words)):
        yield " ".join(words[place:])[:KEY_LIMIT], place > 0, is_alias, each
