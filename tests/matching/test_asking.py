"""What each word of a question may stand for."""

import pytest

from bot.matching.asking import Asker
from bot.matching.text import WORDS_READ
from tests.factories import base, cited, entity, topic
from tests.matching.built import knowledge_of, view_of

BASE = base(
    cited("A lantern hangs at the gate of Port Ellery.", id="test-240216.01", places=("port-ellery",)),
    cited("Candles were sold out on ships.", id="test-240216.02", topics=("lights",)),
    cited("Ships left by night.", id="test-240216.03"),
    entities=(entity("port-ellery", "Port Ellery"), entity("port-quill", "Port Quill")),
    topics=(topic("lights", "lantern", "street lamp"), topic("night-watch")),
)
ASKER = Asker(knowledge_of(BASE, "umbrella").lexicon, view_of(BASE))


def ways(question):
    """For each word how facts account for it, and which do."""
    return {
        asked.word.key: [(way.how, list(way.facts)) for way in asked.ways] for asked in ASKER.asked(question)
    }


def test_words_of_a_name_stand_for_what_facts_are_about():
    assert ("name", [0]) in ways("port ellery")["ellery"]


def test_a_name_without_facts_stands_for_nothing():
    assert not any(how == "name" for how, _ in ways("quill")["quill"])


def test_a_misspelt_name_beside_another_word_is_still_meant():
    found = ways("port elery")

    assert ("spelling", [0]) in found["elery"]
    assert found["elery"][0][0] == "spelling"


def test_a_topic_word_finds_what_is_tagged_and_what_only_says_it():
    assert [0] in [facts for _, facts in ways("lantern")["lantern"]]
    assert ("topic", [1]) in ways("lantern")["lantern"]


def test_a_phrase_of_a_topic_counts_only_whole():
    assert ("topic", [1]) in ways("street lamp")["street"]
    assert ("topic", [1]) not in ways("street")["street"]


def test_what_nothing_holds_weighs_most_and_ordinary_english_is_plain():
    unknown, ordinary, held = ASKER.asked("zqpxk umbrella ships")

    assert unknown.weight == ordinary.weight > held.weight
    assert (unknown.is_plain, ordinary.is_plain, held.is_plain) == (False, True, True)


def test_a_lone_word_is_not_corrected_to_one_of_the_facts():
    assert ways("candels") == {"candels": []}
    assert ("spelling", [1]) in ways("candels sold")["candels"]


def test_the_best_way_comes_first():
    for asked in ASKER.asked("lantern at the gate of port elery"):
        shares = [way.share for way in asked.ways]
        assert shares == sorted(shares, reverse=True)
        assert all(0 < share <= 1 for share in shares)


@pytest.mark.parametrize("question", ["", "the of and", "🧨", "word " * 2 * WORDS_READ])
def test_however_long_a_question_is_few_words_are_asked(question):
    assert len(ASKER.asked(question)) <= 16
