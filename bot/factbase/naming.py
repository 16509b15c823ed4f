"""Which entities a text names, and where: the longest name wins, so "ISIS-K" does not name ISIS."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.domain import Entity
from bot.factbase.reaching import reached
from bot.matching.scanning import scan
from bot.matching.text import Word, words

# "US", "UN" and "AQ" are words of some language in lower case; longer abbreviations are not.
_MAX_ABBREVIATION = 4
_CODES = ("iso", "iso3")
_TEXTS_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Naming:
    """A stretch of a text that is some entity's name or demonym; offsets in code points."""

    start: int
    end: int
    named: frozenset[str]
    """The entities that bear the name."""
    described: frozenset[str]
    """The entities whose demonym it is."""


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
    """Every name, country code and demonym of the entities, ready to be found in texts."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._bearers: dict[tuple[str, ...], _Bearers] = defaultdict(_Bearers)
        self._broader = {entity.id: entity.broader for entity in entities.values()}
        for entity in entities.values():
            for name in (name for names in entity.names.values() for name in names):
                self._add(name).named.add(entity.id)
            # "US" is no alias, for a question in lower case may say "us"; here capitals tell them apart.
            for code in (entity.ids[register] for register in _CODES if register in entity.ids):
                self._add(code).named.add(entity.id)
            for demonym in entity.demonyms:
                self._add(demonym).described.add(entity.id)
        self._longest = max(map(len, self._bearers), default=0)
        # Several checks of several facts read one paragraph.
        self._read = lru_cache(_TEXTS_REMEMBERED)(self._namings)

    def _add(self, name: str) -> _Bearers:
        read = words(name)
        bearers = self._bearers[tuple(word.key for word in read)]
        bearers.only_upper &= len(read) == 1 and name.isupper() and len(name) <= _MAX_ABBREVIATION
        return bearers

    def namings(self, text: str) -> tuple[Naming, ...]:
        """Find the names that stand in a text, in order; each word belongs to one name at most."""
        return self._read(text)

    def mentions(self, text: str) -> Mentions:
        """Find the entities that a text names."""
        found = self.namings(text)
        named = frozenset[str]().union(*(naming.named for naming in found))
        described = frozenset[str]().union(*(naming.described for naming in found))
        wider = reached(named | described, lambda entity_id: self._broader.get(entity_id, ()))
        return Mentions(named, described | wider)

    def _namings(self, text: str) -> tuple[Naming, ...]:
        found = scan(text, self._find, lambda bearers: bool(bearers.named), self._longest)
        return tuple(
            Naming(read[0].start, read[-1].end, frozenset(bearers.named), frozenset(bearers.described))
            for read, bearers in found
        )

    def _find(self, read: Sequence[Word]) -> _Bearers | None:
        bearers = self._bearers.get(tuple(word.key for word in read))
        return bearers if bearers and (read[0].is_upper or not bearers.only_upper) else None
