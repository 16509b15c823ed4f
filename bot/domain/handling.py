"""Who may be told: the Traffic Light Protocol, version 2.0 (FIRST, https://www.first.org/tlp/)."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

Tlp: TypeAlias = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]

STRICTNESS: dict[Tlp, int] = {"CLEAR": 0, "GREEN": 1, "AMBER": 2, "AMBER+STRICT": 3, "RED": 4}
STRICTEST: Tlp = "RED"
CEILINGS: tuple[Tlp, ...] = ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR")
"""From what lets everything be seen down to what lets the least be."""
UNMARKED: Tlp = "AMBER"
"""What counts for a thing whose marking cannot be read (any more): it stays inside."""

CeilingOf: TypeAlias = Callable[[str], Awaitable[Tlp]]
"""Tells the strictest marking that a place may hold now: a channel, or a person alone, by id."""

Because: TypeAlias = Literal["", "shared", "guest", "unknown"]
"""Why less may be told in a place than the settings say: another organisation is there, a guest is, or it is
not known who is."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The strictest marking that may be told in a place."""

    tlp: Tlp
    because: Because = ""


ChannelCeiling: TypeAlias = Callable[[str], Awaitable[Ceiling]]
"""Tells what a channel may be told now, and why."""


class Marked(Protocol):
    """Anything that bears a marking."""

    @property
    def tlp(self) -> Tlp:
        """Who may be told."""


def may_see(marked: Marked, ceiling: Tlp) -> bool:
    """Tell whether a thing may be told where nothing stricter than `ceiling` is allowed."""
    return is_within(marked.tlp, ceiling)


def is_within(tlp: Tlp, ceiling: Tlp) -> bool:
    """Tell whether a marking is not stricter than a ceiling."""
    return STRICTNESS[tlp] <= STRICTNESS[ceiling]


def is_looser(tlp: Tlp, than: Tlp) -> bool:
    """Tell whether `tlp` lets more people see a thing than `than` does."""
    return STRICTNESS[tlp] < STRICTNESS[than]


def stricter(first: Tlp, second: Tlp) -> Tlp:
    """Return whichever of two markings lets fewer people see a thing."""
    return second if is_looser(first, second) else first


def strictest(markings: Iterable[Tlp]) -> Tlp:
    """Return the marking that lets the fewest people see a thing; CLEAR where there is none."""
    return max(markings, key=STRICTNESS.__getitem__, default="CLEAR")
