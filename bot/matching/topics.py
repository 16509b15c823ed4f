"""Topic words: what analysts type for what facts are about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.domain import Topic
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
