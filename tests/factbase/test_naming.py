import pytest

from bot.factbase.naming import NameIndex
from tests.factories import entity

INDEX = NameIndex(
    {
        one.id: one
        for one in (
            entity("isis", "ISIS", "Islamic State", kind="armed-group"),
            entity("isis-k", "ISIS-K", "Islamic State Khorasan", kind="armed-group", broader=("isis",)),
            entity("afghanistan", "Afghanistan", demonyms=("Afghan",)),
            entity("kabul", "Kabul", broader=("afghanistan",)),
            entity("united-states", "United States", "US"),
            entity("united-kingdom", "United Kingdom", ids={"iso": "GB", "iso3": "GBR"}),
            entity("ivory-coast", "Côte d'Ivoire"),
            entity("western-asia", "Western Asia"),
            entity("central-asia", "Central Asia"),
            entity("north-kivu", "North Kivu"),
            entity("south-kivu", "South Kivu"),
            entity("south-korea", "South Korea", demonyms=("South Korean",)),
            entity("north-korea", "North Korea", demonyms=("North Korean",)),
            entity("kabul-road", "Kabul Road"),
            entity("a", "Alpha", broader=("b",)),
            entity("b", "Beta", broader=("a", "nowhere")),
        )
    }
)


class TestMentions:
    def test_the_longest_name_wins(self):
        found = INDEX.mentions("ISIS-K's fighters")

        assert found.named == {"isis-k"}
        assert found.implied == {"isis"}

    def test_case_accents_and_possessives_do_not_matter(self):
        assert INDEX.mentions("the islamic state’s men in Cote d’Ivoire").named == {"isis", "ivory-coast"}

    def test_a_name_is_not_found_within_a_word(self):
        assert INDEX.mentions("crisis, Kabulis").named == frozenset()

    def test_a_short_abbreviation_is_not_found_in_a_word_of_lower_case(self):
        assert INDEX.mentions("they told us").named == frozenset()
        assert INDEX.mentions("US forces").named == {"united-states"}

    def test_a_countrys_code_names_it_in_capitals(self):
        assert INDEX.mentions("GB, GBR").named == {"united-kingdom"}
        assert INDEX.mentions("gb, Gbr").named == frozenset()

    def test_a_demonym_or_a_narrower_name_implies(self):
        assert INDEX.mentions("Afghan women").implied == {"afghanistan"}
        assert INDEX.mentions("in Kabul").implied == {"afghanistan"}

    def test_a_circle_of_broader_names_ends(self):
        assert INDEX.mentions("Alpha").implied == {"a", "b", "nowhere"}

    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("in Western and Central Asia", {"western-asia", "central-asia"}),
            ("North or South Kivu", {"north-kivu", "south-kivu"}),
            ("South, Western, and Central Asia", {"western-asia", "central-asia"}),
            ("Afghanistan and Central Asia", {"afghanistan", "central-asia"}),
            ("the Western; and Central Asia", {"central-asia"}),
            ("Western and Central Europe", set()),
            ("Western and other Asia", {"western-asia"}),
            ("Kabul and Beta Road", {"kabul", "b"}),
        ],
    )
    def test_two_names_may_share_their_last_word(self, text, named):
        assert INDEX.mentions(text).named == named

    def test_two_demonyms_may_share_it_too(self):
        assert INDEX.mentions("North and South Korean troops").implied == {"north-korea", "south-korea"}

    def test_a_name_is_found_at_its_place(self):
        [western, central] = INDEX.namings("Western and Central Asia")

        assert (western.start, western.end, central.start, central.end) == (0, 7, 12, 24)

    def test_nothing_is_known_without_entities(self):
        assert NameIndex({}).mentions("ISIS").named == frozenset()
