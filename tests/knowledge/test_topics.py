"""The topics as analysts meet them: which words ask for them, and that these hide nothing else."""

from collections import defaultdict

import pytest

from bot.matching import normalise
from bot.matching.stopwords import STOP_WORDS
from bot.matching.text import stem, words
from bot.matching.topics import TopicWords
from tests.first_document import first_document
from tests.knowledge.typed_topics import TYPED

BASE = first_document()
TOPICS = BASE.topics
WITH_FACTS = {topic_id for cited in BASE.facts.values() for topic_id in cited.fact.topics}
# Words of two topics that are two words to an analyst. Add none: leave the rarer of the two out.
SHARED_BY_STEM = {"combat", "present"}
# Everyday words that share a stem with words of the field, or stand beside a name.
EVERYDAY = """
    actively armed brigade cast citizens designed employed executed fire fuelled house importance informed
    journal king lake marginal populated port press renewed responsible river road space stormed subsided
    suspected valley veiled
"""


def typed_for(topic):
    """All that is known to ask for a topic."""
    return [*topic.words, *(name for names in topic.names.values() for name in names)]


def asked_for(matcher, question):
    return {topic_id for reading in matcher.understand(question).readings for topic_id in reading.topic_ids}


class TestTheTopics:
    def test_cover_the_field(self):
        assert len(TOPICS) >= 60
        assert len(TOPICS.keys() - WITH_FACTS) >= 100

    def test_are_named_in_english(self):
        assert [topic.id for topic in TOPICS.values() if "en" not in topic.names] == []

    def test_are_each_found_by_each_of_their_words(self, matcher):
        unfound = [
            (topic.id, typed)
            for topic in TOPICS.values()
            for typed in typed_for(topic)
            if [topic.id in reading.topic_ids for reading in matcher.understand(typed).readings] != [True]
        ]

        assert unfound == []

    @pytest.mark.parametrize(("question", "topic_id"), TYPED.items())
    def test_are_found_by_what_analysts_type(self, matcher, question, topic_id):
        assert topic_id in asked_for(matcher, question)

    def test_without_facts_answer_that_there_is_nothing_on_them(self, matcher):
        understood = matcher.understand("opium in Afghanistan")

        assert understood.matches == ()
        assert [(reading.typed, reading.name) for reading in understood.missing] == [("opium", "drugs")]


class TestTheirWords:
    def test_carry_content(self):
        empty = {typed for topic in TOPICS.values() for typed in typed_for(topic) if typed in STOP_WORDS}

        assert empty == set()

    def test_are_listed_once(self):
        twice = [
            (topic.id, word)
            for topic in TOPICS.values()
            for number, word in enumerate(topic.words)
            if word in topic.words[:number]
        ]

        assert twice == []

    def test_are_no_names(self, gazetteer):
        names = [
            (topic.id, typed)
            for topic in TOPICS.values()
            for typed in typed_for(topic)
            if gazetteer.find(words(typed))
            or gazetteer.find_plural(words(typed))
            or normalise(typed) in gazetteer.codes
        ]

        assert names == []

    def test_hide_no_name_within_a_phrase(self, gazetteer):
        hidden = [
            (topic.id, phrase)
            for topic in TOPICS.values()
            for phrase in topic.words
            for parts in [words(phrase)]
            for start in range(len(parts))
            for stop in range(start + 1, len(parts) + 1)
            if gazetteer.find(parts[start:stop])
        ]

        # An Under-Secretary-General is not the Secretary-General, so the name has to be hidden here.
        assert hidden == [("officials", "under-secretary-general")]

    def test_stand_in_two_topics_only_if_both_list_them(self):
        listing = defaultdict(lambda: defaultdict(set))
        for topic in TOPICS.values():
            for word in map(normalise, topic.words):
                listing[" ".join(map(stem, word.split()))][topic.id].add(word)
        by_chance = {stemmed for stemmed, listed in listing.items() if not set.intersection(*listed.values())}

        assert by_chance == SHARED_BY_STEM

    @pytest.mark.parametrize("word", dict.fromkeys(EVERYDAY.split()))
    def test_are_no_everyday_words(self, word):
        assert set(TopicWords(TOPICS).named(word)) <= WITH_FACTS

    def test_hide_no_fact_that_holds_them(self):
        """A topic's word finds only facts about the topic; those that hold the word are not looked for."""
        topic_words = TopicWords(TOPICS)
        said = {
            word
            for cited in BASE.facts.values()
            for text in (cited.fact.claim, *(quote.exact for quote in cited.fact.quotes))
            for word in normalise(text).split()
        }
        hiding = {word for word in said - STOP_WORDS if set(topic_words.named(word)) - WITH_FACTS}

        assert hiding == set()
