"""What holds for any question whatever."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.small_base import ENTITIES, MATCHER

VOCABULARY = [name for each in ENTITIES for name in each.names["en"]]
VOCABULARY += [
    "afganistan",
    "attacks",
    "growing",
    "2017",
    "10 million",
    "november",
    "xqzt",
    "weather",
    "the",
    "\0",
]


class TestAnyQuestion:
    @given(st.one_of(st.text(), st.lists(st.sampled_from(VOCABULARY)).map(" ".join)))
    @settings(max_examples=150, deadline=None)
    def test_every_match_explains_every_reading_or_the_answer_says_that_it_is_close(self, question):
        understood = MATCHER.understand(question)

        names_or_topics = all(reading.entity_ids or reading.topic_ids for reading in understood.readings)
        for match in understood.matches:
            assert 0 < match.confidence <= 1
            is_partial = understood.is_close or names_or_topics
            assert len(match.why) == len(understood.readings) or (match.why and is_partial)
            assert 0 < sum(reason.share for reason in match.why) <= 1.000001
        assert not (understood.matches and (understood.missing or understood.choices or understood.near))
        assert understood == MATCHER.understand(question)

    @pytest.mark.parametrize(
        "piece", ["a", "a ", "\0", "🧨", "\u202e", "1,", "untied nations ", "qwertzuiopa ", "'s"]
    )
    def test_ten_thousand_characters_are_read_at_once(self, piece):
        question = (piece * 10_000)[:10_000]
        begun = time.perf_counter()

        MATCHER.understand(question)

        assert time.perf_counter() - begun < 0.25  # 50 ms on a free machine
