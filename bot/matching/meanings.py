"""What a stretch of words may mean: the common answer of names, topics, numbers and spellings."""

from dataclasses import dataclass, replace

from bot.domain import How, Reading
from bot.matching.numbers import Number


@dataclass(frozen=True, slots=True)
class Meaning:
    """Entities, topics, a number or a word of the facts; if none of them, perhaps whom to ask about."""

    how: How
    entity_ids: tuple[str, ...] = ()
    """The bearers of a name; more than one: the asker must choose."""
    topic_ids: tuple[str, ...] = ()
    """Topics that the words ask for; a fact of any of them will do."""
    number: Number | None = None
    word: str = ""
    """A folded word that a fact's text must hold."""
    is_literal: bool = False
    """The word itself was asked for, in quotation marks."""
    choices: tuple[str, ...] = ()
    """Entities spelt alike, most alike first, where the words are unread."""
    spelt: str = ""
    """The folded words that were meant, if what was typed was corrected."""
    alike: float = 1.0
    """0–1: how sure it is that this was meant by what was typed."""
    is_far: bool = False
    """The choices are further off than a typing error."""

    def settled(self, chosen: str) -> "Meaning":
        """Return the meaning that is left once the asker has chosen an entity among several."""
        if chosen in self.entity_ids:
            return replace(self, entity_ids=(chosen,), alike=1.0)
        if chosen in self.choices:
            return Meaning("spelling", entity_ids=(chosen,))
        return self

    @property
    def is_name(self) -> bool:
        """Tell whether the words name something, rather than say what about it."""
        return bool(self.entity_ids)

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether several entities bear the name."""
        return len(self.entity_ids) > 1


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a question: the reading shown, and the meaning searched for."""

    reading: Reading
    meaning: Meaning
