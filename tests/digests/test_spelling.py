import pytest

from bot.digests.spelling import nearest

WORDS = ("daily", "weekly", "kabul", "iran", "list")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dayly", ["daily"]),
        ("dialy", ["daily"]),
        ("weekley", ["weekly"]),
        ("kabool", ["kabul"]),
        ("iraq", []),
        ("dayli", []),
        ("", []),
    ],
)
def test_a_word_is_meant_that_is_a_slip_for_every_three_letters_away(typed, meant):
    assert nearest(typed, WORDS) == meant


def test_shorter_words_are_read_only_where_they_may_be():
    assert nearest("lsit", WORDS) == []
    assert nearest("lsit", WORDS, shortest=4) == ["list"]


def test_of_several_the_nearest_come_first_and_no_more_than_asked_for():
    assert nearest("weekly", ("weekls", "weakly", "weekly"), 2) == ["weekly", "weekls"]
