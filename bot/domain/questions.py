"""A question, and how its words were read."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.domain.facts import CitedFact

How: TypeAlias = Literal[
    "name", "alias", "code", "demonym", "spelling", "topic", "word", "number", "narrower", "speaker", "unread"
]
"""How a stretch of a question was read. narrower: a part stands for the whole asked about
(Kabul for Afghanistan). unread: nothing in the base explains the words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one stretch of the question was read."""

    typed: str
    """The words as typed."""
    how: How
    name: str
    """What they were read as: an entity's or topic's preferred name, a word, a number."""
    entity_ids: tuple[str, ...] = ()
    """The entities that bear the name; more than one is a question back, not a guess."""
    topic_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one fact was found: which words of the question matched what in it."""

    typed: str
    how: How
    matched: str
    """What in the fact they matched, in words: "Kabul (part of Afghanistan)"."""


@dataclass(frozen=True, slots=True)
class Match:
    """A fact found for a question; it always says what matched and why."""

    cited: CitedFact
    score: float
    """0–1: the share of the question that the fact explains."""
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """A name near the question, and how many facts stand behind it."""

    entity_id: str
    """Empty where the lead is a part of the question rather than a name."""
    name: str
    facts: int
    asks: str = ""
    """What to ask to follow it, if not the name."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question was read as, and what the base holds for it."""

    readings: tuple[Reading, ...]
    """In the question's order; words that carry no content are left out."""
    matches: tuple[Match, ...]
    """Best first, then newest, then by id. Empty unless every reading is explained."""
    missing: tuple[Reading, ...]
    """Readings that no fact explains: why there is no answer."""
    choices: tuple[Lead, ...]
    """Names the asker may have meant, where the words leave a choice: at most 5."""
    near: tuple[Lead, ...]
    """What the base does hold near the question: at most 5, each with facts."""
    is_ambiguous: bool = False
    """The choices bear exactly the words typed (else they are only spelt alike)."""
    is_apart: bool = False
    """There are facts for every reading, and no fact for all of them together."""
    complete: int = 0
    """How many of the matches explain every reading; they come first."""

    @property
    def title(self) -> str:
        """What the question was understood to be about."""
        return " · ".join(dict.fromkeys(reading.name for reading in self.readings))
