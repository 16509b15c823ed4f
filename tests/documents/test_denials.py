import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.denials import read_polarity

PARTS = ["not", "no", "denied", "failed", "to", "never", "ISIS", "fled", ",", ".", "until", "lost", "10"]


class TestReadPolarity:
    @pytest.mark.parametrize(
        ("text", "negator", "denied"),
        [
            ("ISIS has not attacked Kabul", "not", ("attacked", "Kabul")),
            ("it no longer controls Raqqa", "no", ("controls", "Raqqa")),
            ("it isn’t there any more, he said", "isn't", ("more",)),
            ("they failed to take Kobani", "failed", ("take", "Kobani")),
            ("the Taliban denied any links", "denied", ("links",)),
            ("fighting ended without casualties", "without", ("casualties",)),
            ("No one was hurt when ISIS came", "no", ("hurt",)),
        ],
    )
    def test_a_denial_reaches_to_the_end_of_its_clause(self, text, negator, denied):
        [denial] = read_polarity(text).denials

        assert (denial.negator, denial.denied, denial.is_double) == (negator, denied, False)

    @pytest.mark.parametrize(
        "text",
        [
            "not only Kabul but also Herat",
            "no fewer than ten men",
            "no more than 10 men",
            "there is no doubt about it",
            "hundreds, if not thousands",
            "Mosul did not fall until 2017",
            "an attack on Kabul",
        ],
    )
    def test_what_denies_nothing_is_no_denial(self, text):
        assert read_polarity(text).denials == ()

    @pytest.mark.parametrize(
        "text", ["has not denied links", "has not stopped attacks", "never failed to pay"]
    )
    def test_a_denial_of_a_denial_is_double(self, text):
        [denial] = read_polarity(text).denials

        assert denial.is_double

    def test_words_that_deny_in_their_own_way_are_listed(self):
        assert read_polarity("it lost Raqqa and is unable to pay").negative_words == {"lost", "unable"}
        assert read_polarity("the United Nations, under union rules").negative_words == frozenset()

    @given(st.lists(st.sampled_from(PARTS)))
    def test_whatever_the_text_nothing_denied_is_a_function_word(self, parts):
        for denial in read_polarity(" ".join(parts)).denials:
            assert {"to", "not"}.isdisjoint(denial.denied)
