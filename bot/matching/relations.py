"""Which facts bear on which; a relation said on one side holds on both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.answers import Bearing

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


class Relations:
    """What the facts of a base say of each other; `index` keeps it up to date."""

    def __init__(self) -> None:
        self._stated: dict[str, Sequence[tuple[str, str]]] = {}
        self._stating: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)

    def add(self, fact_id: str, stated: Sequence[tuple[str, str]]) -> None:
        """Note what a fact says of others: pairs of a relation and an id."""
        if stated:
            self._stated[fact_id] = stated
        for relation, other in stated:
            self._stating[other].add((relation, fact_id))

    def remove(self, fact_id: str) -> None:
        """Forget what a fact says of others; what others say of it stands."""
        for relation, other in self._stated.pop(fact_id, ()):
            self._stating[other].discard((relation, fact_id))
            if not self._stating[other]:
                del self._stating[other]

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

    def is_superseded(self, fact_id: str) -> bool:
        """Tell whether another fact of the base says that it supersedes this one."""
        return any(relation == "supersedes" for relation, _ in self._stating.get(fact_id, ()))
