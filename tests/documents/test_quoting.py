import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents.quoting import NotFound, find_places, find_quote, occurrences, stands_in
from bot.documents.reading import read_document
from bot.domain import Passage, Quote

ARTICLE = read_document((Path(__file__).parents[2] / "seeds" / "afintl-240216.txt").read_bytes())


def document(text):
    return read_document(text.encode())


def found(text, exact, **context):
    return find_quote(document(text), Quote(exact=exact, **context))


class TestFindQuote:
    def test_a_typed_quote_is_found_where_the_document_has_no_break_spaces(self):
        passage = find_quote(ARTICLE, Quote(exact="under the guise of the Islamic State."))

        assert passage.text == "under the guise of the\u00a0Islamic\u00a0State."
        assert ARTICLE.text[passage.start : passage.end] == passage.text

    def test_curly_quotes_and_dashes_do_not_matter_and_the_documents_own_are_shown(self):
        passage = found("He said: “It’s the ISIS–K threat.”", '"It\'s the ISIS-K threat."')

        assert passage.text == "“It’s the ISIS–K threat.”"

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("They face a diffi-\nculty there.", "a difficulty there"),
            ("They fear ISIS-\nK there.", "fear ISIS-K there"),
            ("They face a diffi\u00ad\nculty there.", "a difficulty there"),
        ],
    )
    def test_a_word_broken_at_the_end_of_a_line_is_still_found(self, text, quote):
        assert isinstance(found(text, quote), Passage)

    @pytest.mark.parametrize("quote", ["the taliban", "the Taliban.", "the Talibans", "the the Taliban"])
    def test_it_is_never_found_by_likeness(self, quote):
        assert found("He met the Taliban", quote) == NotFound("absent")

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("threat of ISIS-K there", "threat of ISIS"),
            ("the Taliban hindered", "the Tali"),
            ("they can't attack", "they can"),
            ("over 10,000 fighters", "over 10"),
            ("over 10.5 tons", "5 tons"),
            ("from $10 to $25 million", "10 to $25 million"),
            ("a loss of 10% or so", "a loss of 10"),
            ("some 3–5 fighters", "some 3"),
            ("½ of them left", "1⁄"),
            ("cafe\u0301s in Paris", "cafe\u0301"),
        ],
    )
    def test_a_quote_that_cuts_a_word_or_number_is_refused(self, text, quote):
        assert found(text, f"{quote:3}") == NotFound("cut", 1)

    def test_a_dash_parts_words_where_a_hyphen_joins_them(self):
        assert found("the threat of ISIS—which grew", "threat of ISIS").text == "threat of ISIS"

    def test_a_script_without_spaces_is_quoted_between_any_two_letters(self):
        assert found("塔利班的行动影响了组织", "行动影响").text == "行动影响"

    def test_the_place_that_cuts_no_word_is_the_place(self):
        assert found("ISIS-K and ISIS", "ISIS") == Passage("ISIS", 11, 15)

    def test_a_quote_does_not_run_over_the_end_of_a_paragraph(self):
        assert found("It ends.\n\nIt begins.", "ends. It begins") == NotFound("split", 1)

    def test_two_places_are_no_place(self):
        assert found("In Iraq. In Iraq.", "In Iraq") == NotFound("several", 2)

    @pytest.mark.parametrize(
        ("context", "start"),
        [({"prefix": "war in"}, 7), ({"suffix": "; peace"}, 7), ({"prefix": "peace\u00a0in "}, 22)],
    )
    def test_a_prefix_or_suffix_tells_two_places_apart(self, context, start):
        assert found("war in Iraq; peace in Iraq.", "Iraq", **context).start == start

    def test_a_prefix_that_is_not_there_finds_nothing(self):
        assert found("war in Iraq", "Iraq", prefix="peace in") == NotFound("misplaced", 1)

    def test_every_place_is_listed_where_several_are_wanted(self):
        places = find_places(
            document("Advertisement\n\nNews.\n\nAdvertisement"), Quote(exact="Advertisement")
        )

        assert [each.start for each in places] == [0, 22]

    def test_offsets_are_code_points(self):
        assert found("😀😀 Kabul fell", "Kabul").start == 3


WORDS = st.text(st.characters(categories=["L", "N"], max_codepoint=0x5FF), min_size=1, max_size=8)
SIGNS = st.sampled_from(["", ".", ",", '"', "'s", "-K", "...", "(", "é", "%"])
TOKENS = st.lists(st.builds("{}{}".format, WORDS, SIGNS), min_size=1, max_size=12)
HARMLESS = {
    " ": [" ", "\u00a0", "\n", " \t ", "\u2009", "\u200b \u202f"],
    "'": ["'", "’", "‘", "′"],
    '"': ['"', "“", "”", "„"],
    "-": ["-", "‑", "‐", "-\u2060"],
    "...": ["...", "…"],
    "é": ["é", "e\u0301"],
}
_HARMLESS = re.compile(r"\.\.\.|[ '\"\-é]")


@st.composite
def variants(draw, text):
    """The text, set in another way that changes none of its words."""
    varied = _HARMLESS.sub(lambda match: draw(st.sampled_from(HARMLESS[match[0]])), text)
    at = draw(st.integers(0, len(varied)))
    invisible = draw(st.sampled_from(["", "\u200b", "\u00ad", "\u200e"]))
    return varied[:at] + invisible + varied[at:]


class TestAnyWords:
    @settings(max_examples=200)
    @given(st.data())
    def test_whole_words_are_found_at_their_place_however_either_side_is_set(self, data):
        tokens = data.draw(TOKENS)
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = data.draw(st.integers(first + 1, len(tokens)))
        parts = [" ".join(part) for part in (tokens[:first], tokens[first:last], tokens[last:])]
        before, words, after = (data.draw(variants(f"«{part}»")) for part in parts)
        typed = data.draw(variants(f"«{parts[1]}»"))

        text = f"{before} {words} {after}"
        places = find_places(document(text), Quote(exact=typed))

        # Invisible marks at a quote's edge are not shown; they belong to nothing.
        begin, end = len(before) + 1, len(before) + 1 + len(words)
        assert any(begin <= each.start <= begin + 1 and end - 1 <= each.end <= end for each in places)
        assert all(text[each.start : each.end] == each.text for each in places)


class TestStandsIn:
    def test_words_stand_whole_or_not_at_all(self):
        assert stands_in("He\u00a0said that ISIS-K grew", "He said")
        assert not stands_in("He said that ISIS-K grew", "ISIS")
        assert not stands_in("He said", "he said")
        assert not stands_in("He said", "")


class TestOccurrences:
    def test_each_place_that_cuts_no_word_is_found(self):
        assert [each.start for each in occurrences("ISIS, ISIS-K, ISIS", "ISIS")] == [0, 14]
