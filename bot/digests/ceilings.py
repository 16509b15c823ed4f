"""Ceilings, as digests ask for them: what a channel may be told, and whether others are there."""

from bot.domain.handling import STRICTNESS, Ceiling

BECAME_SHARED = "became_shared"
"""Why a subscription rests whose channel others have come to since it was made."""
UNKNOWN = "unknown"


def is_outside(ceiling: Ceiling) -> bool:
    """Tell whether others than our own are known to be in a place."""
    return ceiling.because not in {"", UNKNOWN}


def lower(first: Ceiling, second: Ceiling) -> Ceiling:
    """Return whichever of two ceilings lets less be told."""
    return min(first, second, key=lambda each: (STRICTNESS[each.tlp], not each.because))
