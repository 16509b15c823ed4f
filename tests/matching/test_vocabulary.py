"""Which words a typed word may mean."""

import pytest

from bot.matching.gazetteer import Gazetteer
from bot.matching.names import NameWords
from bot.matching.ordinary import Ordinary
from bot.matching.spelling import Spelling
from bot.matching.vocabulary import Vocabulary
from tests.factories import entity

GAZETTEER = Gazetteer({one.id: one for one in (entity("khorasan", "Khorasan Group"), entity("herat"))})
NAMES = NameWords(GAZETTEER.names, GAZETTEER.ids)
ENGLISH = Ordinary(frozenset(["heart"]))
VOCABULARY = Vocabulary(NAMES, ENGLISH)
WRITTEN = Spelling(["harbour", "harvest", "khorasan"])


def test_a_word_held_as_typed_means_itself():
    assert VOCABULARY.in_names("khorasan", is_held=True)["khorasan"] == 1


@pytest.mark.parametrize("typed", ["khurasan", "korasan", "khoraasan", "horasan"])
def test_a_name_is_found_by_letters_or_by_ear_less_surely(typed):
    assert 0.5 < VOCABULARY.in_names(typed, is_held=False)["khorasan"] < 1


def test_ordinary_english_was_no_slip():
    assert "heart" in VOCABULARY.english
    assert VOCABULARY.in_names("heart", is_held=False).get("herat", 0) < 0.72
    assert VOCABULARY.in_facts("heart", WRITTEN) == {}


def test_swapped_letters_are_the_surest_slip():
    swapped = VOCABULARY.in_facts("harbuor", WRITTEN)["harbour"]
    missing = VOCABULARY.in_facts("harbor", WRITTEN)["harbour"]

    assert swapped > missing


@pytest.mark.parametrize("typed", ["harb", "12345", "xqzvw", ""])
def test_what_is_short_no_word_or_like_nothing_means_nothing(typed):
    assert VOCABULARY.in_facts(typed, WRITTEN) == {}
    assert VOCABULARY.in_names(typed, is_held=False) == {}


def test_saved_arrays_hold_the_same_vocabulary():
    opened = Vocabulary(NAMES, ENGLISH, VOCABULARY.arrays())

    for typed in ("khurasan", "horasan", "heratt"):
        assert opened.in_names(typed, is_held=False) == VOCABULARY.in_names(typed, is_held=False)
