"""Sets of facts in arrays: they do what Python's sets do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.factset import NO_FACTS, FactSet

# Some are far larger than others: these are met by halving, the others by marking.
some_facts = st.one_of(
    st.frozensets(st.integers(0, 60), max_size=40),
    st.frozensets(st.integers(0, 5000), max_size=2),
    st.just(frozenset(range(0, 4000, 3))),
)


def kept(numbers):
    return FactSet(np.array(sorted(numbers), np.int32))


@given(some_facts, some_facts)
def test_sets_meet_as_sets_do(one, other):
    assert kept(one) & kept(other) == kept(one & other)
    assert kept(one) | kept(other) == kept(one | other)
    assert kept(one).isdisjoint(kept(other)) == one.isdisjoint(other)
    assert (kept(one) == kept(other)) == (one == other)


@given(some_facts, st.integers(0, 5000))
def test_a_set_knows_what_is_in_it(numbers, asked):
    facts = kept(numbers)

    assert (asked in facts) == (asked in numbers)
    assert list(facts) == sorted(numbers)
    assert len(facts) == len(numbers)
    assert bool(facts) == bool(numbers)
    assert hash(facts) == hash(kept(numbers))


@given(some_facts, some_facts)
def test_of_several_facts_at_once_it_is_told_which_are_in_it(numbers, asked):
    rising = sorted(asked)

    assert kept(numbers).holds(np.array(rising, np.int32)).tolist() == [each in numbers for each in rising]


@given(st.lists(some_facts, max_size=5))
def test_a_union_holds_what_is_in_any(sets):
    assert FactSet.union(map(kept, sets)) == kept(frozenset().union(*sets))


@given(some_facts)
def test_flags_are_read_as_a_set(numbers):
    flags = np.zeros(6000, np.bool_)
    flags[list(numbers)] = True

    assert FactSet.marked(flags) == kept(numbers)


@pytest.mark.parametrize("found", [NO_FACTS & kept({1}), NO_FACTS | NO_FACTS])
def test_what_holds_nothing_is_false_and_of_the_same_kind(found):
    assert not found
    assert found == NO_FACTS
    assert found.numbers.dtype == np.int32


def test_a_set_is_no_other_thing():
    assert kept({1}) != {1}
