import time

from hypothesis import given
from hypothesis import strategies as st

from bot.matching import normalise
from bot.matching.prefixes import Prefixes

NAMES = Prefixes(
    [
        ("isis", ["ISIS", "Islamic State", "داعش"]),
        ("isis-k", ["ISIS-K"]),
        ("iran", ["Iran", "Islamic Republic of Iran"]),
    ]
)


def test_a_name_is_found_by_its_beginning_in_any_script_and_whatever_the_case():
    assert NAMES.find("ISL") == ["isis", "iran"]
    assert NAMES.find("داع") == ["isis"]


def test_the_shortest_name_comes_first_then_those_by_a_word_within():
    assert NAMES.find("isis") == ["isis", "isis-k"]
    assert NAMES.find("ira") == ["iran"]
    assert NAMES.find("state") == ["isis"]


def test_the_name_that_is_shown_comes_before_another_name_of_something_else():
    names = Prefixes([("lashkar", ["Lashkar-e-Taiba", "LeT"]), ("let-town", ["Letterkenny"])])

    assert names.find("let") == ["let-town", "lashkar"]


def test_what_nothing_begins_with_finds_nothing():
    assert NAMES.find("xyz") == []
    assert Prefixes(()).find("a") == []


@given(st.lists(st.text(max_size=20), max_size=10), st.text(max_size=5))
def test_every_name_is_found_by_each_beginning_of_it(names, typed):
    found = Prefixes([(str(number), [name]) for number, name in enumerate(names)]).find(typed)

    assert len(found) == len(set(found))
    begun = {
        str(n)
        for n, name in enumerate(names)
        if normalise(name) and normalise(name).startswith(normalise(typed))
    }
    assert begun <= set(found)


def test_among_a_hundred_thousand_names_it_takes_less_than_the_time_of_a_keystroke():
    names = Prefixes([(f"e{number}", [f"Name {number} of many"]) for number in range(33_000)])

    started_s = time.perf_counter()
    names.find("n")

    assert time.perf_counter() - started_s < 0.1
