"""Which entities a text names: the longest name wins, so "ISIS-K" does not name ISIS."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain import Entity
from bot.matching.text import Word, words

# "US", "UN" and "AQ" are words of some language in lower case; longer abbreviations are not.
_MAX_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Mentions:
    """The entities that a text mentions, by id."""

    named: frozenset[str] = frozenset()
    """By one of their names."""
    implied: frozenset[str] = frozenset()
    """By a demonym, or because something narrower is mentioned (Kabul, for Afghanistan)."""


@dataclass(slots=True)
class _Bearers:
    named: set[str] = field(default_factory=set)
    described: set[str] = field(default_factory=set)
    """By a demonym."""
    only_upper: bool = True


class NameIndex:
    """Every name and demonym of the entities, ready to be found in texts."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._bearers: dict[tuple[str, ...], _Bearers] = defaultdict(_Bearers)
        self._broader = {entity.id: entity.broader for entity in entities.values()}
        for entity in entities.values():
            for name in (name for names in entity.names.values() for name in names):
                self._add(name).named.add(entity.id)
            for demonym in entity.demonyms:
                self._add(demonym).described.add(entity.id)
        self._longest = max(map(len, self._bearers), default=0)

    def _add(self, name: str) -> _Bearers:
        read = words(name)
        bearers = self._bearers[tuple(word.key for word in read)]
        bearers.only_upper &= len(read) == 1 and name.isupper() and len(name) <= _MAX_ABBREVIATION
        return bearers

    def mentions(self, text: str) -> Mentions:
        """Find the entities that a text names; each word belongs to one name at most."""
        read = words(text)
        named: set[str] = set()
        described: set[str] = set()
        at = 0
        while at < len(read):
            length, bearers = self._name_at(read, at)
            named |= bearers.named
            described |= bearers.described
            at += length
        return Mentions(frozenset(named), frozenset(described | self._broader_than(named | described)))

    def _name_at(self, read: Sequence[Word], at: int) -> tuple[int, _Bearers]:
        for length in range(min(self._longest, len(read) - at), 0, -1):
            bearers = self._bearers.get(tuple(word.key for word in read[at : at + length]))
            if bearers and (read[at].is_upper or not bearers.only_upper):
                return length, bearers
        return 1, _Bearers()

    def _broader_than(self, ids: Iterable[str]) -> set[str]:
        found: set[str] = set()
        queue = list(ids)
        while queue:
            for broader in self._broader.get(queue.pop(), ()):
                if broader not in found:
                    found.add(broader)
                    queue.append(broader)
        return found
