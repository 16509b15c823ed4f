"""What a question wants to be told."""

import pytest

from bot.matching import Matcher
from bot.matching.wanting import lifts, wanted
from tests.factories import base, cited, entity, topic
from tests.matching.built import view_of


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("how many fighters", {"amount"}),
        ("who leads it and where", {"person", "place"}),
        ("when did it begin", {"date"}),
        ("how it began and how", set()),
        ("fighters in Herat", set()),
    ],
)
def test_question_words_say_what_is_wanted(question, what):
    assert wanted(question) == what


def test_facts_of_topics_that_name_what_is_wanted_are_lifted_most():
    told = cited("Some 300 guards stand at the gate.", id="test-240216.01", topics=("population-size",))
    counted = cited("Guards are 300.", id="test-240216.02")
    plain = cited("Guards came in 2017.", id="test-240216.03")
    made = base(told, counted, plain, topics=(topic("population-size"),))

    (by_topic, topical), (by_kind, numbered) = lifts(view_of(made), frozenset({"amount"}))

    assert by_topic > by_kind > 0
    assert (list(topical), list(numbered)) == ([0], [0, 1])


def test_of_facts_that_account_for_as_much_one_with_a_number_answers_how_many():
    facts = (
        cited("Guards stand before the gate of Herat.", id="test-240216.01", places=("herat",)),
        cited(
            "Some 300 guards stand before a gate of Herat, it is said.",
            id="test-240216.02",
            places=("herat",),
        ),
    )
    matcher = Matcher(base(*facts, entities=(entity("herat", "Herat"),)), frozenset())

    assert matcher.understand("guards in Herat").matches[0].cited.fact.id == "test-240216.01"
    assert matcher.understand("how many guards in Herat").matches[0].cited.fact.id == "test-240216.02"
