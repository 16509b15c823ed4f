"""Ceilings, as digests ask for them: what a channel may be told, and whether others are there."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias

from bot.domain.handling import STRICTNESS, Tlp

BECAME_SHARED = "became_shared"
"""Why a subscription rests whose channel others have come to since it was made."""
UNKNOWN = "unknown"


class Ceiling(Protocol):
    """The strictest marking that a place may be told, and why it is lower than the settings say."""

    @property
    def tlp(self) -> Tlp:
        """The marking."""

    @property
    def because(self) -> str:
        """`shared` with another organisation, holds a `guest`, or `unknown`; empty for none of these."""


ChannelCeiling: TypeAlias = Callable[[str], Awaitable[Ceiling]]
"""Tells what a channel may be told now."""


def is_outside(ceiling: Ceiling) -> bool:
    """Tell whether others than our own are known to be in a place."""
    return ceiling.because not in {"", UNKNOWN}


def lower(first: Ceiling, second: Ceiling) -> Ceiling:
    """Return whichever of two ceilings lets less be told."""
    return min(first, second, key=lambda each: (STRICTNESS[each.tlp], not each.because))
