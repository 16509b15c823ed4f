"""The postman: what delivery asks of whoever brings messages to people, and how that can fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias

Block: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes; without a thread, into the channel itself."""

    channel: str
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """What a message says: to look at, and as text that carries the same."""

    text: str
    blocks: Sequence[Block] = ()


class PostmanError(Exception):
    """A message was not surely delivered."""


class RefusedError(PostmanError):
    """It will not be taken, now or later; `code` is the receiver's name for the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(f"refused: {code}")
        self.code = code


class PausedError(PostmanError):
    """Nothing was done, and nothing may be asked again before so many seconds are over.

    `code` is the receiver's name for the reason, where the bot itself is refused.
    """

    def __init__(self, retry_after_s: float, code: str = "") -> None:
        super().__init__(f"paused for {retry_after_s:g} s")
        self.retry_after_s = retry_after_s
        self.code = code


class UnknownOutcomeError(PostmanError):
    """No answer, or none that tells: it may have been done or not."""


class Postman(Protocol):
    """Brings messages; every method may raise a PostmanError."""

    async def post(self, place: Place, writing: Writing, *, key: str) -> str:
        """Post a message that carries a key, and return its ts."""

    async def correct(self, channel: str, ts: str, writing: Writing) -> None:
        """Put something else in the place of what a message said; doing so twice does no more."""

    async def find(self, place: Place, *, key: str, since: datetime) -> str | None:
        """Look for the message with a key, posted since then, and return its ts; None if it is not there."""

    async def direct(self, user_id: str) -> str:
        """Return the channel of the conversation with one person."""
