"""Faults on order: what the local Slack does wrong at the next calls of a method, or for a while."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

FaultKind: TypeAlias = Literal["drop", "silence", "hang", "500", "refuse", "429"]
ALL = "*"
"""In the place of a method: whatever is called."""
_POST = "chat.postMessage"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong."""

    kind: FaultKind
    error: str = ""
    """Slack's name for the refusal; only for `refuse`."""
    retry_after_s: int = 1
    """Only for `429`."""


@dataclass
class _Order:
    """A fault, and how often it is still to strike."""

    fault: Fault
    times: int
    until: datetime | None
    """The end of a fault that lasts; it strikes every call until then."""

    def is_over(self, now: datetime) -> bool:
        return now >= self.until if self.until else self.times <= 0


@dataclass
class Faults:
    """The faults that wait, each for its method or for `ALL`, in the order they were asked for.

    A fault strikes `times` calls, or, with `for_s`, all of that many seconds by the workspace's clock.
    """

    now: Callable[[], datetime]
    taken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once any fault has struck."""
    _waiting: dict[str, deque[_Order]] = field(default_factory=lambda: defaultdict(deque))

    def drop_after_commit(self, method: str = _POST, *, times: int = 1, for_s: float = 0) -> None:
        """Carry calls out, then cut the connection before the answer."""
        self._order(method, Fault("drop"), times, for_s)

    def hang_after_commit(self, method: str = _POST, *, times: int = 1, for_s: float = 0) -> None:
        """Carry calls out, and never answer them."""
        self._order(method, Fault("silence"), times, for_s)

    def hang(self, method: str = _POST, *, times: int = 1, for_s: float = 0) -> None:
        """Leave calls without answer until the caller gives up; they are not carried out."""
        self._order(method, Fault("hang"), times, for_s)

    def answer_500(self, method: str = _POST, *, times: int = 1, for_s: float = 0) -> None:
        """Answer calls with an internal server error; they are not carried out."""
        self._order(method, Fault("500"), times, for_s)

    def refuse(self, error: str, method: str = _POST, *, times: int = 1, for_s: float = 0) -> None:
        """Refuse calls with one of Slack's errors."""
        self._order(method, Fault("refuse", error), times, for_s)

    def limit_rate(
        self, method: str = _POST, *, retry_after_s: int = 1, times: int = 1, for_s: float = 0
    ) -> None:
        """Answer calls with 429 and `Retry-After`."""
        self._order(method, Fault("429", retry_after_s=retry_after_s), times, for_s)

    def take(self, method: str) -> Fault | None:
        """Return the fault that strikes this call: one of its method's own first, then one of `ALL`."""
        for waiting in (self._waiting[method], self._waiting[ALL]):
            while waiting and waiting[0].is_over(self.now()):
                waiting.popleft()
            if waiting:
                waiting[0].times -= 1
                self.taken.set()
                return waiting[0].fault
        return None

    def _order(self, method: str, fault: Fault, times: int, for_s: float) -> None:
        until = self.now() + timedelta(seconds=for_s) if for_s else None
        self._waiting[method].append(_Order(fault, times, until))
