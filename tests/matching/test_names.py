"""How much of a name a question covers."""

import pytest

from bot.matching.gazetteer import Gazetteer
from bot.matching.names import LEAST_COVERED, NameWords
from tests.factories import entity

BEARERS = {
    one.id: one
    for one in (
        entity("herat-bank", "First Bank of Herat"),
        entity("kabul-bank", "First Bank of Kabul"),
        entity("kunduz-bank", "First Bank of Kunduz"),
        entity("garcia", "José García"),
        entity("front", "The Northern Front"),
        entity("other-front", "Northern Front"),
    )
}
GAZETTEER = Gazetteer(BEARERS)
NAMES = NameWords(GAZETTEER.names, GAZETTEER.ids)


def covered(*words, names=NAMES):
    found = names.covered([{word: 1.0} for word in words], words)
    return [each.entity_id for each in found]


def test_the_rare_words_of_a_name_tell_whom_it_means():
    assert covered("bank", "herat") == ["herat-bank"]


@pytest.mark.parametrize("words", [("first", "bank"), ("jose",), ("zebra",), ()])
def test_too_little_of_a_name_is_nobodys(words):
    assert covered(*words) == []


def test_every_bearer_of_a_name_is_found():
    assert covered("northern", "front") == ["front", "other-front"]


def test_an_unlikely_word_covers_less():
    [sure] = NAMES.covered([{"jose": 1.0}, {"garcia": 1.0}], ("jose", "garcia"))
    [unsure] = NAMES.covered([{"jose": 1.0}, {"garcia": 0.8}], ("jose", "garzia"))

    assert sure.share == 1
    assert LEAST_COVERED < unsure.share < 1
    assert unsure.words == {0: 1.0, 1: 0.8}


def test_the_rest_of_a_name_bears_out_what_is_too_far_from_a_lone_word():
    [found] = NAMES.covered([{"jose": 1.0}, {}], ("jose", "garziya"))

    assert found.entity_id == "garcia"
    assert 0 < found.words[1] < 1


def test_saved_arrays_hold_the_same_names():
    opened = NameWords(GAZETTEER.names, GAZETTEER.ids, NAMES.arrays())

    assert covered("bank", "kabul", names=opened) == ["kabul-bank"]
    assert "of" not in opened
    assert "bank" in opened
