import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.quotations import quotations
from bot.documents.reading import read_document


def quoted(text, index=0):
    return [passage.text for passage in quotations(read_document(text.encode()), index)]


class TestQuotations:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("He said “one” and “two”.", ["“one”", "“two”"]),
            ('He said "one" and "two".', ['"one"', '"two"']),
            ("Er sagte „eins“.", ["„eins“"]),
            ("Il dit « un ».", ["« un »"]),
            ("It's the fighters' ‘caliphate’, he said.", ["‘caliphate’"]),
            ("It is 'a threat', the group's enemies say.", ["'a threat'"]),
            ("‘The fighters’ homes burnt,’ he said.", ["‘The fighters’ homes burnt,’"]),
            ('A 5" pipe, he "said".', ['"said"']),
            ("It isn't so.", []),
            ("An open “mark.", []),
        ],
    )
    def test_what_stands_in_marks_is_found(self, text, found):
        assert quoted(text) == found

    def test_a_quotation_goes_on_over_paragraphs_that_each_open_it_again(self):
        text = "He said: “One.\n\n“Two.” She left."

        assert quoted(text) == ["“One."]
        assert quoted(text, 1) == ["“Two.”"]

    def test_offsets_are_those_of_the_document(self):
        document = read_document("One.\n\nTwo “three”.".encode())

        [passage] = quotations(document, 1)

        assert document.text[passage.start : passage.end] == "“three”"

    @given(st.text(alphabet="a '\"“”‘’«».\n", min_size=1).filter(str.strip))
    def test_whatever_the_text_passages_are_its_own(self, text):
        document = read_document(text.encode())

        for index in range(len(document.paragraphs)):
            for passage in quotations(document, index):
                assert document.text[passage.start : passage.end] == passage.text
