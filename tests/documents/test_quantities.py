import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.quantities import read_amounts


class TestReadAmounts:
    @pytest.mark.parametrize(
        ("text", "low", "high", "unit"),
        [
            ("three to five thousand", 3000, 5000, None),
            ("between $10 to $25 million", 10e6, 25e6, "USD"),
            ("between 10 and 25 million US dollars", 10e6, 25e6, "USD"),
            ("3,000", 3000, 3000, None),
            ("3\u00a0000", 3000, 3000, None),
            ("over ten", 10, None, None),
            ("at least 5,000", 5000, None, None),
            ("up to 2 million euros", None, 2e6, "EUR"),
            ("fewer than a dozen", None, 12, None),
            ("more than 3 to 5 thousand", 3000, 5000, None),
            ("10-15%", 10, 15, "percent"),
            ("10 per cent", 10, 10, "percent"),
            ("twenty-five hundred", 2500, 2500, None),
            ("one hundred and twenty-five thousand", 125e3, 125e3, None),
            ("two thousand three hundred and five", 2305, 2305, None),
            ("two to three hundred million", 200e6, 300e6, None),
            ("1.5 to $2 billion", 1.5e9, 2e9, "USD"),
            ("1,000 to 2 million", 1000, 2e6, None),
            ("US$10bn", 10e9, 10e9, "USD"),
            ("$500m", 500e6, 500e6, "USD"),
            ("500m", 500, 500, None),
            ("half a million", 5e5, 5e5, None),
            ("two and a half million", 2.5e6, 2.5e6, None),
            ("from 2014 to 2017", 2014, 2017, None),
            ("3,000 or more", 3000, None, None),
            ("5% or less", None, 5, "percent"),
            ("a minimum of 3,000", 3000, None, None),
            ("EUR 5 million", 5e6, 5e6, "EUR"),
            ("twenty", 20, 20, None),
        ],
    )
    def test_an_amount_is_read_as_a_reader_would(self, text, low, high, unit):
        [amount] = read_amounts(text)

        assert (amount.low, amount.high, amount.unit, amount.is_vague) == (low, high, unit, False)
        assert amount.raw.removeprefix("from ") == text.removeprefix("from ")

    @pytest.mark.parametrize(
        "text", ["several hundreds of millions", "numerous", "tens of thousands", "many"]
    )
    def test_vague_words_have_no_bounds(self, text):
        [amount] = read_amounts(text)

        assert (amount.raw, amount.low, amount.high, amount.is_vague) == (text, None, None, True)

    @pytest.mark.parametrize(
        "text", ["at one point", "one of them", "G20", "half of it", "no more than", "9" * 16]
    )
    def test_what_is_no_amount_is_not_read(self, text):
        assert read_amounts(text) == ()

    def test_an_amount_knows_its_place(self):
        text = "a force of three to five thousand fighters"

        [amount] = read_amounts(text)

        assert text[amount.start : amount.end] == amount.raw == "three to five thousand"

    def test_a_range_that_would_fall_is_two_amounts(self):
        assert [amount.low for amount in read_amounts("2024-01")] == [2024, 1]

    @given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}"]))
    def test_any_whole_number_in_digits_is_read_back(self, number, style):
        [amount] = read_amounts(f"about {style.format(number)} fighters")

        assert amount.low == amount.high == number

    @given(st.text(alphabet="one twhudrmi$%,.-–ab0123456789\u00a0€"))
    def test_amounts_stand_in_order_and_apart_whatever_the_text(self, text):
        ends = [0]
        for amount in read_amounts(text):
            assert ends[-1] <= amount.start < amount.end
            assert text[amount.start : amount.end] == amount.raw
            ends.append(amount.end)

    @pytest.mark.parametrize(
        "part", ["9", "one ", "hundred ", "1,", "between ", "many of ", "$", "no more than ", "a half "]
    )
    def test_a_large_text_takes_time_in_proportion_to_its_length(self, part):
        begun = time.process_time()
        read_amounts(part * (100_000 // len(part)))

        assert time.process_time() - begun < 2
