"""What one question sees of the index: the facts of one moment, and none that came or went meanwhile."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sized
from functools import cached_property
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from bot.domain import FactBase, Source
from bot.matching.factset import NO_FACTS, FactSet, Flags, Numbers
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import FactIndex
from bot.matching.meanings import Meaning
from bot.matching.numbers import Number
from bot.matching.relations import Relations
from bot.matching.strings import UNKNOWN
from bot.matching.terms import Trait
from bot.matching.text import stem
from bot.matching.ways import Way, facts_of
from bot.matching.wording import Field, Held

# How well a fact accounts for a part: being about it, before being about a piece of it, before only being
# said by it; in its own words, before its dates, its speaker's name, its document's title.
DIRECT, NARROWER, SPEAKER = 1.0, 0.8, 0.6
# A word of two topics ("poorer": finance, decline) is met by one of them, but better by both.
ONE_OF_TOPICS = 0.9
FIELD_SHARES: Mapping[Field, float] = {"quote": 1.0, "claim": 1.0, "date": 0.9, "speaker": 0.8, "title": 0.5}
# Of facts kept for the next question, in all sets together; each takes 4 bytes.
_MOST_KEPT = 5_000_000
_Kept = TypeVar("_Kept", bound=Sized)


class View:
    """The facts of one state; it does not change, and `after` makes the next."""

    def __init__(self, index: FactIndex, gazetteer: Gazetteer, base: FactBase, relations: Relations) -> None:
        """See everything that the index holds by now."""
        self.index = index
        self.base = base
        self.relations = relations
        self._gazetteer = gazetteer
        self._alive: Flags = np.ones(len(index), np.bool_)
        self._is_whole = True
        self._kept: dict[Hashable, Sized] = {}
        self._weight = 0

    def after(self, base: FactBase, relations: Relations, gone: Iterable[int]) -> "View":
        """See what the index holds by now, without what was gone before and without these."""
        later = View(self.index, self._gazetteer, base, relations)
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

    @cached_property
    def sources(self) -> tuple[tuple[Source, int], ...]:
        """Every source that facts rest on, with how many do."""
        counts = np.bincount(self.column("source")[self._alive], minlength=len(self.index.sources))
        numbered = zip(self.index.sources, counts.tolist(), strict=False)
        return tuple((source, count) for source, count in numbered if count)

    def number_of(self, fact_id: str) -> int:
        """Return the number of a fact that stands, or UNKNOWN."""
        number = self.index.number_of(fact_id)
        return number if 0 <= number < self.limit and self._alive[number] else UNKNOWN

    def numbers_of(self, fact_ids: Iterable[str]) -> FactSet:
        """Return the facts that stand among some ids."""
        found = {self.number_of(fact_id) for fact_id in fact_ids} - {UNKNOWN}
        return FactSet(np.array(sorted(found), np.int32))

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
            for fact_id, others in self.index.successors.items()
            if any(other in self.base.facts for other in others)
        )
        return self.numbers_of({*self.relations.superseded(), *judged})

    @cached_property
    def source_ranks(self) -> NDArray[np.int64]:
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

    def named(self, entity_id: str) -> FactSet:
        """Return the facts about an entity or a part of it, and what it or a part of it says."""
        return self._remember(("named", entity_id), lambda: self.about(entity_id) | self._heard(entity_id))

    def about(self, entity_id: str) -> FactSet:
        """Return the facts about an entity or a part of it, and what it says itself."""
        return self._remember(
            ("about", entity_id),
            lambda: FactSet.union(
                (self._tagged(entity_id), self._narrower(entity_id), self._spoken(entity_id))
            ),
        )

    def on_topic(self, topic_id: str) -> FactSet:
        """Return the facts about a topic."""
        return self._of("topics", topic_id)

    def is_tagged(self, entity_id: str) -> bool:
        """Tell whether facts are about the entity itself, not only about its parts."""
        return bool(len(self._tagged(entity_id)))

    def has_word(self, key: str) -> bool:
        """Tell whether any fact, or a title, holds a folded word or another form of it."""
        return bool(len(self.held(key).facts) or len(self._titled(key)))

    def held(self, key: str) -> Held:
        """Return the facts that hold a folded word or another form of it, titles aside."""
        return self._remember(("held", stem(key)), lambda: self._look_up(key))

    def _look_up(self, key: str) -> Held:
        numbers, fields = self.index.wording.holders(key)
        if len(numbers) and not (self._is_whole and numbers[-1] < self.limit):
            numbers, fields = self._standing(numbers, fields)
        return Held(numbers, fields)

    def ways(self, meaning: Meaning, *, is_heard: bool = True) -> tuple[Way, ...]:
        """Return how facts account for a reading; an ambiguous name or an unread word has no way.

        Unless `is_heard`, what only a part of a named body says is left out.
        """
        if meaning.is_ambiguous:
            return ()
        if meaning.entity_ids:
            return self._named_ways(meaning, is_heard=is_heard)
        if meaning.topic_ids:
            several = [self.on_topic(topic_id) for topic_id in meaning.topic_ids]
            every = several[0]
            for each in several[1:]:
                every &= each
            return (Way(DIRECT, meaning.how, every), Way(ONE_OF_TOPICS, meaning.how, FactSet.union(several)))
        if meaning.number:
            return self._number_ways(meaning.number)
        return self._word_ways(meaning) if meaning.word else ()

    def explaining(self, meaning: Meaning, *, is_heard: bool = True) -> FactSet:
        """Return the facts that account for a reading."""
        return facts_of(self.ways(meaning, is_heard=is_heard))

    def _named_ways(self, meaning: Meaning, *, is_heard: bool) -> tuple[Way, ...]:
        [entity_id] = meaning.entity_ids
        spoken = self._spoken(entity_id) | self._heard(entity_id) if is_heard else self._spoken(entity_id)
        return (
            Way(DIRECT, meaning.how, self._tagged(entity_id)),
            Way(NARROWER, "narrower", self._narrower(entity_id)),
            Way(SPEAKER, "speaker", spoken),
        )

    def _word_ways(self, meaning: Meaning) -> tuple[Way, ...]:
        by_field = self.held(meaning.word).by_field()
        if by_field:
            return tuple(
                Way(FIELD_SHARES[field], meaning.how, facts, field=field) for field, facts in by_field.items()
            )
        # A title speaks for the whole document; it counts only where no fact's own text does.
        return (Way(FIELD_SHARES["title"], meaning.how, self._titled(meaning.word), field="title"),)

    def _number_ways(self, number: Number) -> tuple[Way, ...]:
        key = f"{number.value:.15g}"
        stated, quoted = self._of("numbers", key), self._of("quoted", key)
        if number.is_year:
            quoted |= self._of("years", str(int(number.value)))
        else:
            low, high, whose = self.index.ranges()
            within = np.unique(whose[(low <= number.value) & (number.value <= high)])
            stated |= FactSet(self._standing(within)[0])
        if number.is_money:
            money = self._with(Trait.MONEY)
            stated, quoted = stated & money, quoted & money
        return (Way(DIRECT, "number", stated), Way(FIELD_SHARES["date"], "number", quoted))

    def _with(self, trait: Trait) -> FactSet:
        return FactSet.marked((self.column("traits") & trait != 0) & self._alive)

    def _tagged(self, entity_id: str) -> FactSet:
        return self._of("tagged", entity_id)

    def _narrower(self, entity_id: str) -> FactSet:
        return self._remember(
            ("narrower", entity_id),
            lambda: FactSet.union(map(self._tagged, self._gazetteer.parts(entity_id))),
        )

    def _spoken(self, entity_id: str) -> FactSet:
        return self._of("spoken", entity_id)

    def _heard(self, entity_id: str) -> FactSet:
        """Return what the parts of a body say; an official of a country does not speak for the country."""
        if self._gazetteer.kind_of(entity_id) == "place":
            return NO_FACTS
        return FactSet.union(map(self._spoken, self._gazetteer.parts(entity_id)))

    def _titled(self, key: str) -> FactSet:
        sources = self.index.postings["titles"].get(stem(key))
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
