"""Exact names."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    entity("iran", "Iran", demonyms=("Iranian",), ids={"iso": "IR", "iso3": "IRN"}, not_names=("Air An",)),
    entity("guinea", "Guinea", demonyms=("Guinean",)),
    entity("guinean-party", "The Party", "Guinean", kind="organization"),
    entity("kosovo", "Kosovo", broader=("balkans",)),
    entity("afghanistan", "Afghanistan"),
    entity("kabul", "Kabul", broader=("afghanistan",)),
    entity("dr-congo", "DR Congo", "Congo"),
    entity("congo", "Republic of the Congo", "Congo"),
    entity("shura", "Shura", "Kabul Shura", broader=("afghanistan",)),
    entity("shura-west", "Shura West", "Kabul Shura", broader=("shura",)),
)


BY_ID = {each.id: each for each in ENTITIES}


class Untouched(Mapping):
    """Entities that may not be looked at."""

    def __getitem__(self, key):
        raise AssertionError(key)

    __iter__ = __len__ = __getitem__


@pytest.fixture(scope="module", params=["built", "opened"])
def gazetteer(request):
    built = Gazetteer(BY_ID)
    return built if request.param == "built" else Gazetteer(BY_ID, built.arrays())


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
        ("guinean", "alias", "guinean-party"),
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


def test_parts_are_all_that_lies_in_an_entity(gazetteer):
    assert sorted(gazetteer.parts("afghanistan")) == ["kabul", "shura", "shura-west"]
    assert gazetteer.parts("kabul") == ()


def test_a_whole_that_nothing_is_known_of_has_its_parts_all_the_same(gazetteer):
    assert gazetteer.ancestors("kosovo") == ("balkans",)
    assert gazetteer.parts("balkans") == ("kosovo",)
    assert gazetteer.ancestors("balkans") == ()
    assert (gazetteer.name_of("balkans"), gazetteer.kind_of("balkans")) == ("balkans", None)


def test_what_is_not_known_at_all_is_a_part_of_nothing(gazetteer):
    assert (gazetteer.ancestors("atlantis"), gazetteer.parts("atlantis")) == ((), ())


def test_a_name_is_asked_for_spaced_or_in_one_piece(gazetteer):
    assert gazetteer.named("al qaeda") == gazetteer.named("alqaeda")
    assert gazetteer.named("qaeda") is None


def test_codes_are_no_names(gazetteer):
    assert {key: code.entity_ids for key, code in gazetteer.codes.items()} == {
        "ir": ("iran",),
        "irn": ("iran",),
    }
    assert gazetteer.codes["ir"].how == "code"
    assert "ir" not in gazetteer.names


def test_names_of_several_words_are_kept_in_one_piece_too(gazetteer):
    assert "unitednations" in gazetteer.joined
    assert "iran" not in gazetteer.joined
    assert set(gazetteer.joined).isdisjoint(gazetteer.names)


def test_look_alikes_are_kept_in_one_piece(gazetteer):
    assert list(gazetteer.look_alikes) == ["airan"]


def test_entities_are_not_looked_at_when_what_was_saved_of_them_is_opened():
    opened = Gazetteer(Untouched(), Gazetteer(BY_ID).arrays())

    assert opened.find(words("kabul shura")).entity_ids == ("shura",)
    assert opened.ancestors("kabul") == ("afghanistan",)


@pytest.mark.parametrize(
    ("ids", "left"),
    [
        (("kabul", "shura", "afghanistan"), ("afghanistan",)),
        (("shura", "kabul", "shura"), ("shura", "kabul")),
        (("kabul",), ("kabul",)),
        ((), ()),
    ],
)
def test_the_one_that_holds_all_others_is_left(gazetteer, ids, left):
    assert gazetteer.widest(ids) == left


# Few and short names, so that they are shared, spaced differently and inside each other.
names = st.lists(st.sampled_from("a b"), min_size=1, max_size=3).map(" ".join) | st.text(
    min_size=1, max_size=4
)


@given(st.lists(st.tuples(st.lists(names, min_size=1, max_size=3), st.integers(0, 5)), max_size=6))
def test_every_name_finds_all_its_bearers_or_what_holds_them(named):
    entities = {
        f"e-{number}": entity(f"e-{number}", *them, broader=(f"e-{whole}",))
        for number, (them, whole) in enumerate(named)
    }
    gazetteer = Gazetteer(entities)

    for each in entities.values():
        for name in filter(words, each.names["en"]):
            found = gazetteer.find(words(name)).entity_ids
            assert each.id in found or set(found) & set(gazetteer.ancestors(each.id))


def test_entities_that_are_part_of_each_other_do_not_hang_the_search():
    rings = Gazetteer({"one": entity("one", broader=("two",)), "two": entity("two", broader=("one",))})

    assert rings.ancestors("one") == ("two",)
