"""How facts account for a part of a question, and how well."""

import numpy as np

from bot.matching.factset import FactSet
from bot.matching.ways import NO_WAY, Way, best_of, facts_of, shares_of


def way(share, *numbers):
    return Way(share, "word", FactSet(np.array(numbers, np.int32)))


WAYS = (way(0.5, 1, 2, 3), way(0.9, 2), way(0.5, 3, 4))
NUMBERS = np.array([1, 2, 3, 4, 9], np.int32)


def test_each_fact_takes_its_best_way_and_of_equal_ones_the_first():
    assert best_of(WAYS, NUMBERS).tolist() == [0, 1, 0, 2, NO_WAY]


def test_a_fact_without_a_way_accounts_for_nothing():
    assert shares_of(WAYS, best_of(WAYS, NUMBERS)).tolist() == [0.5, 0.9, 0.5, 0.5, 0.0]
    assert shares_of((), best_of((), NUMBERS)).tolist() == [0.0] * 5


def test_the_facts_of_several_ways_are_those_of_any():
    assert list(facts_of(WAYS)) == [1, 2, 3, 4]
    assert not facts_of(())
