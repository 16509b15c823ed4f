import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.dates import relative_dates


class TestRelativeDates:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("UN experts last month indicated", "last month"),
            ("have surged since November.", "since November"),
            ("branched off over ten years ago, managed", "over ten years ago"),
            ("Twenty-five years ago", "Twenty-five years ago"),
            ("earlier this year", "this year"),
            ("he said Yesterday", "Yesterday"),
            ("in the last two years", "the last two years"),
            ("three weeks earlier", "three weeks earlier"),
            ("on Monday", "Monday"),
            ("on 16 February", "16 February"),
            ("on December 5 it", "December 5"),
            ("last November", "last November"),
            ("in early March", "early March"),
        ],
    )
    def test_an_expression_counted_from_the_day_of_writing_is_found(self, text, found):
        [passage] = relative_dates(text)

        assert passage.text == found
        assert text[passage.start : passage.end] == found

    @pytest.mark.parametrize(
        "text",
        [
            "since November 2023",
            "by Dec. 2023",
            "since November 12, 2023",
            "16 February 2024",
            "they may march on in 2017",
            "at one point",
            "for ten years",
        ],
    )
    def test_a_date_with_its_year_and_other_words_are_not(self, text):
        assert relative_dates(text) == ()

    @given(st.text(alphabet="last month years ago since November 10-"))
    def test_expressions_stand_in_the_text_in_order(self, text):
        starts = [passage.start for passage in relative_dates(text)]

        assert starts == sorted(set(starts))

    @pytest.mark.parametrize("part", ["a", "a-a ", "over ", "the last ", "May ", "1 ", " "])
    def test_a_large_text_takes_time_in_proportion_to_its_length(self, part):
        begun = time.process_time()
        relative_dates("in" + part * (100_000 // len(part)))

        assert time.process_time() - begun < 2
