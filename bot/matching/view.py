"""What one question sees of the index: the facts of one moment, and none that came or went meanwhile."""

from collections.abc import Callable, Collection, Container, Hashable, Iterable, Iterator, Sequence, Sized
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from bot.domain import FactBase, Source
from bot.matching.factset import NO_FACTS, FactSet, Flags, Numbers
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import FactIndex
from bot.matching.numbers import Number
from bot.matching.relations import Relations
from bot.matching.speaking import Speaking
from bot.matching.strings import UNKNOWN
from bot.matching.terms import Trait
from bot.matching.text import stem
from bot.matching.topics import TopicHints
from bot.matching.wording import Held

# Of facts kept for the next question, in all sets together; each takes 4 bytes.
_MOST_KEPT = 5_000_000
_MOST_IN_SOURCE = 1 << 24
_Kept = TypeVar("_Kept", bound=Sized)


class Names(NamedTuple):
    """What there is to be named; it is the same in every view of an index."""

    gazetteer: Gazetteer
    hints: TopicHints


class View:
    """The facts of one state; it does not change, and `after` makes the next."""

    def __init__(self, index: FactIndex, names: Names, base: FactBase, relations: Relations) -> None:
        """See everything that the index holds by now."""
        self.index = index
        self.base = base
        self.relations = relations
        self._names = names
        self._gazetteer = names.gazetteer
        self._successors = dict(index.successors)
        self._alive: Flags = np.ones(len(index), np.bool_)
        self._is_whole = True
        self._kept: dict[Hashable, Sized] = {}
        self._weight = 0

    def after(self, base: FactBase, relations: Relations, gone: Iterable[int]) -> "View":
        """See what the index holds by now, without what was gone before and without these."""
        later = View(self.index, self._names, base, relations)
        later._alive[: len(self._alive)] = self._alive
        for number in gone:
            later._alive[number] = False
        later._is_whole = bool(later._alive.all())
        return later

    def __len__(self) -> int:
        """Return how many facts there are."""
        return len(self.base.facts)

    @property
    def limit(self) -> int:
        """Numbers from here on came later."""
        return len(self._alive)

    @property
    def worn(self) -> int:
        """How many numbers are of facts that are gone, or came after what stands in arrays."""
        return self.limit - int(np.count_nonzero(self._alive[: self.index.frozen]))

    @cached_property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """Every source that facts rest on, with how many do."""
        counts = np.bincount(self.column("source")[self._alive], minlength=len(self.index.sources))
        numbered = zip(self.index.sources, counts.tolist(), strict=False)
        return tuple((source, count) for source, count in numbered if count)

    def number_of(self, fact_id: str) -> int:
        """Return the number of a fact that stands, or UNKNOWN."""
        number = self.index.number_of(fact_id, self.limit)
        return number if 0 <= number < self.limit and self._alive[number] else UNKNOWN

    def ids_of(self, facts: FactSet) -> Iterator[str]:
        """Yield the ids of facts."""
        return map(self.index.id_of, facts)

    def column(self, name: str) -> Numbers:
        """Return one thing about every fact, by number (`columns.NAMES`)."""
        return self.index.columns[name][: self.limit]

    @cached_property
    def superseded(self) -> FactSet:
        """Facts whose place another fact of the base takes, by its own words or a curator's."""
        judged = (
            fact_id
            for fact_id, others in self._successors.items()
            if any(other in self.base.facts for other in others)
        )
        found = set(map(self.number_of, (*self.relations.superseded(), *judged))) - {UNKNOWN}
        return FactSet(np.array(sorted(found), np.int32))

    def places_by_id(self, numbers: Numbers) -> NDArray[np.int64]:
        """Return what facts are ordered by, to be in the order of their ids."""
        ranks = self._source_ranks[self.column("source")[numbers]]
        places: NDArray[np.int64] = ranks * _MOST_IN_SOURCE + self.column("ordinal")[numbers]
        return places

    @cached_property
    def _source_ranks(self) -> NDArray[np.int64]:
        """For each source its place among all, by id."""
        ids = [source.id for source in self.index.sources]
        ranks = np.empty(len(ids), np.int64)
        ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return ranks

    @cached_property
    def _contradicting(self) -> tuple[Numbers, Numbers]:
        pairs = {frozenset(pair) for pair in self.relations.pairs("contradicts")}
        numbered = [[self.number_of(fact_id) for fact_id in pair] for pair in pairs if len(pair) > 1]
        # A fact that is withdrawn contradicts nobody.
        standing = np.array([pair for pair in numbered if UNKNOWN not in pair], np.int32).reshape(-1, 2)
        return standing[:, 0], standing[:, 1]

    def contradictions_with(self, facts: FactSet) -> int:
        """Count the pairs that contradict each other, with at least one of these facts in each."""
        held = np.zeros(self.limit, np.bool_)
        held[facts.numbers] = True
        one, other = self._contradicting
        return int(np.count_nonzero(held[one] | held[other]))

    @property
    def contradictions(self) -> int:
        """How many pairs of facts contradict each other."""
        pairs = {frozenset(pair) for pair in self.relations.pairs("contradicts")}
        return sum(len(pair) > 1 and all(each in self.base.facts for each in pair) for pair in pairs)

    def named(self, entity_id: str) -> FactSet:
        """Return the facts about an entity or a part of it, and what it or a part of it says."""
        return self._remember(("named", entity_id), lambda: self.about(entity_id) | self.heard(entity_id))

    def about(self, entity_id: str) -> FactSet:
        """Return the facts about an entity or a part of it, and what it says itself."""
        return self._remember(
            ("about", entity_id),
            lambda: FactSet.union((self.tagged(entity_id), self.narrower(entity_id), self.spoken(entity_id))),
        )

    def on_topic(self, topic_id: str) -> FactSet:
        """Return the facts about a topic."""
        return self._of("topics", topic_id)

    @cached_property
    def speaking(self) -> Speaking:
        """Which facts speak of a topic by its words."""
        return Speaking(self._names.hints, self.on_topic, lambda key: self.held(key).stating(), self.limit)

    def naming(self, name: str, keys: Sequence[str]) -> FactSet:
        """Return the facts tagged with a topic whose name holds any of some words; kept under a name."""
        return self._remember(("naming", name), lambda: FactSet.union(map(self.speaking.named_with, keys)))

    def with_number(self, number: Number) -> tuple[FactSet, FactSet]:
        """Return the facts that state a number in their claim or an amount, and those that do elsewhere.

        A year may be that of their dates; another number may lie within a range that they state.
        """
        key = f"{number.value:.15g}"
        stated, quoted = self._of("numbers", key), self._of("quoted", key)
        if number.is_year:
            quoted |= self._of("years", str(int(number.value)))
        else:
            low, high, whose = self.index.ranges()
            within = np.unique(whose[(low <= number.value) & (number.value <= high)])
            stated |= FactSet(self._standing(within)[0])
        if number.is_money:
            money = self.with_trait(Trait.MONEY)
            stated, quoted = stated & money, quoted & money
        return stated, quoted

    def is_tagged(self, entity_id: str) -> bool:
        """Tell whether facts are about the entity itself, not only about its parts."""
        return bool(len(self.tagged(entity_id)))

    def has_word(self, key: str) -> bool:
        """Tell whether any fact, or a title, holds a folded word or another form of it."""
        return bool(len(self.held(key).facts) or len(self.titled(key)))

    def has_typed(self, key: str, english: Container[str]) -> bool:
        """Tell a word that facts hold from one that only shares a stem with it: "unitted"."""
        return (key in self.index.wording.written or key in english) and self.has_word(key)

    def held(self, key: str) -> Held:
        """Return the facts that hold a folded word or another form of it, titles aside."""
        return self._remember(("held", stem(key)), lambda: self._look_up(key))

    def _look_up(self, key: str) -> Held:
        numbers, fields = self.index.wording.holders(key)
        if len(numbers) and not (self._is_whole and numbers[-1] < self.limit):
            numbers, fields = self._standing(numbers, fields)
        return Held(numbers, fields)

    def with_trait(self, trait: Trait) -> FactSet:
        """Return the facts that have a trait."""
        return self.where(self.column("traits") & trait != 0)

    def where(self, flags: Flags) -> FactSet:
        """Return the facts whose flag is set, of one flag for each number."""
        return FactSet.marked(flags & self._alive)

    def from_sources(self, source_ids: Collection[str]) -> Flags:
        """Tell of each number whether its fact rests on one of some sources."""
        is_wanted = np.array([each.id in source_ids for each in self.index.sources], np.bool_)
        found: Flags = is_wanted[self.column("source")]
        return found

    def tagged(self, entity_id: str) -> FactSet:
        """Return the facts tagged with an entity itself."""
        return self._of("tagged", entity_id)

    def narrower(self, entity_id: str) -> FactSet:
        """Return the facts tagged with a part of an entity."""
        return self._remember(
            ("narrower", entity_id),
            lambda: FactSet.union(map(self.tagged, self._gazetteer.parts(entity_id))),
        )

    def spoken(self, entity_id: str) -> FactSet:
        """Return what an entity says itself."""
        return self._of("spoken", entity_id)

    def heard(self, entity_id: str) -> FactSet:
        """Return what the parts of a body say; an official of a country does not speak for the country."""
        if self._gazetteer.kind_of(entity_id) == "place":
            return NO_FACTS
        return self._remember(
            ("heard", entity_id),
            lambda: FactSet.union(map(self.spoken, self._gazetteer.parts(entity_id))),
        )

    def titled(self, key: str) -> FactSet:
        """Return the facts of whose documents the titles hold a folded word or another form of it."""
        return self._remember(("titled", stem(key)), lambda: self._in_titles(stem(key)))

    def _in_titles(self, stemmed: str) -> FactSet:
        sources = self.index.postings["titles"].get(stemmed)
        return FactSet.union(self._of("sources", str(number)) for number in sources.tolist())

    def _of(self, name: str, key: str) -> FactSet:
        numbers = self.index.postings[name].get(key)
        if len(numbers) and not (self._is_whole and numbers[-1] < self.limit):
            numbers = self._standing(numbers)[0]
        return FactSet(numbers)

    def _standing(self, numbers: Numbers, *beside: Numbers) -> tuple[Numbers, ...]:
        """Leave what stands of rising numbers, and of what goes with each."""
        end = int(numbers.searchsorted(np.int32(self.limit)))
        alive = self._alive[numbers[:end]]
        return tuple(each[:end][alive] for each in (numbers, *beside))

    def _remember(self, key: Hashable, make: Callable[[], _Kept]) -> _Kept:
        found = self._kept.get(key)
        if found is None:
            found = make()
            if self._weight > _MOST_KEPT:
                self._kept, self._weight = {}, 0
            self._kept[key] = found
            self._weight += len(found)
        return cast("_Kept", found)
