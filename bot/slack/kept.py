"""What Slack has said, for as long as it is not asked again."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """Values that are forgotten after a while; `now_s` gives seconds of a clock that does not jump."""

    def __init__(self, kept_s: float, now_s: Callable[[], float]) -> None:
        self._kept_s, self._now_s = kept_s, now_s
        self._said: dict[Hashable, tuple[float, _Value]] = {}

    def get(self, key: Hashable) -> _Value | None:
        """Return what is known of a thing; None if nothing is, or not any more."""
        at, value = self._said.get(key, (None, None))
        return value if at is not None and self._now_s() - at < self._kept_s else None

    def put(self, key: Hashable, value: _Value) -> _Value:
        """Remember a value, and return it; what is too old goes."""
        now_s = self._now_s()
        self._said = {one: said for one, said in self._said.items() if now_s - said[0] < self._kept_s}
        self._said[key] = (now_s, value)
        return value

    def drop(self, key: Hashable) -> None:
        """Forget one."""
        self._said.pop(key, None)

    def clear(self) -> None:
        """Forget all."""
        self._said = {}
