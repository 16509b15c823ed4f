"""Whom a running text names: aliases, codes, lists that share a word, slips; never an ordinary word."""

import pytest

from bot.matching import Matcher
from tests.first_document import ENGLISH, first_document


@pytest.fixture(scope="module")
def matcher():
    return Matcher(first_document(), ENGLISH)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Taliban hinders ISIS-K in Afghanistan.", ["taliban", "isis-k", "afghanistan"]),
        ("Daesh fights al qaida", ["isis", "al-qaeda"]),
        ("Western and Central Asia", ["western-asia", "central-asia"]),
        ("casualties among Afghans", ["afghanistan"]),
        ("attacks in afganistan", ["afghanistan"]),
        ("The US left.", ["united-states"]),
        ("it is between us and them", []),
        ("they ate turkey", []),
        ("Is it so? Who knows.", []),
    ],
)
def test_names_are_found_where_they_stand(matcher, text, named):
    assert [mention.entity_ids[0] for mention in matcher.mentions(text)] == named


def test_a_mention_gives_its_place_its_kind_and_what_it_is_a_part_of(matcher):
    [mention] = matcher.mentions("An attack in Kabul.")

    assert (mention.text, mention.start, mention.end) == ("Kabul", 13, 18)
    assert mention.kind == "place"
    assert "afghanistan" in mention.wider


def test_the_nearest_facts_share_the_rarest_words_and_names(matcher):
    found = matcher.nearest([{"reserves", "funds"}, {"financial"}], ["isis"], 3)

    assert {*found[:2]} == {"afintl-240216.29", "afintl-240216.30"}
    assert len(found) == 3


def test_what_shares_nothing_has_no_near_facts(matcher):
    assert list(matcher.nearest([{"pasta"}], [], 3)) == []
