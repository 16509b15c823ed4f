"""How fast a method of one of Slack's rate tiers may be called."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.console.errors import RateLimited

A_MINUTE = 50
"""Tier 3 is documented as "50+ per minute", which we read as an even pace of 50."""
BURST = 10
"""Slack "allows occasional bursts" without a number: we read a few, ten calls ahead of the even pace."""


@dataclass
class Pace:
    """The calls of one method in one workspace, so many a minute, some of them ahead of time."""

    a_minute: int = A_MINUTE
    burst: int = BURST
    _due_at: datetime | None = None
    """When the next call would come at an even pace."""

    def step(self, now: datetime) -> None:
        """Count one call, or raise `RateLimited` with the seconds after which it would pass."""
        apart = timedelta(minutes=1) / self.a_minute
        due_at = max(self._due_at or now, now)
        ahead = due_at - now - apart * self.burst
        if ahead > timedelta():
            raise RateLimited(math.ceil(ahead.total_seconds()))
        self._due_at = due_at + apart
