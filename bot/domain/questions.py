"""A question, and how its words were read."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from bot.domain.assessment import SourceSummary
from bot.domain.facts import CitedFact

LEAST_CONFIDENCE = 0.66
"""0–1: where not even the best fact is so likely to answer a question, nothing is shown. Two in three: a
wrong fact costs an analyst about twice what silence does."""

How: TypeAlias = Literal[
    "name",
    "alias",
    "code",
    "demonym",
    "spelling",
    "sound",
    "topic",
    "word",
    "number",
    "narrower",
    "speaker",
    "unread",
]
"""How a stretch of a question was read. sound: spelt by ear (Daech for Daesh). narrower: a part stands for
the whole asked about (Kabul for Afghanistan). unread: nothing in the base explains the words."""


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
    share: float
    """0–1: how much of the question's information the fact accounts for by this."""


@dataclass(frozen=True, slots=True)
class Match:
    """A fact found for a question; it always says what matched and why."""

    cited: CitedFact
    confidence: float
    """0–1: the chance that the fact answers the question."""
    why: tuple[Reason, ...]


class Matches(Sequence[Match]):
    """The facts found, best first, then newest, then by id; each is made when it is looked at."""

    @property
    @abstractmethod
    def complete(self) -> int:
        """How many of them explain every reading; they come first."""

    @abstractmethod
    def begun_by(self, day: date) -> "Matches":
        """Return those that can have held by the end of a day, by their own dates, else their document's."""

    @abstractmethod
    def by_date(self) -> "Matches":
        """Return them by the day on which what they are about began, the first first."""

    @abstractmethod
    def summary(self) -> SourceSummary:
        """Sum up what all of them rest on, without looking at each."""


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
    matches: Matches
    """Empty unless every reading is explained, or nearly (`is_close`)."""
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
    is_close: bool = False
    """No fact explains every word; the matches account for most of the question, and what the best of them
    leaves out is among the readings, as unread."""
    outside: int = 0
    """How many facts were found that filters keep out."""

    @property
    def title(self) -> str:
        """What the question was understood to be about; a close answer's without what it leaves out."""
        read = [one for one in self.readings if not (self.is_close and one.how == "unread")]
        return " · ".join(dict.fromkeys(reading.name for reading in read))
