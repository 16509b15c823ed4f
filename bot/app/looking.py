"""One thing looked at before the bot can run: what was seen, and how to mend it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal["ok", "note", "wrong"]
"""note: it works, and could work better. wrong: `footnote serve` cannot do its work so."""


@dataclass(frozen=True, slots=True)
class Look:
    """One thing looked at; `what` never holds a secret."""

    state: State
    what: str
    mend: str = ""
