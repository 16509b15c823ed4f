"""Which facts bear on which; a relation said on one side holds on both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.answers import Bearing
from bot.matching.arrays import Arrays
from bot.matching.strings import StringTable

# How a relation reads on the fact that states it, and on the one it is stated of.
_BEARINGS: Mapping[str, tuple[Bearing | None, Bearing]] = {
    "contradicts": ("contradicted by", "contradicted by"),
    "corroborates": ("corroborated by", "corroborated by"),
    "qualifies": ("qualifies", "qualified by"),
    "supersedes": (None, "superseded by"),
}
_ORDER: tuple[Bearing, ...] = (
    "contradicted by",
    "qualified by",
    "qualifies",
    "corroborated by",
    "superseded by",
)
Stated = Mapping[str, Sequence[tuple[str, str]]]
"""What facts say of others, by id: pairs of a relation and an id."""


class Relations:
    """What the facts of a base say of each other; it does not change, and `changed` makes the next."""

    def __init__(self, stated: Stated) -> None:
        self._stated = {fact_id: pairs for fact_id, pairs in stated.items() if pairs}
        stating: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for fact_id, pairs in self._stated.items():
            for relation, other in pairs:
                stating[other].append((relation, fact_id))
        self._stating: dict[str, Sequence[tuple[str, str]]] = dict(stating)

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Relations":
        """Take what `arrays` returned."""
        stated: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for line in StringTable.of_arrays(arrays):
            fact_id, relation, other = line.split(" ")
            stated[fact_id].append((relation, other))
        return cls(stated)

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        lines = (
            f"{fact_id} {relation} {other}"
            for fact_id, pairs in self._stated.items()
            for relation, other in pairs
        )
        return StringTable.of(dict.fromkeys(lines)).arrays()

    def changed(self, removed: Iterable[str], added: Stated) -> "Relations":
        """Return the relations without what some facts said, and with what others say."""
        changes: dict[str, Sequence[tuple[str, str]]] = dict.fromkeys(removed, ())
        changes.update(added)
        touched = [fact_id for fact_id, pairs in changes.items() if pairs or fact_id in self._stated]
        if not touched:
            return self
        after = Relations({})
        after._stated, after._stating = dict(self._stated), dict(self._stating)
        for fact_id in touched:
            after._say(fact_id, changes[fact_id])
        return after

    def _say(self, fact_id: str, pairs: Sequence[tuple[str, str]]) -> None:
        for _, other in self._stated.pop(fact_id, ()):
            self._stating[other] = [each for each in self._stating.get(other, ()) if each[1] != fact_id]
        for relation, other in pairs:
            self._stating[other] = [*self._stating.get(other, ()), (relation, fact_id)]
        if pairs:
            self._stated[fact_id] = pairs

    def bearing_on(self, fact_id: str) -> tuple[tuple[Bearing, str], ...]:
        """Return which facts bear on one and how, each way once: by the way, then by id.

        An id may be of a fact that is not served.
        """
        stated = ((_BEARINGS[relation][0], other) for relation, other in self._stated.get(fact_id, ()))
        stating = ((_BEARINGS[relation][1], other) for relation, other in self._stating.get(fact_id, ()))
        bearing = {(how, other) for how, other in (*stated, *stating) if how is not None}
        return tuple(sorted(bearing, key=lambda each: (_ORDER.index(each[0]), each[1])))

    def contradicting(self, fact_ids: Iterable[str]) -> frozenset[frozenset[str]]:
        """Return the pairs of ids that contradict each other, with at least one of these in each."""
        return frozenset(
            frozenset({fact_id, other})
            for fact_id in fact_ids
            for relation, other in (*self._stated.get(fact_id, ()), *self._stating.get(fact_id, ()))
            if relation == "contradicts"
        )

    def pairs(self, relation: str) -> frozenset[tuple[str, str]]:
        """Return every fact that states a relation, with the one it is stated of."""
        return frozenset(
            (fact_id, other)
            for fact_id, stated in self._stated.items()
            for stated_relation, other in stated
            if stated_relation == relation
        )

    def superseded(self) -> frozenset[str]:
        """Return the ids of what another fact of the base says that it supersedes."""
        return frozenset(other for _, other in self.pairs("supersedes"))
