"""What single words say of topics."""

from bot.matching.topics import TopicHints
from tests.factories import topic

IDS = [f"unrest-{number}" for number in range(9)]


def test_topics_of_one_word_stand_in_the_order_of_the_topics_in_every_process():
    hints = TopicHints({each: topic(each, "riots") for each in IDS})

    assert list(hints.meant_by("riot", frozenset({"riot"}))) == IDS
