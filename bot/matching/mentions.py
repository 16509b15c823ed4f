"""Whom a sentence names, and where. A word that may be ordinary English names nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import EntityKind, How
from bot.matching.corrections import Corrector
from bot.matching.gazetteer import LONGEST_NAME, Gazetteer
from bot.matching.meanings import Meaning
from bot.matching.scanning import scan
from bot.matching.stopwords import STOP_WORDS
from bot.matching.text import Word
from bot.matching.view import View

# A slip is read as a name only where it is nearly certain: about one edit in seven letters.
_LEAST_ALIKE = 0.85
_MOST_SLIPS = 4
"""A sentence with more words that nobody knows is no English."""
_LONGEST_CODE = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that names somebody or some place; offsets in code points."""

    start: int
    end: int
    text: str
    entity_ids: tuple[str, ...]
    """Those that bear the name; more than one where it is not told which."""
    kind: EntityKind | None
    wider: frozenset[str]
    """What they are a part of, directly or not."""
    how: How


class Mentions:
    """Finds mentions in sentences, before one view."""

    def __init__(self, gazetteer: Gazetteer, corrector: Corrector, view: View) -> None:
        self._gazetteer = gazetteer
        self._corrector = corrector
        self._view = view

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find whom a text names, in order; each word belongs to one name at most."""
        # In a text all in capitals, capitals tell nothing.
        can_tell = text != text.upper()
        slips = [_MOST_SLIPS]

        def named(read: Sequence[Word]) -> Meaning | None:
            if len(read) > 1:
                return self._gazetteer.find(read)
            return self._word(read[0], text, slips, can_tell=can_tell)

        found = scan(text, named, lambda meaning: meaning.how != "demonym", LONGEST_NAME)
        return tuple(self._mention(text, read, meaning) for read, meaning in found if meaning.entity_ids)

    def _word(self, word: Word, text: str, slips: list[int], *, can_tell: bool) -> Meaning | None:
        """Tell whom one word names; `slips` counts down how many may still be looked up."""
        typed = text[word.start : word.end]
        is_written_big = can_tell and word.is_upper
        if is_written_big and len(typed) <= _LONGEST_CODE:
            return self._gazetteer.find([word]) or self._gazetteer.codes.get(word.key)
        is_ordinary = word.key in STOP_WORDS or (
            typed == typed.lower() and word.key in self._corrector.english
        )
        if is_ordinary and not is_written_big:
            return None
        meaning = self._gazetteer.find([word]) or self._gazetteer.find_plural([word])
        if meaning or is_ordinary or not slips[0] or self._view.has_word(word.key):
            return meaning
        slips[0] -= 1
        corrected = self._corrector.correct_word(word.key, self._view)
        is_sure = corrected and corrected.how == "spelling" and corrected.alike >= _LEAST_ALIKE
        return corrected if is_sure and corrected and len(corrected.entity_ids) == 1 else None

    def _mention(self, text: str, read: Sequence[Word], meaning: Meaning) -> Mention:
        start, end = read[0].start, read[-1].end
        wider = frozenset(above for each in meaning.entity_ids for above in self._gazetteer.ancestors(each))
        kind = self._gazetteer.kind_of(meaning.entity_ids[0])
        return Mention(start, end, text[start:end], meaning.entity_ids, kind, wider, meaning.how)
