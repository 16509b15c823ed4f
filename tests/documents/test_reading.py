import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.reading import DocumentError, read_document


class TestReadDocument:
    def test_blank_lines_part_paragraphs_and_line_breaks_do_not(self):
        document = read_document(b"A headline\n\n  First line\nsecond line. \n \t\n\nLast.\n")

        assert [each.text for each in document.paragraphs] == [
            "A headline",
            "First line\nsecond line.",
            "Last.",
        ]

    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
    def test_any_kind_of_line_end_is_one(self, line_end):
        document = read_document(f"One.{line_end}{line_end}Two.".encode())

        assert [each.text for each in document.paragraphs] == ["One.", "Two."]

    def test_a_byte_order_mark_is_no_part_of_the_text(self):
        assert read_document(b"\xef\xbb\xbfWords").text == "Words"

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"caf\xe9", "is not UTF-8 text (byte 3). Store the document as UTF-8"),
            (b"", "holds no text. Store the document's words"),
            (b" \n\n", "holds no text. Store the document's words"),
        ],
    )
    def test_what_is_no_text_is_refused_in_a_sentence(self, content, sentence):
        with pytest.raises(DocumentError) as error:
            read_document(content)

        assert str(error.value) == sentence

    @given(st.text(alphabet="ab \n\r\t\u00a0\u2029é😀", min_size=1).filter(str.strip))
    def test_paragraphs_are_the_documents_own_text_in_order(self, text):
        document = read_document(text.encode())

        ends = [0, *(each.end for each in document.paragraphs)]
        assert all(document.text[each.start : each.end] == each.text for each in document.paragraphs)
        assert all(end <= each.start for end, each in zip(ends[:-1], document.paragraphs, strict=True))

    @pytest.mark.parametrize(("offset", "index"), [(0, 0), (3, 0), (4, None), (5, None), (6, 1), (99, None)])
    def test_an_offset_leads_to_its_paragraph(self, offset, index):
        document = read_document(b"One.\n\nTwo.")

        assert document.paragraph_at(offset) == index
