"""Which facts hold a word, in any of its forms, and where in the fact it stands.

A word is kept by its stem (attack, attacks, attacking are one), once for each fact that holds it, with the
most telling field that does: a fact's number and its field share one integer.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.matching.arrays import Arrays, inner, named
from bot.matching.factset import FactSet, Numbers
from bot.matching.postings import Postings
from bot.matching.runs import read_form
from bot.matching.spelling import Spelling
from bot.matching.text import stem

Field: TypeAlias = Literal["quote", "claim", "speaker", "date", "title"]
"""Where a fact holds a word, most telling first; a title is its document's."""
FIELDS: tuple[Field, ...] = ("quote", "claim", "speaker", "date")
_STATED = 1
_FIELD_BITS = 3
_FIELD_MASK = (1 << _FIELD_BITS) - 1


class Held:
    """The facts that hold a word, each with the field that does."""

    def __init__(self, numbers: Numbers, fields: NDArray[np.int32]) -> None:
        self.facts = FactSet(numbers)
        self._fields = fields

    def __len__(self) -> int:
        return len(self.facts)

    def stating(self) -> FactSet:
        """Return those whose own words, quoted or claimed, hold it."""
        return self._stating

    def by_field(self) -> Mapping[Field, FactSet]:
        """Return them by field, most telling first; fields without any are left out."""
        return self._by_field

    @cached_property
    def _stating(self) -> FactSet:
        return FactSet(self.facts.numbers[self._fields <= _STATED])

    @cached_property
    def _by_field(self) -> Mapping[Field, FactSet]:
        split = ((field, self._fields == place) for place, field in enumerate(FIELDS))
        return {field: FactSet(self.facts.numbers[mask]) for field, mask in split if mask.any()}


class _Stems(dict[str, str]):
    """The stem of each form; its word is noted when it is first met."""

    def __init__(self, written: Spelling) -> None:
        self._written = written

    def __missing__(self, form: str) -> str:
        key, stemmed = read_form(form)
        self._written.add(key)
        self[form] = stemmed
        return stemmed


class Wording:
    """Postings from stems to facts, and the words as they are written."""

    def __init__(self, stems: Postings | None = None, written: Spelling | None = None) -> None:
        """Begin with nothing, or with what was saved."""
        self._stems = stems or Postings()
        self.written = written or Spelling()
        """The folded words as they are written, which typing errors may be corrected to. One stays known
        while facts hold any form of it."""
        self._stems_of = _Stems(self.written)

    def put(self, number: int, fields: Sequence[Iterable[str]]) -> int:
        """Add a fact's forms, field by field; return how many words it states."""
        first = number << _FIELD_BITS
        found: dict[str, int] = {}
        # The most telling comes last, and stays.
        for place in reversed(range(len(fields))):
            found.update(dict.fromkeys(map(self._stems_of.__getitem__, fields[place]), first | place))
        self._stems.put_each(found)
        codes = [*found.values()]
        return sum([codes.count(first | place) for place in range(_STATED + 1)])

    def learn(self, form: str) -> str:
        """Note that a form is written somewhere, and return its stem."""
        return self._stems_of[form]

    def holders(self, key: str) -> tuple[Numbers, NDArray[np.int32]]:
        """Return the numbers of all that held a folded word or another form of it, and the field of each."""
        codes = self._stems.get(stem(key))
        return codes >> _FIELD_BITS, codes & _FIELD_MASK

    def frozen(self) -> "Wording":
        """Return the same in arrays."""
        return Wording(self._stems.frozen(), self.written.frozen())

    def arrays(self) -> Arrays:
        """Return the arrays to save, of what is frozen."""
        return {**named("stems", self._stems.arrays()), **named("written", self.written.arrays())}

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Wording":
        """Take what `arrays` returned."""
        return cls(Postings.of_arrays(inner(arrays, "stems")), Spelling.of_arrays(inner(arrays, "written")))
