"""How facts account for the readings of a question, and how well: what they are about, then what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from bot.domain import Topic
from bot.matching.factset import FactSet
from bot.matching.meanings import Meaning
from bot.matching.speaking import SURE
from bot.matching.text import words
from bot.matching.view import View
from bot.matching.ways import Way, facts_of
from bot.matching.wording import Field

# How well a fact accounts for a part: being about it, before being about a piece of it, before only being
# said by it; in its own words, before its dates, its speaker's name; a title speaks for a whole document.
DIRECT, NARROWER, SPEAKER = 1.0, 0.8, 0.6
FIELD_SHARES: Mapping[Field, float] = {
    "quote": 1.0,
    "claim": 1.0,
    "date": 0.9,
    "speaker": 0.8,
    "title": 0.95,
}
# A word of two topics ("poorer": finance, decline) is met by one of them, but better by both.
ONE_OF_TOPICS = 0.9
# A fact that is tagged with no topic asked for, and states the word typed for one.
_BY_WORD = 0.6
# How much of the doubt goes if all the words typed are in the name of a topic that the fact is tagged with.
_NAMED_SO = 0.8


class Accounting:
    """Looks up, in one view, which facts account for a reading."""

    def __init__(self, view: View, topics: Mapping[str, Topic]) -> None:
        self.view = view
        """Where they are looked up."""
        self._topics = topics

    def ways(self, meaning: Meaning, typed: str = "", *, is_heard: bool = True) -> tuple[Way, ...]:
        """Return how facts account for a reading; an ambiguous name or an unread word has no way.

        `typed` are the words that were read so. Unless `is_heard`, what only a part of a named body says is
        left out.
        """
        if meaning.is_ambiguous:
            return ()
        if meaning.entity_ids:
            return self._named_ways(meaning, is_heard=is_heard)
        if meaning.topic_ids:
            return self._topic_ways(meaning) or self._spoken_ways(meaning, typed)
        if meaning.number:
            stated, elsewhere = self.view.with_number(meaning.number)
            return (Way(DIRECT, "number", stated), Way(FIELD_SHARES["date"], "number", elsewhere))
        return self._word_ways(meaning) if meaning.word else ()

    def explaining(self, meaning: Meaning) -> FactSet:
        """Return the facts that account for a reading."""
        return facts_of(self.ways(meaning))

    def _named_ways(self, meaning: Meaning, *, is_heard: bool) -> tuple[Way, ...]:
        [entity_id] = meaning.entity_ids
        spoken = (
            self.view.spoken(entity_id) | self.view.heard(entity_id)
            if is_heard
            else self.view.spoken(entity_id)
        )
        return (
            Way(DIRECT, meaning.how, self.view.tagged(entity_id)),
            Way(NARROWER, "narrower", self.view.narrower(entity_id)),
            Way(SPEAKER, "speaker", spoken),
        )

    def _word_ways(self, meaning: Meaning) -> tuple[Way, ...]:
        by_field = self.view.held(meaning.word).by_field()
        if by_field:
            return tuple(
                Way(FIELD_SHARES[field], meaning.how, facts, field=field) for field, facts in by_field.items()
            )
        # A title speaks for the whole document; it counts only where no fact's own text does.
        return (Way(FIELD_SHARES["title"], meaning.how, self.view.titled(meaning.word), field="title"),)

    def _topic_ways(self, meaning: Meaning) -> tuple[Way, ...]:
        """Return the facts tagged with the topics; none if no fact is."""
        several = [self.view.on_topic(topic_id) for topic_id in meaning.topic_ids]
        some = FactSet.union(several)
        every = several[0]
        for each in several[1:]:
            every &= each
        return (Way(DIRECT, meaning.how, every), Way(ONE_OF_TOPICS, meaning.how, some)) if some else ()

    def _spoken_ways(self, meaning: Meaning, typed: str) -> tuple[Way, ...]:
        """Return the facts that surely speak of a topic that none is tagged with, or hold the word typed."""
        name = self._topics[meaning.topic_ids[0]].name
        spoken = [
            Way(share, meaning.how, facts, name)
            for topic_id in meaning.topic_ids
            for share, facts in self.view.speaking.by_words(topic_id)
            if share >= SURE
        ]
        stating = self.view.held(meaning.word).by_field() if meaning.word else {}
        stated = [
            Way(_BY_WORD, "word", facts, field=field)
            for field, facts in stating.items()
            if field in {"quote", "claim"}
        ]
        ways = [*stated, *spoken]
        raised = (
            replace(way, share=way.share + (1 - way.share) * _NAMED_SO * share, facts=way.facts & facts)
            for share, facts in self._named_so([word.key for word in words(typed)])
            for way in ways
        )
        return (*raised, *ways)

    def _named_so(self, keys: Sequence[str]) -> Iterator[tuple[float, FactSet]]:
        """Yield the facts tagged with topics named with the words typed, by the share of words that are."""
        counts = np.zeros(self.view.limit, np.int8)
        for key in keys:
            counts[self.view.speaking.named_with(key).numbers] += 1
        for count in range(len(keys), 0, -1):
            facts = FactSet.marked(counts == count)
            if facts:
                yield count / len(keys), facts
