"""What the base holds at one moment, ready to be matched and answered from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from bot.domain.entities import Entity, Topic
from bot.domain.facts import CitedFact
from bot.domain.grading import Credibility
from bot.domain.handling import UNMARKED, Tlp, is_within, strictest
from bot.domain.ledger import Standing
from bot.domain.telling import standing_as_told

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class FactBase:
    """Entities, topics and the active facts that passed every check, by id; never half-loaded."""

    entities: Mapping[str, Entity]
    topics: Mapping[str, Topic]
    facts: Mapping[str, CitedFact]
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Facts and files that an error keeps out, by id or path: the first error's sentence."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """What the ledger says of each active fact; empty for a base that comes straight from files."""
    credibilities: Mapping[str, Credibility] = field(default_factory=dict)
    """Of facts, where it is known without reading them."""
    withdrawn: Mapping[str, Standing] = field(default_factory=dict)
    """Facts that were retracted or redacted: known, and not shown."""
    withdrawn_claims: Mapping[str, str] = field(default_factory=dict)
    """The claims of those that were retracted; of what was redacted, none."""
    markings: Mapping[str, Tlp] | None = None
    """Of the facts that are not CLEAR, active, withdrawn or kept out; None where each must be asked."""
    head: int = 0
    """The last event of the ledger that this state includes."""
    known_on: date | None = None
    """The day whose state this is, if not the present one."""

    def within(self, ceiling: Tlp) -> "FactBase":
        """Return what may be told where nothing stricter than `ceiling` is allowed.

        Of anything above it nothing is left, not even its id. What an error keeps out counts as AMBER, if
        its document is not marked more strictly. Where nothing is above, the base itself is returned; its
        `facts` are kept as they are where none of them is.
        """
        hidden = self.above(ceiling)
        inside = self.left_out if is_within(UNMARKED, ceiling) else {}
        left_out = {each: why for each, why in inside.items() if each not in hidden}
        if not hidden and left_out == self.left_out:
            return self
        return replace(self.without(hidden), left_out=left_out)

    def above(self, ceiling: Tlp) -> frozenset[str]:
        """Return the active and withdrawn facts that may not be told under a ceiling."""
        return frozenset(each for each, tlp in self._marked().items() if not is_within(tlp, ceiling))

    def without(self, hidden: frozenset[str]) -> "FactBase":
        """Return the base as if some of its facts, active or withdrawn, had never been in it.

        What the ledger says of the others does not name them either.
        """
        return replace(
            self,
            facts=_rest(self.facts, hidden),
            standings=_told(self.standings, hidden),
            credibilities=_rest(self.credibilities, hidden),
            withdrawn=_told(self.withdrawn, hidden),
            withdrawn_claims=_rest(self.withdrawn_claims, hidden),
            markings={each: tlp for each, tlp in self._marked().items() if each not in hidden},
        )

    @property
    def tlp(self) -> Tlp:
        """The strictest marking of any active or withdrawn fact."""
        return strictest(set(self._marked().values()))

    def marking_of(self, fact_id: str) -> Tlp:
        """Return the marking of an active or withdrawn fact; UNMARKED where there is no such fact."""
        if fact_id not in self.facts and fact_id not in self.withdrawn:
            return UNMARKED
        return self._marked().get(fact_id, "CLEAR")

    def _marked(self) -> Mapping[str, Tlp]:
        if self.markings is not None:
            return self.markings
        return {each: cited.tlp for each, cited in self.facts.items() if cited.tlp != "CLEAR"}


class _Rest(Mapping[str, _Value], Generic[_Value]):
    """A mapping without some of its names; each value is read when it is asked for."""

    def __init__(self, whole: Mapping[str, _Value], hidden: frozenset[str]) -> None:
        self._whole = whole
        self._hidden = hidden

    def __getitem__(self, name: str) -> _Value:
        if name in self._hidden:
            raise KeyError(name)
        return self._whole[name]

    def __contains__(self, name: object) -> bool:
        # A mapping would read the value to tell whether it is there.
        return name not in self._hidden and name in self._whole

    def __iter__(self) -> Iterator[str]:
        return (each for each in self._whole if each not in self._hidden)

    def __len__(self) -> int:
        return len(self._whole) - len(self._hidden)


class _Told(_Rest[Standing]):
    """Standings without those of hidden facts, of which none names such a fact."""

    def __init__(self, whole: Mapping[str, Standing], hidden: frozenset[str]) -> None:
        super().__init__(whole, _there(whole, hidden))
        self._unnamed = hidden

    def __getitem__(self, name: str) -> Standing:
        return standing_as_told(super().__getitem__(name), lambda each: each not in self._unnamed)


def _rest(whole: Mapping[str, _Value], hidden: frozenset[str]) -> Mapping[str, _Value]:
    there = _there(whole, hidden)
    return _Rest(whole, there) if there else whole


def _told(whole: Mapping[str, Standing], hidden: frozenset[str]) -> Mapping[str, Standing]:
    return _Told(whole, hidden) if hidden else whole


def _there(whole: Mapping[str, _Value], hidden: frozenset[str]) -> frozenset[str]:
    return frozenset(each for each in hidden if each in whole)
