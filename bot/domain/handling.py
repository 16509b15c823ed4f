"""Who may be told: the Traffic Light Protocol, version 2.0 (FIRST, https://www.first.org/tlp/)."""

from typing import Literal, TypeAlias

Tlp: TypeAlias = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]

STRICTNESS: dict[Tlp, int] = {"CLEAR": 0, "GREEN": 1, "AMBER": 2, "AMBER+STRICT": 3, "RED": 4}


def is_looser(tlp: Tlp, than: Tlp) -> bool:
    """Tell whether `tlp` lets more people see a thing than `than` does."""
    return STRICTNESS[tlp] < STRICTNESS[than]


def stricter(first: Tlp, second: Tlp) -> Tlp:
    """Return whichever of two markings lets fewer people see a thing."""
    return second if is_looser(first, second) else first
