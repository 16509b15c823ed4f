"""Bearers: folded names with whom each names, kept in arrays; a `Meaning` is made when it is asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.domain import How
from bot.matching.arrays import Arrays, inner, named
from bot.matching.meanings import Meaning
from bot.matching.rows import Rows
from bot.matching.strings import UNKNOWN, StringTable

HOWS: tuple[How, ...] = ("name", "alias", "code", "demonym")
"""How a name may name somebody, the strongest first; kept as its place here."""
NAME, ALIAS, CODE, DEMONYM = range(len(HOWS))
Hows: TypeAlias = dict[int, int]
"""Entities by number, each with the strongest way in which a name names it (a place in HOWS)."""
_Each = TypeVar("_Each", str, int)


class Bearers(Mapping[str, Meaning]):
    """Who bears which name: entities in the order of their ids, with one way of naming for all of them."""

    def __init__(self, names: StringTable, rows: Rows, hows: NDArray[np.uint8], ids: StringTable) -> None:
        """Take the names; for each of them its bearers and a place in HOWS; and the ids of all entities."""
        self.names, self.rows = names, rows
        """The names by number, and for each the numbers of its bearers."""
        self._hows, self._ids = hows, ids

    @classmethod
    def of(
        cls, found: Mapping[str, Hows], wider: Callable[[int], Collection[int]], ids: StringTable
    ) -> "Bearers":
        """Keep the names found; `wider` returns what an entity is a part of."""
        settled = [_settled(each, wider) for each in found.values()]
        hows = np.fromiter((how for how, _ in settled), np.uint8, len(settled))
        return cls(StringTable.of(found), Rows.of([numbers for _, numbers in settled]), hows, ids)

    @classmethod
    def of_arrays(cls, arrays: Arrays, ids: StringTable) -> "Bearers":
        """Take what `arrays` returned, and the ids of all entities."""
        names, rows = StringTable.of_arrays(inner(arrays, "names")), Rows.of_arrays(inner(arrays, "rows"))
        return cls(names, rows, arrays["hows"], ids)  # type: ignore[arg-type]

    def arrays(self) -> Arrays:
        """Return the arrays to save; the ids are not among them."""
        return {
            **named("names", self.names.arrays()),
            **named("rows", self.rows.arrays()),
            "hows": self._hows,
        }

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name in self.names

    def __getitem__(self, name: str) -> Meaning:
        number = self.names.number(name)
        if number == UNKNOWN:
            raise KeyError(name)
        ids = tuple(map(self._ids.__getitem__, self.rows[number].tolist()))
        return Meaning(HOWS[self._hows[number]], ids)


def add(found: Hows, number: int, how: int) -> None:
    """Add a bearer; if it is known, the stronger way of naming stays."""
    found[number] = min(how, found.get(number, how))


def widest(ids: Iterable[_Each], wider: Callable[[_Each], Collection[_Each]]) -> Sequence[_Each]:
    """Leave the one that holds all the others, if there is one."""
    distinct = list(dict.fromkeys(ids))
    if len(distinct) > 1:
        for each in distinct:
            if all(each == other or each in wider(other) for other in distinct):
                return [each]
    return distinct


def _settled(found: Hows, wider: Callable[[int], Collection[int]]) -> tuple[int, Sequence[int]]:
    if len(found) == 1:
        [(number, how)] = found.items()
        return how, (number,)
    # What is a name to one and a demonym to another ("Guinean") is a name.
    names = [number for number, how in found.items() if how != DEMONYM]
    numbers = widest(sorted(names or found), wider)
    return min(found[number] for number in numbers), numbers
