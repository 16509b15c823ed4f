"""What one comparison of one aspect came to."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.fact_checks import Aspect, AspectKind

Outcome: TypeAlias = Literal["same", "opposite", "part", "open"]
"""same: they agree, or neither speaks of it · opposite: they exclude each other · part: one says more than
the other, and nothing that excludes it · open: this does not decide it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One aspect of a statement and a fact, and the words of both."""

    kind: AspectKind
    outcome: Outcome
    said: str = ""
    held: str = ""

    @property
    def aspect(self) -> Aspect | None:
        """What is shown of it; None where neither speaks of it."""
        if not (self.said or self.held):
            return None
        return Aspect(self.kind, self.outcome == "same", self.said, self.held)
