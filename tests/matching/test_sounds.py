"""Words that sound alike."""

import pytest

from bot.matching.sounds import Sounds, is_by_ear, skeleton
from bot.matching.strings import StringTable


def like(typed, *words):
    return [word for _, word in Sounds(StringTable.of(words)).like(typed)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("khorasan", "khurasan"),
        ("daesh", "daech"),
        ("qaeda", "kaida"),
        ("yusuf", "yousef"),
        ("hossein", "husayn"),
        ("khorasan", "horasan"),
    ],
)
def test_spellings_of_one_sound_have_one_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("iran", "iraq"), ("mali", "bali"), ("maldives", "maladies"), ("serbia", "syria")]
)
def test_other_consonants_sound_otherwise(one, other):
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("key", ["داعش", "is1", ""])
def test_what_is_no_latin_word_has_no_skeleton(key):
    assert skeleton(key) == ""


def test_the_most_alike_comes_first():
    assert like("khorasan", "kharasin", "khurasan", "kabul")[0] == "khurasan"
    assert "kabul" not in like("khorasan", "khurasan", "kabul")


def test_a_single_consonant_sounds_like_too_much():
    assert like("iowa", "oia") == []


def test_what_is_a_typing_error_is_not_heard():
    assert is_by_ear("horasan", "wilayat khorasan")
    assert not is_by_ear("khorassan", "wilayat khorasan")
    assert not is_by_ear("kabul", "wilayat khorasan")


def test_saved_arrays_hold_the_same_sounds():
    words = StringTable.of(["khurasan"])

    assert [word for _, word in Sounds(words, Sounds(words).arrays()).like("khorasan")] == ["khurasan"]
