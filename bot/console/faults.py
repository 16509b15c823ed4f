"""Faults on order: what the local Slack does wrong at the next call of a method."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

FaultKind: TypeAlias = Literal["drop", "silence", "hang", "500", "refuse", "429"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong."""

    kind: FaultKind
    error: str = ""
    """Slack's name for the refusal; only for `refuse`."""
    retry_after_s: int = 1
    """Only for `429`."""


@dataclass
class Faults:
    """The faults that wait; each is used up by one call of its method, in the order they were asked for."""

    taken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once any fault has struck."""
    _waiting: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def drop_after_commit(self, method: str = "chat.postMessage") -> None:
        """Carry the next call out, then cut the connection before the answer."""
        self._waiting[method].append(Fault("drop"))

    def hang_after_commit(self, method: str = "chat.postMessage") -> None:
        """Carry the next call out, and never answer it."""
        self._waiting[method].append(Fault("silence"))

    def hang(self, method: str = "chat.postMessage") -> None:
        """Leave the next call without answer until the caller gives up; it is not carried out."""
        self._waiting[method].append(Fault("hang"))

    def answer_500(self, method: str = "chat.postMessage") -> None:
        """Answer the next call with an internal server error; it is not carried out."""
        self._waiting[method].append(Fault("500"))

    def refuse(self, error: str, method: str = "chat.postMessage") -> None:
        """Refuse the next call with one of Slack's errors."""
        self._waiting[method].append(Fault("refuse", error))

    def limit_rate(self, method: str = "chat.postMessage", *, retry_after_s: int = 1) -> None:
        """Answer the next call with 429 and `Retry-After`."""
        self._waiting[method].append(Fault("429", retry_after_s=retry_after_s))

    def take(self, method: str) -> Fault | None:
        """Return the fault that is due, and forget it."""
        waiting = self._waiting.get(method)
        if not waiting:
            return None
        self.taken.set()
        return waiting.popleft()
