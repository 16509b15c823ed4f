"""The index: everything that facts are found by, in arrays; it grows, and what is gone is only not looked at.

A fact has a number, given in the order in which facts come. A revised fact gets a new one. So readers need no
lock: what came after they began has larger numbers than they look at (`View.limit`).
"""

from array import array
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.domain import Source
from bot.domain.ledger import Standing
from bot.matching.arrays import Arrays, inner, named, part_of
from bot.matching.columns import Columns
from bot.matching.gazetteer import Gazetteer
from bot.matching.postings import Postings
from bot.matching.runs import forms_in
from bot.matching.strings import StringTable
from bot.matching.terms import Terms, Trait
from bot.matching.wording import Wording

_YEARS = range(1500, 2101)
_POSTINGS = ("tagged", "spoken", "topics", "numbers", "quoted", "years", "titles", "sources")


class Entry(NamedTuple):
    """What is indexed of a fact."""

    id: str
    terms: Terms
    source: Source
    standing: Standing | None


class FactIndex:
    """What facts are about, who says them, what they hold; a column for each thing they are ordered by."""

    def __init__(
        self, gazetteer: Gazetteer, sources: Mapping[str, Source], saved: Arrays | None = None
    ) -> None:
        """Begin with nothing, or with what was saved; then `sources` must hold every source of it, by id."""
        self._gazetteer = gazetteer
        self.wording = Wording.of_arrays(inner(saved, "wording")) if saved else Wording()
        self.columns = Columns(part_of(saved, "columns"))
        self.postings = {
            name: Postings.of_arrays(inner(saved, name)) if saved else Postings() for name in _POSTINGS
        }
        """Facts by what they are tagged with, who says them, topic, number and year; sources by words of
        their titles; facts by source."""
        self._ids = StringTable.of_arrays(inner(saved, "ids")) if saved else StringTable.of(())
        self._new_ids: list[str] = []
        self._new_numbers: dict[str, tuple[int, ...]] = {}
        self.sources = [sources[each] for each in _strings(saved, "source_ids")]
        """By their numbers; one that changed has a new number."""
        self._source_number = {each.id: number for number, each in enumerate(self.sources)}
        self._origins = {each: number for number, each in enumerate(_strings(saved, "origins"))}
        self._lows, self._highs = array("d"), array("d")
        self._ranged = array("i")
        if saved:
            self._lows.extend(saved["ranges.low"].tolist())
            self._highs.extend(saved["ranges.high"].tolist())
            self._ranged.extend(saved["ranges.fact"].tolist())
        self.successors: dict[str, tuple[str, ...]] = {}
        """By fact, those that a curator says take its place."""
        for line in _strings(saved, "successors"):
            fact_id, *others = line.split(" ")
            self.successors[fact_id] = tuple(others)
        self._names: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self.columns)

    def add(self, entries: Iterable[Entry]) -> None:
        """Add facts at the end."""
        for each in entries:
            number = len(self.columns)
            terms = each.terms
            for name, keys in self._places(each).items():
                self.postings[name].put(keys, number)
            for low, high in terms.ranges:
                self._lows.append(low)
                self._highs.append(high)
                self._ranged.append(number)
            speakers = [form for link in terms.chain for form in self._name_of(link)]
            fields = (terms.quote.split(), terms.claim.split(), (*terms.speaker.split(), *speakers))
            stated = self.wording.put(number, (*fields, terms.date.split()))
            if each.standing and each.standing.superseded_by:
                self.successors[each.id] = each.standing.superseded_by
            else:
                self.successors.pop(each.id, None)
            self._new_ids.append(each.id)
            self._new_numbers[each.id] = (*self._new_numbers.get(each.id, ()), number)
            # The row comes last: with it the fact is there.
            self.columns.add(self._row(each, stated))

    @property
    def frozen(self) -> int:
        """How many facts, from the first, stand in arrays."""
        return len(self._ids)

    def number_of(self, fact_id: str, limit: int) -> int:
        """Return a fact's last number below a limit, or UNKNOWN; whether it stands is for the view to say."""
        since = (number for number in reversed(self._new_numbers.get(fact_id, ())) if number < limit)
        found = next(since, None)
        return self._ids.number(fact_id) if found is None else found

    def id_of(self, number: int) -> str:
        """Return the id of the fact with a number."""
        saved = len(self._ids)
        return self._ids[number] if number < saved else self._new_ids[number - saved]

    def ranges(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int32]]:
        """Return the lowest and the highest of every range, and whose it is."""
        end = len(self._ranged)  # which grows last; and only bytes are copied, so that all may grow meanwhile
        lows, highs = (np.frombuffer(each.tobytes())[:end] for each in (self._lows, self._highs))
        return lows, highs, np.frombuffer(self._ranged.tobytes(), np.int32)[:end]

    def freeze(self) -> None:
        """Put everything into arrays, which take a third of the room."""
        self.wording = self.wording.frozen()
        self.postings = {name: each.frozen() for name, each in self.postings.items()}
        if self._new_ids:
            self._ids = StringTable.of([*self._ids, *self._new_ids])
            self._new_ids, self._new_numbers = [], {}

    def arrays(self) -> Arrays:
        """Return the arrays to save, of what is frozen and of which no fact is gone."""
        found: dict[str, NDArray[np.generic]] = {
            **named("wording", self.wording.arrays()),
            **named("columns", self.columns.arrays()),
        }
        for name, each in self.postings.items():
            found.update(named(name, each.arrays()))
        lines = [" ".join((fact_id, *others)) for fact_id, others in self.successors.items()]
        source_ids = [each.id for each in self.sources]
        tables = {"source_ids": source_ids, "origins": self._origins, "successors": lines}
        for name, strings in tables.items():
            found.update(named(name, StringTable.of(strings).arrays()))
        low, high, fact = self.ranges()
        found.update({"ranges.low": low, "ranges.high": high, "ranges.fact": fact})
        return {**found, **named("ids", self._ids.arrays())}

    def _places(self, each: Entry) -> dict[str, Iterable[str]]:
        """Return under which keys of which postings a fact stands."""
        terms = each.terms
        return {
            "tagged": terms.tags.split(),
            "spoken": dict.fromkeys(terms.chain),
            "topics": terms.topics.split(),
            "numbers": {f"{value:.15g}" for value in terms.numbers},
            "quoted": {f"{value:.15g}" for value in terms.quoted},
            "years": {str(year) for year in terms.years or (each.source.published.year,)},
            "sources": (str(self._numbered(each.source)),),
        }

    def _numbered(self, source: Source) -> int:
        """Return a source's number; a new or changed source gets the next."""
        number = self._source_number.get(source.id)
        # Most facts come with the very source of the one before.
        is_known = number is not None and (self.sources[number] is source or self.sources[number] == source)
        if number is None or not is_known:
            number = self._source_number[source.id] = len(self.sources)
            self.sources.append(source)
            self.postings["titles"].put({self.wording.learn(form) for form in forms_in(source.title)}, number)
        return number

    def _row(self, each: Entry, stated: int) -> tuple[int, ...]:
        terms, published = each.terms, each.source.published.toordinal()
        return (
            terms.newest or published,
            terms.began or published,
            terms.first or published,
            max(terms.first, terms.last or published),
            self._source_number[each.source.id],
            int(each.id.rpartition(".")[2]),
            self._origins.setdefault(terms.chain[0], len(self._origins)),
            len(terms.topics.split()),
            terms.traits + self._further_traits(each),
            terms.credibility,
            stated,
        )

    def _further_traits(self, each: Entry) -> int:
        terms, standing = each.terms, each.standing
        # That a newspaper is an organization answers no "who".
        speakers = () if terms.traits & Trait.OWN_VOICE else terms.chain
        behind = (*terms.tags.split()[: terms.subjects], *speakers)
        is_person = any(self._gazetteer.kind_of(one) in {"person", "organization"} for one in behind)
        # A range looks a float up number by number.
        is_counted = any(n % 1 or int(n) not in _YEARS for n in (*terms.numbers, *terms.quoted))
        return (
            Trait.PERSON * is_person
            + Trait.VERIFIED * bool(standing and standing.verification)
            + Trait.DISPUTED * bool(standing and standing.disputes)
            + Trait.COUNTED * is_counted
        )

    def _name_of(self, link: str) -> tuple[str, ...]:
        if link not in self._names:
            self._names[link] = tuple(forms_in(self._gazetteer.name_of(link)))
        return self._names[link]


def _strings(saved: Arrays | None, name: str) -> Iterable[str]:
    return StringTable.of_arrays(inner(saved, name)) if saved else ()
