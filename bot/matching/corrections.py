"""What a word or phrase that nothing in the base explains was meant as."""

from collections.abc import Iterable, Sequence

from bot.matching.arrays import Arrays, inner, named
from bot.matching.gazetteer import Gazetteer
from bot.matching.meanings import Meaning
from bot.matching.ordinary import Ordinary
from bot.matching.spelling import (
    NAME_COST,
    SHORTEST_CORRECTED,
    WORD_COST,
    Spelling,
    allowed_edits,
    edits_between,
    likeness,
)
from bot.matching.stopwords import STOP_WORDS
from bot.matching.topics import TopicWords
from bot.matching.view import View

# One letter off in one word of a name whose other words are right: "untied nations". The word may
# be an ordinary one then, but shorter words are too easily another name's.
_MIN_ORDINARY_LETTERS = 4


class Corrector:
    """Reads typing errors in names, topic words and the facts' own words; never in ordinary English."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        topics: TopicWords,
        english: Ordinary,
        saved: Arrays | None = None,
    ) -> None:
        """Read by what there is to be meant; or take what was saved of its names."""
        self._gazetteer = gazetteer
        self._topics = topics
        self.english = english
        """Words that are typed as they are meant."""
        if saved is None:
            self._names = Spelling([*(key for key in gazetteer.names if " " not in key), *gazetteer.joined])
            self._phrases = Spelling(key for key in gazetteer.names if " " in key)
        else:
            self._names = Spelling.of_arrays(inner(saved, "names"))
            self._phrases = Spelling.of_arrays(inner(saved, "phrases"))
        self._topic_names = Spelling(topics.spellings)
        self._topic_phrases = Spelling(topics.phrases)

    def arrays(self) -> Arrays:
        """Return the arrays to save."""
        return {**named("names", self._names.arrays()), **named("phrases", self._phrases.arrays())}

    def correct_word(self, typed: str, view: View) -> Meaning | None:
        """Read one folded word; None if it is ordinary, a known look-alike, or like nothing."""
        if not typed.isalpha() or typed in self.english or typed in self._gazetteer.look_alikes:
            return None
        if len(typed) == SHORTEST_CORRECTED - 1:
            return self._ask(key for _, key in self._names.within(typed, 1) if len(key) >= len(typed))
        if len(typed) < SHORTEST_CORRECTED:
            return None
        nearest = self._nearest(typed, view)
        if nearest:
            return self._meaning(nearest, typed)
        return self._ask(self._names.alike(typed), is_far=True)

    def correct_phrase(self, typed: Sequence[str]) -> Meaning | None:
        """Read several folded words as one misspelt name or topic; None if none fits, or several names do."""
        letters = "".join(typed)
        if letters in self._gazetteer.look_alikes:
            return None
        # The words' own budgets, checked by `_fits`, are stricter than the whole phrase's.
        edits = allowed_edits(len(letters))
        near = (*self._phrases.within(letters, edits), *self._topic_phrases.within(letters, edits))
        fitting = [(edits, key) for edits, key in near if self._fits(typed, key.split(" "))]
        best = min(fitting, default=(0, ""))[0]
        nearest = sorted({key for edits, key in fitting if edits == best})
        meaning = self._meaning(nearest, letters) if nearest else None
        return None if meaning and meaning.choices else meaning

    def alike(self, key: str) -> tuple[str, ...]:
        """Return the entities with a name alike a folded one, most alike first; itself left out."""
        near = (self._gazetteer.named(each) for each in self._names.alike(key))
        # Demonyms end alike ("American", "African") without being alike.
        names = (named for named in near if named and named.how != "demonym")
        return tuple(dict.fromkeys(entity_id for named in names for entity_id in named.entity_ids))

    def _nearest(self, typed: str, view: View) -> list[str]:
        """Return the words that are fewest edits away from a folded one, in order."""
        edits = allowed_edits(len(typed))
        # A word of the facts that none holds any more means nothing.
        written = (each for each in view.index.wording.written.within(typed, edits) if view.has_word(each[1]))
        found = {*self._names.within(typed, edits), *self._topic_names.within(typed, edits), *written}
        fewest = min(found, default=(0, ""))[0]
        return sorted(key for count, key in found if count == fewest)

    def _fits(self, typed: Sequence[str], meant: Sequence[str]) -> bool:
        if len(typed) != len(meant):
            return not any(self._is_common(word) for word in typed)
        wrong = [(word, other) for word, other in zip(typed, meant, strict=True) if word != other]
        if len(wrong) == 1 and len(wrong[0][1]) >= _MIN_ORDINARY_LETTERS and edits_between(*wrong[0]) == 1:
            return True
        return all(
            edits_between(word, other) <= allowed_edits(len(word)) and not self._is_common(word)
            for word, other in wrong
        )

    def _is_common(self, word: str) -> bool:
        """Tell whether a word is ordinary English, or a function word of any language."""
        return word in self.english or word in STOP_WORDS

    def _meaning(self, keys: Sequence[str], typed: str) -> Meaning:
        """Read the nearest words: a name before a topic before a word; several names are a question back."""
        meant = self._entities(keys)
        if len(meant) > 1:
            return Meaning("unread", choices=meant)
        in_one = [key.replace(" ", "") for key in keys]
        if meant:
            alike = max(likeness(typed, key, NAME_COST) * self.english.trust(typed, key) for key in in_one)
            return Meaning("spelling", entity_ids=meant, alike=alike)
        alike = max(likeness(typed, key, WORD_COST) for key in in_one)
        topic_ids = tuple(dict.fromkeys(topic_id for key in keys for topic_id in self._topics.named(key)))
        if topic_ids:
            return Meaning("spelling", topic_ids=topic_ids, spelt=keys[0], alike=alike)
        return Meaning("spelling", word=keys[0], alike=alike)

    def _ask(self, keys: Iterable[str], *, is_far: bool = False) -> Meaning | None:
        choices = self._entities(keys)
        return Meaning("unread", choices=choices, is_far=is_far) if choices else None

    def _entities(self, keys: Iterable[str]) -> tuple[str, ...]:
        named = (self._gazetteer.named(key) for key in keys)
        return self._gazetteer.widest(entity_id for one in named if one for entity_id in one.entity_ids)
