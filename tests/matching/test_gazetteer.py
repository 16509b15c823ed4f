"""Exact names."""

import pytest

from bot.matching.gazetteer import Gazetteer
from bot.matching.text import words
from tests.factories import entity

ENTITIES = (
    entity("al-qaeda", "Al-Qaeda", "Al-Qaida", kind="armed-group"),
    entity(
        "isis",
        "ISIS",
        "Islamic State",
        kind="armed-group",
        names={"en": ("ISIS",), "ar": ("داعش",), "ru": ("ИГИЛ",)},
    ),
    entity("isis-k", "ISIS-K", "IS-K", kind="armed-group", broader=("isis",)),
    entity("united-nations", "United Nations", "U.N.", kind="organization"),
    entity("hazara", "Hazara", kind="community"),
    entity("houthis", "Houthis", kind="armed-group"),
    entity("gambia", "The Gambia"),
    entity("iran", "Iran", demonyms=("Iranian",)),
    entity("afghanistan", "Afghanistan"),
    entity("kabul", "Kabul", broader=("afghanistan",)),
    entity("dr-congo", "DR Congo", "Congo"),
    entity("congo", "Republic of the Congo", "Congo"),
    entity("shura", "Shura", "Kabul Shura", broader=("afghanistan",)),
    entity("shura-west", "Shura West", "Kabul Shura", broader=("shura",)),
)


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer({each.id: each for each in ENTITIES})


@pytest.mark.parametrize(
    ("typed", "how", "id"),
    [
        ("al qaeda", "name", "al-qaeda"),
        ("alqaeda", "name", "al-qaeda"),
        ("al-qaida", "alias", "al-qaeda"),
        ("AL QAIDA", "alias", "al-qaeda"),
        ("داعش", "alias", "isis"),
        ("игил", "alias", "isis"),
        ("is k", "alias", "isis-k"),
        ("isk", "alias", "isis-k"),
        ("U.N.", "alias", "united-nations"),
        ("un", "alias", "united-nations"),
        ("I.S.I.S.", "name", "isis"),
        ("gambia", "name", "gambia"),
        ("afghan istan", "name", "afghanistan"),
        ("iranian", "demonym", "iran"),
    ],
)
def test_a_name_is_found_in_every_form(gazetteer, typed, how, id):
    named = gazetteer.find(words(typed))

    assert (named.how, named.entity_ids) == (how, (id,))


@pytest.mark.parametrize("typed", ["i ran", "ir an", "irann", "isis k is", "kabuls"])
def test_what_is_no_name_is_none(gazetteer, typed):
    assert gazetteer.find(words(typed)) is None


@pytest.mark.parametrize(("typed", "id"), [("hazaras", "hazara"), ("houthi", "houthis")])
def test_the_plural_ending_may_differ(gazetteer, typed, id):
    assert gazetteer.find_plural(words(typed)).entity_ids == (id,)


def test_a_shared_name_has_all_its_bearers(gazetteer):
    assert gazetteer.find(words("Congo")).entity_ids == ("congo", "dr-congo")


def test_a_name_shared_with_ones_own_part_is_the_whole(gazetteer):
    assert gazetteer.find(words("kabul shura")).entity_ids == ("shura",)


def test_ancestors_come_nearest_first(gazetteer):
    assert gazetteer.ancestors("shura-west") == ("shura", "afghanistan")


def test_entities_that_are_part_of_each_other_do_not_hang_the_search():
    rings = Gazetteer({"one": entity("one", broader=("two",)), "two": entity("two", broader=("one",))})

    assert rings.ancestors("one") == ("two",)
