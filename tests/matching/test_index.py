"""The index: what it keeps of facts, and that a saved one answers as the one that was built."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import FactBase
from bot.matching import Matcher, Prepared
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import FactIndex
from bot.matching.strings import UNKNOWN
from tests.factories import base, cited
from tests.matching.built import entries
from tests.matching.changing_base import ENGLISH, ENTITIES, IDS, QUESTIONS, SOURCES, TOPICS, changed, changes

KNOWN = Prepared(sources=SOURCES)


def answers(matcher):
    return [matcher.understand(question) for question in QUESTIONS]


def unwritable(arrays):
    """Arrays as a memory-mapped file gives them."""
    copies = {name: np.array(each) for name, each in arrays.items()}
    for each in copies.values():
        each.setflags(write=False)
    return copies


@given(changes, st.lists(changes, max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_saved_index_answers_as_the_one_that_was_built_and_takes_changes_as_well(first, later):
    made = changed(FactBase(ENTITIES, TOPICS, {}), first)
    built = Matcher(made, ENGLISH)
    opened = Matcher(made, ENGLISH, KNOWN, saved=unwritable(built.arrays()))

    assert answers(opened) == answers(built)
    for change in later:
        made = changed(made, change)
        opened.replace(made, [*change], KNOWN)
    fresh = Matcher(made, ENGLISH)
    assert answers(opened) == answers(fresh)
    assert sorted(opened.sources, key=str) == sorted(fresh.sources, key=str)
    for id in IDS:
        assert opened.relations.bearing_on(id) == fresh.relations.bearing_on(id)


def test_a_fact_that_comes_again_has_a_new_number_and_keeps_its_old_one():
    made = base(
        cited("The gate is open.", id="test-240216.01"), cited("It rains always.", id="test-240216.02")
    )
    index = FactIndex(Gazetteer(made.entities), {})
    index.add(entries(made))
    index.freeze()

    index.add(entries(made, "test-240216.01"))

    assert [index.id_of(number) for number in range(len(index))] == [
        "test-240216.01",
        "test-240216.02",
        "test-240216.01",
    ]
    assert index.number_of("test-240216.01", 3) == 2
    assert index.number_of("test-240216.01", 2) == 0
    assert index.number_of("test-240216.09", 3) == UNKNOWN
    assert index.frozen == 2


def test_ranges_are_kept_beside_the_fact_that_states_them():
    amounts = (
        {"raw": "some", "low": 3, "high": 5, "unit": "x"},
        {"raw": "more", "low": 7, "high": 9, "unit": "x"},
    )
    made = base(cited("It rains always."), cited("Guards are some.", quantities=amounts))
    index = FactIndex(Gazetteer(made.entities), {})

    index.add(entries(made))

    assert [each.tolist() for each in index.ranges()] == [[3.0, 7.0], [5.0, 9.0], [1, 1]]
