"""Facts that speak of a topic without being tagged with it."""

import numpy as np

from bot.matching.factset import NO_FACTS, FactSet
from bot.matching.speaking import Speaking
from bot.matching.topics import TopicHints
from tests.factories import topic

TOPICS = {
    one.id: one for one in (topic("weapons", "rifle", "rifles", "tank", "arms depot"), topic("tank-parks"))
}


def facts(*numbers):
    return FactSet(np.array(numbers, np.int32))


STATED = {
    "rifle": facts(1, 2),
    "rifles": facts(1, 2),
    "tank": facts(2),
    "arms": facts(4, 5),
    "depot": facts(5, 6),
}
TAGGED = {"tank-parks": facts(3)}
SPEAKING = Speaking(
    TopicHints(TOPICS),
    lambda topic_id: TAGGED.get(topic_id, NO_FACTS),
    lambda key: STATED.get(key, NO_FACTS),
    limit=8,
)


def test_the_name_of_a_topic_tells_more_than_the_text_and_two_words_more_than_one():
    found = SPEAKING.by_words("weapons")

    assert [list(each.facts) for each in found] == [[3], [2], [1, 5]]
    assert 1 > found[0].share > found[1].share > found[2].share > 0


def test_forms_of_one_word_count_once_and_all_words_of_a_phrase_together():
    least = SPEAKING.by_words("weapons")[-1].facts

    assert 1 in least
    assert least.isdisjoint(facts(4, 6))


def test_a_topic_without_words_is_not_spoken_of():
    assert SPEAKING.by_words("tank-parks") == ()


def test_a_topic_is_found_by_any_form_of_a_word_of_its_name():
    assert list(SPEAKING.named_with("parks")) == list(SPEAKING.named_with("park")) == [3]
