"""What each word of a question may stand for: names, words of facts, topics; and which facts those find.

This is the loose reading, for the closest facts: each word alone, with all that it may mean. The strict one,
which cuts a question into stretches that mean one thing each, is in `questions`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from bot.domain import How, Reading, Topic
from bot.matching.factset import FactSet
from bot.matching.gazetteer import Gazetteer
from bot.matching.meanings import Meaning, Part
from bot.matching.names import Covered, NameWords
from bot.matching.ranking import Weighed, rarity
from bot.matching.reasons import in_field
from bot.matching.sounds import is_by_ear
from bot.matching.stopwords import STOP_WORDS
from bot.matching.text import WORDS_READ, Word, stem, words
from bot.matching.topics import TopicHints
from bot.matching.view import View
from bot.matching.vocabulary import EXACT, Vocabulary
from bot.matching.ways import Way

# How well a fact accounts for a word: by a name it is tagged with, by a word of its topic's name, by its own
# words, by its topic; by other words for that topic as well as they tell.
_BY_NAME, _BY_TOPIC_NAME, _BY_WORD, _BY_TOPIC = 1.0, 0.97, 0.95, 0.9
# A word that is neither held as typed nor ordinary English, with the stem of one that is held.
_SAME_STEM = 0.8
# Where a word is the whole name of something, facts about that are meant, rather than those that mention it.
_MENTIONED = 0.6
# Of the weight of a word that no fact holds: so much has at least one that is found only as another.
_UNSEEN = 0.8
# Words of a topic are common ones: that a fact holds one tells less than what it is about.
_BY_TOPIC_WORD = 0.8
# Each word is compared with all names and words; a question of more content is answered by its beginning.
_MOST_WORDS = 16


@dataclass(slots=True)
class AskedWord:
    """A word of the question, and every way to account for it, best first."""

    word: Word
    ways: list[Way] = field(default_factory=list)
    weight: float = 0.0
    is_plain: bool = False
    """It is no part of a name: ordinary English, or held by facts and by no name."""

    def among(self, facts: FactSet) -> "AskedWord":
        """Return the word with the ways that are left of it among some facts; it tells as much as before."""
        ways = (replace(way, facts=way.facts & facts) for way in self.ways)
        return replace(self, ways=[way for way in ways if way.facts])

    @property
    def reach(self) -> int:
        """How many facts account for it, about."""
        return sum(len(way.facts) for way in self.ways)

    @property
    def weighed(self) -> Weighed:
        """The word as a part of a question."""
        key = self.word.key
        return Weighed(Part(Reading(key, "word", key), Meaning("word", word=key)), self.ways, self.weight)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words may stand for, whatever the facts."""

    gazetteer: Gazetteer
    names: NameWords
    vocabulary: Vocabulary
    topics: dict[str, Topic]
    hints: TopicHints


class Asker:
    """Looks the words of questions up in one view."""

    def __init__(self, lexicon: Lexicon, view: View) -> None:
        self._lexicon = lexicon
        self._view = view

    def asked(self, text: str) -> list[AskedWord]:
        """Return the words of a question that carry content, each with its weight and its ways."""
        typed = [word for word in words(text, limit=WORDS_READ) if word.key not in STOP_WORDS][:_MOST_WORDS]
        asked = [AskedWord(word) for word in typed]
        vocabulary = self._lexicon.vocabulary
        held = [self._view.has_typed(word.key, vocabulary.english) for word in typed]
        meant = [
            vocabulary.in_names(word.key, is_held=is_held) for word, is_held in zip(typed, held, strict=True)
        ]
        for covered in self._lexicon.names.covered(
            meant,
            [word.key for word in typed],
            frozenset(word.key for word in typed if word.key in vocabulary.english),
        ):
            self._add_name(asked, covered)
        stems = frozenset(stem(word.key) for word in typed)
        for each, is_held in zip(asked, held, strict=True):
            self._add_words(each, is_held=is_held)
            self._add_topics(each, stems)
            each.ways.sort(key=attrgetter("share"), reverse=True)
            each.weight = self._weight(each)
            key = each.word.key
            each.is_plain = key in vocabulary.english or (is_held and key not in self._lexicon.names)
        if len(asked) == 1:
            # Nothing bears out that one of so many words was meant.
            asked[0].ways = [way for way in asked[0].ways if way.how != "spelling" or way.covers]
        return asked

    def _add_name(self, asked: Sequence[AskedWord], covered: Covered) -> None:
        facts = self._view.named(covered.entity_id)
        if not facts:
            return
        name = self._lexicon.gazetteer.name_of(covered.entity_id)
        for place, alike in covered.words.items():
            is_heard = is_by_ear(asked[place].word.key, covered.name)
            how: How = "name" if alike == EXACT else "sound" if is_heard else "spelling"
            share = _BY_NAME * alike * covered.share**0.5
            is_wider = len(covered.words) > 1
            way = Way(share, how, facts, name, alike=alike, covers=covered.share, is_wider=is_wider)
            asked[place].ways.append(way)

    def _add_words(self, asked: AskedWord, *, is_held: bool) -> None:
        key = asked.word.key
        view, hints = self._view, self._lexicon.hints
        is_name = any(way.covers == EXACT and not way.is_wider for way in asked.ways)
        if is_held:
            meant = {key: EXACT}
        else:
            meant = dict(self._lexicon.vocabulary.in_facts(key, view.index.wording.written))
            if view.has_word(key):
                meant[key] = _SAME_STEM
        for word, alike in meant.items():
            how: How = "word" if alike == EXACT else "spelling"
            by_word = _BY_TOPIC_WORD if hints.means(stem(word)) else _BY_WORD
            share = (min(_MENTIONED, by_word) if is_name else by_word) * alike
            for where, facts in view.held(word).by_field().items():
                asked.ways.append(Way(share, how, facts, in_field(word, where), alike=alike))
        for word, alike in {key: EXACT, **meant}.items():
            self._add_tagged(asked, hints.named_by(stem(word)), _BY_TOPIC_NAME, alike)

    def _add_topics(self, asked: AskedWord, stems: frozenset[str]) -> None:
        meant = self._lexicon.hints.meant_by(stem(asked.word.key), stems)
        self._add_tagged(asked, meant, _BY_TOPIC, EXACT)
        for topic_id in meant:
            name = self._lexicon.topics[topic_id].name
            for share, facts in self._view.speaking.by_words(topic_id):
                asked.ways.append(Way(share, "topic", facts, name))

    def _add_tagged(self, asked: AskedWord, topic_ids: Iterable[str], share: float, alike: float) -> None:
        for topic_id in topic_ids:
            facts = self._view.on_topic(topic_id)
            if facts:
                name = self._lexicon.topics[topic_id].name
                asked.ways.append(Way(share * alike, "topic", facts, name, alike=alike))

    def _weight(self, asked: AskedWord) -> float:
        exact = [len(way.facts) for way in asked.ways if way.share >= _BY_TOPIC or way.how == "word"]
        reach = sum(exact) or min((len(way.facts) for way in asked.ways), default=0)
        told = rarity(reach, len(self._view))
        # What nothing holds as it was typed tells most: it may be another name.
        return told if exact else max(told, rarity(1, len(self._view)) * _UNSEEN)
