"""What can be reached by following references, however often; circles are gone round once."""

from collections.abc import Callable, Iterable


def reached(starts: Iterable[str], onward: Callable[[str], Iterable[str]]) -> set[str]:
    """Return the ids that the starts lead to in one step or more; a start only if a way leads back to it."""
    found: set[str] = set()
    queue = list(starts)
    while queue:
        for each in onward(queue.pop()):
            if each not in found:
                found.add(each)
                queue.append(each)
    return found
