import pytest

from bot.documents.directions import directions_in


class TestDirectionsIn:
    @pytest.mark.parametrize(
        ("text", "directions"),
        [
            ("attacks have surged", {"more"}),
            ("an escalating threat, more of it, rising", {"more"}),
            ("growth in numbers", {"more"}),
            ("the threat is de-escalating", {"less"}),
            ("hindered, weakened and reduced", {"less"}),
            ("fewer attacks, a fall in casualties", {"less"}),
            ("it grew weaker", {"more", "less"}),
            ("security deteriorated", {"worse"}),
            ("conditions improved", {"better"}),
        ],
    )
    def test_words_of_more_and_less_are_read(self, text, directions):
        assert directions_in(text) == directions

    @pytest.mark.parametrize(
        "text",
        [
            "more than ten fighters",
            "no fewer than 3,000 men",
            "less than a dozen",
            "more or less",
            "it has fewer men than the Taliban",
            "Mosul fell to the ISIS militants",
            "the fall of Kabul",
            "it mounted an attack and spread fear",
            "the group remains a threat",
        ],
    )
    def test_what_goes_nowhere_is_not(self, text):
        assert directions_in(text) == frozenset()
