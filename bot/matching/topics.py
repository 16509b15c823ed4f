"""Topic words: what analysts type for what facts are about."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from bot.domain import Topic
from bot.matching.stopwords import STOP_WORDS
from bot.matching.text import Word, stem, words


class TopicWords:
    """The words and short phrases of every topic, by their stems; one may belong to several topics."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._topics = topics
        by_phrase: dict[str, dict[str, None]] = defaultdict(dict)
        self.spellings: dict[str, None] = {}
        """The folded single words, which typing errors may be corrected to."""
        self.phrases: dict[str, None] = {}
        """The folded phrases of several words, one space apart."""
        for topic in topics.values():
            for phrase in (*topic.words, *(name for names in topic.names.values() for name in names)):
                parts = words(phrase)
                by_phrase[_stems(parts)][topic.id] = None
                # "counter-terrorism", "counter terrorism" and "counterterrorism" are one word.
                by_phrase[stem("".join(part.key for part in parts))][topic.id] = None
                spelt = self.spellings if len(parts) == 1 else self.phrases
                spelt[" ".join(part.key for part in parts)] = None
        self._by_phrase = {phrase: tuple(ids) for phrase, ids in by_phrase.items() if phrase}
        self._longest = max((phrase.count(" ") + 1 for phrase in self._by_phrase), default=0)

    def find(self, parts: Sequence[Word]) -> tuple[str, ...]:
        """Return the topics that these words, all of them, ask for."""
        if len(parts) > self._longest:
            return ()
        phrase = _stems(parts)
        if phrase not in self._by_phrase and all(part.is_glued for part in parts[1:]):
            phrase = stem("".join(part.key for part in parts))
        return self._by_phrase.get(phrase, ())

    def named(self, key: str) -> tuple[str, ...]:
        """Return the topics that a folded word or phrase, one space apart, asks for."""
        return self._by_phrase.get(" ".join(map(stem, key.split(" "))), ())

    def name_of(self, topic_ids: Sequence[str]) -> str:
        """Name the topics that a word asks for: "growth", or "growth or attacks"."""
        return " or ".join(self._topics[topic_id].name for topic_id in topic_ids)


def _stems(parts: Sequence[Word]) -> str:
    return " ".join(stem(part.key) for part in parts)


class TopicHints:
    """What single words say of topics: those of topics' names, and those typed for them."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        # No sets: their order is another in each process, and with it the topic that a reason names.
        self.named: dict[str, dict[str, None]] = defaultdict(dict)
        """Topics by the stem of a word of their names."""
        self.spoken: dict[str, tuple[tuple[str, ...], ...]] = {}
        """By topic, the words and phrases that are typed for it, each as folded words; one of each stem."""
        self._asked: dict[str, dict[str, None]] = defaultdict(dict)
        self._meaning: dict[str, dict[str, None]] = defaultdict(dict)
        self._phrases: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for topic in topics.values():
            for name in (each for several in topic.names.values() for each in several):
                self._read_name(topic.id, words(name))
            phrases = [words(phrase) for phrase in topic.words]
            for phrase in phrases:
                self._read_phrase(topic.id, phrase)
            keys = (tuple(word.key for word in phrase) for phrase in phrases if phrase)
            self.spoken[topic.id] = tuple({tuple(map(stem, each)): each for each in keys}.values())

    def means(self, stemmed: str) -> bool:
        """Tell whether a word of this stem alone is typed for a topic."""
        return stemmed in self._meaning

    def named_by(self, stemmed: str) -> Collection[str]:
        """Return the topics of whose names a word of this stem, by itself, is a part."""
        return self._asked.get(stemmed, ())

    def meant_by(self, stemmed: str, others: frozenset[str]) -> Collection[str]:
        """Return the topics that a word is typed for, alone or together with others of the question."""
        phrases = (topic_id for needed, topic_id in self._phrases.get(stemmed, ()) if needed <= others)
        return dict.fromkeys((*self._meaning.get(stemmed, ()), *phrases))

    def _read_name(self, topic_id: str, parts: Sequence[Word]) -> None:
        for word, following in zip(parts, (*parts[1:], None), strict=True):
            self.named[stem(word.key)][topic_id] = None
            # "counter" alone does not ask for counter-terrorism.
            if not (word.is_glued or (following and following.is_glued)):
                self._asked[stem(word.key)][topic_id] = None

    def _read_phrase(self, topic_id: str, parts: Sequence[Word]) -> None:
        stems = frozenset(stem(word.key) for word in parts if word.key not in STOP_WORDS)
        if len(parts) == 1:
            self._meaning[stem(parts[0].key)][topic_id] = None
        elif len(stems) > 1:
            for each in stems:
                self._phrases[each].append((stems, topic_id))
