from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.documents.reading import read_document
from bot.documents.sentences import sentences

ARTICLE = (Path(__file__).parents[2] / "seeds" / "afintl-240216.txt").read_bytes()


def texts(text, language="en"):
    return [each.text for each in sentences(read_document(text.encode()), language)]


class TestSentences:
    def test_a_headline_without_a_full_stop_is_a_sentence(self):
        assert texts("UN reports\n\nOne. Two.") == ["UN reports", "One.", "Two."]

    def test_the_article_has_thirteen(self):
        found = sentences(read_document(ARTICLE))

        assert len(found) == 13
        assert found[8].text.startswith("UN experts last month")
        assert found[9].text.startswith("Although the frequency")

    def test_abbreviations_and_initials_end_no_sentence_even_before_a_no_break_space(self):
        assert texts("Mr. A.\u00a0Smith left the U.S. base. He went.") == [
            "Mr. A.\u00a0Smith left the U.S. base.",
            "He went.",
        ]

    def test_a_line_break_within_a_paragraph_ends_none(self):
        assert texts("The group\nremains a threat.") == ["The group\nremains a threat."]

    def test_other_languages_have_their_own_full_stops(self):
        assert texts("این جمله است؟ بله.", "fa") == ["این جمله است؟", "بله."]

    @given(st.text(alphabet="aB. !?\n\u00a0\u200b“”\"'…é😀1。؟-\u2028", min_size=1).filter(str.strip))
    def test_each_is_the_documents_own_text_and_nothing_else_is_lost(self, text):
        document = read_document(text.encode())

        found = sentences(document)

        assert all(document.text[each.start : each.end] == each.text for each in found)
        kept = "".join("".join(each.text.split()) for each in found)
        assert kept == "".join(document.text.split())
