import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.normalizing import ALIKE, INVISIBLE, normalized


class TestNormalized:
    @pytest.mark.parametrize(
        ("text", "comparable"),
        [
            ("the\u00a0Islamic\u2009\nState", "the Islamic State"),
            ("“it’s” „so‟ 5′ 6″", '"it\'s" "so" 5\' 6"'),
            ("a‐b‑c–d—e−f", "a-b-c-d-e-f"),
            ("hin\u00addered ISIS\u200b-K \u202eabc\ufeff", "hindered ISIS-K abc"),
            ("wait… what", "wait... what"),
            ("ﬁve ＄１０", "five $10"),
            ("cafe\u0301", "café"),
            ("  ends  ", "ends"),
        ],
    )
    def test_what_only_looks_different_becomes_equal(self, text, comparable):
        assert normalized(text).text == comparable

    @pytest.mark.parametrize(
        ("one", "other"), [("Us", "us"), ("p < 0.05", "p = 0.05"), ("résumé", "resume"), ("10,0", "100")]
    )
    def test_what_differs_in_meaning_stays_different(self, one, other):
        assert normalized(one).text != normalized(other).text

    def test_a_hyphen_at_the_end_of_a_line_is_joined_only_when_asked(self):
        text = "a diffi-\nculty"

        assert normalized(text).text == "a diffi- culty"
        assert normalized(text, "joined").text == "a difficulty"
        assert normalized(text, "joined at the hyphen").text == "a diffi-culty"

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_it_is_the_compatibility_form_of_the_whole_text(self, text):
        visible = text.translate(INVISIBLE).translate(ALIKE)
        whole = unicodedata.normalize("NFKC", visible).translate(ALIKE)

        assert normalized(text).text == " ".join(whole.split())

    @given(st.text(alphabet="aB1 \u00a0\n\u0301\u200b“…ﬁ½ガｶﾞé한ᄒ\u1161\u11ab-–"))
    def test_every_character_knows_where_it_came_from(self, text):
        made = normalized(text)

        assert len(made.text) == len(made.starts) == len(made.ends)
        assert list(made.starts) == sorted(made.starts)
        assert all(0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True))
