import pytest

from bot.documents.numerals import read_number, tokens_of


class TestReadNumber:
    @pytest.mark.parametrize(
        ("text", "value", "taken"),
        [
            ("nineteen", 19, 1),
            ("ninety-nine", 99, 3),
            ("ninety nine", 99, 2),
            ("ninety ten", 90, 1),
            ("one hundred", 100, 2),
            ("three hundred two million", 302e6, 4),
            ("one hundred and two hundred", 100, 2),
            ("a thousand", 1000, 2),
            ("10.5 million", 10.5e6, 2),
            ("2nd", 2, 1),
            ("5k", 5000, 1),
        ],
    )
    def test_it_reads_as_far_as_the_number_goes(self, text, value, taken):
        number = read_number(tokens_of(text), 0)

        assert (number.value, number.end) == (value, taken)

    @pytest.mark.parametrize("text", ["one", "a", "million", "hundreds", "to", "half"])
    def test_a_word_that_is_no_number_by_itself_is_none(self, text):
        assert read_number(tokens_of(text), 0) is None
