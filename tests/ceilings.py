"""Who may be told what, where a test does not ask Slack."""

from bot.domain.handling import STRICTEST, Ceiling

INSIDE = Ceiling("AMBER")
SHARED = Ceiling("CLEAR", "shared")
GUESTS = Ceiling("CLEAR", "guest")
UNKNOWN = Ceiling("CLEAR", "unknown")


async def inside(_place):
    """The ceiling of a place in which nobody is but our own."""
    return INSIDE


async def everything(_place):
    """What a place may hold that may hold everything."""
    return STRICTEST
