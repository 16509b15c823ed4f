"""In which order messages stand in a channel, found by their moment without a look at the rest."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Timeline:
    """The timestamps of one channel's messages, each list in order."""

    everything: list[str] = field(default_factory=list)
    _threads: defaultdict[str | None, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The answers of each thread by its first message; under None what stands in the channel itself."""

    def add(self, ts: str, thread_ts: str | None) -> None:
        """Note a message."""
        for order in (self.everything, self._threads[thread_ts]):
            insort(order, ts, key=float)

    def remove(self, ts: str, thread_ts: str | None) -> None:
        """Forget a message that was noted."""
        for order in (self.everything, self._threads[thread_ts]):
            del order[bisect_left(order, float(ts), key=float)]

    def newest_first(self, before: float) -> Iterator[str]:
        """Yield what stands in the channel itself, from a moment (seconds since 1970, included) backwards."""
        order = self._threads[None]
        for place in reversed(range(bisect_right(order, before, key=float))):
            yield order[place]

    def thread(self, ts: str) -> list[str]:
        """Return the answers in a thread, oldest first."""
        return self._threads[ts]
