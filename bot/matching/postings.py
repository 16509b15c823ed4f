"""Postings: the sets of ids that an index keeps by its keys."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_NONE: frozenset[str] = frozenset()


class Postings(Generic[_Key]):
    """Ids by key; a key without ids is not there. For one thread: asking sorts out what was put."""

    def __init__(self) -> None:
        self._ids: dict[_Key, set[str]] = {}
        # A list takes millions of ids in half the time and a fifth of the room that sets do; most keys
        # are never asked for.
        self._put: defaultdict[_Key, list[str]] = defaultdict(list)

    def __contains__(self, key: _Key) -> bool:
        return key in self._ids or key in self._put

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._ids.keys() | self._put.keys())

    def get(self, key: _Key) -> AbstractSet[str]:
        """Return the ids of a key; it changes as the postings do."""
        put = self._put.pop(key, None)
        if put is not None:
            self._ids.setdefault(key, set()).update(put)
        return self._ids.get(key, _NONE)

    def union(self, keys: Iterable[_Key]) -> AbstractSet[str]:
        """Return the ids of all these keys together."""
        return _NONE.union(*map(self.get, keys))

    def put(self, keys: Iterable[_Key], each_id: str) -> None:
        """Add an id to each of the keys."""
        put = self._put
        for key in keys:
            put[key].append(each_id)

    def drop(self, keys: Iterable[_Key], each_id: str) -> None:
        """Take an id from each of the keys, if it is there, and forget keys that are left with none."""
        for key in keys:
            if each_id in self.get(key):
                ids = self._ids[key]
                ids.discard(each_id)
                if not ids:
                    del self._ids[key]
