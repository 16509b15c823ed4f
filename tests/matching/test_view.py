"""What one question sees of the index."""

from dataclasses import replace

import numpy as np
import pytest

from bot.matching.factset import FactSet
from bot.matching.numbers import Number
from bot.matching.strings import UNKNOWN
from bot.matching.terms import Trait
from tests.factories import base, cited, entity, source, standing, topic
from tests.matching.built import entries, view_of

ENTITIES = (
    entity("north", "The North"),
    entity("harbour", broader=("north",)),
    entity("guild", kind="organization"),
    entity("clerk", kind="person", broader=("guild",)),
    entity("mayor", kind="person", broader=("north",)),
)
GAZETTE = source("test-240217", title="A gazette of tides")
FACTS = (
    cited("The gate of the north is open.", id="test-240216.01", places=("north",), topics=("gates",)),
    cited("Ships lie in the harbour.", id="test-240216.02", places=("harbour",)),
    cited("Bells rang in 2017.", id="test-240216.10", attribution={"chain": ("clerk",), "how": "paraphrase"}),
    cited(
        "Bells cost $3,000 a year.",
        id="test-240217.01",
        of=GAZETTE,
        attribution={"chain": ("mayor",), "how": "paraphrase"},
        contradicts=("test-240216.10",),
    ),
)
BASE = base(*FACTS, entities=ENTITIES, topics=(topic("gates", "portal"),))
VIEW = view_of(BASE)


def ids(facts, view=VIEW):
    return [each.removeprefix("test-2402") for each in view.ids_of(facts)]


def test_a_whole_finds_what_is_about_its_parts_and_a_body_what_its_people_say():
    assert ids(VIEW.tagged("north")) == ["16.01"]
    assert ids(VIEW.narrower("north")) == ["16.02"]
    assert ids(VIEW.named("guild")) == ["16.10"]
    assert ids(VIEW.about("guild")) == []


def test_an_official_does_not_speak_for_his_country():
    assert ids(VIEW.named("mayor")) == ["17.01"]
    assert ids(VIEW.named("north")) == ["16.01", "16.02"]


def test_a_word_is_found_in_any_form_and_a_title_speaks_for_its_facts():
    assert ids(VIEW.held("gates").stating()) == ["16.01"]
    assert ids(VIEW.titled("tide")) == ["17.01"]
    assert VIEW.has_word("tides")
    assert not VIEW.has_word("storm")


def test_a_fact_states_numbers_of_its_claim_and_of_money_only_if_it_speaks_of_money():
    def found(number):
        return [ids(facts) for facts in VIEW.with_number(number)]

    assert found(Number(3000, 1, is_year=False)) == [["17.01"], []]
    assert found(Number(3000, 1, is_year=False, is_money=True)) == [["17.01"], []]
    assert found(Number(2017, 1, is_year=False, is_money=True)) == [[], []]
    assert found(Number(2024, 1, is_year=True)) == [[], ["16.01", "16.02", "16.10", "17.01"]]


def test_traits_are_those_of_the_facts():
    assert ids(VIEW.with_trait(Trait.MONEY)) == ["17.01"]
    assert ids(VIEW.with_trait(Trait.PLACE)) == ["16.01", "16.02"]


def test_facts_are_put_in_the_order_of_their_ids():
    places = VIEW.places_by_id(np.arange(4, dtype=np.int32)).tolist()

    assert sorted(places) == places
    assert len(set(places)) == 4


def test_sources_are_counted_by_the_facts_that_rest_on_them():
    assert {(each.id, count) for each, count in VIEW.sources} == {("test-240216", 3), ("test-240217", 1)}


@pytest.mark.parametrize(("number", "pairs"), [(0, 0), (2, 1), (3, 1)])
def test_a_contradiction_counts_from_either_side(number, pairs):
    assert VIEW.contradictions_with(FactSet(np.array([number], np.int32))) == pairs


def test_a_later_view_sees_what_came_without_what_went_and_the_earlier_sees_as_before():
    before = view_of(BASE)
    new = cited("The gate of the north is shut.", id="test-240216.01", places=("north",))
    later_base = replace(BASE, facts={new.fact.id: new, "test-240216.02": FACTS[1]})

    before.index.add(entries(later_base, "test-240216.01"))
    after = before.after(later_base, before.relations, [0, 2, 3])

    assert (len(before), len(after)) == (4, 2)
    assert (list(before.tagged("north")), list(after.tagged("north"))) == ([0], [4])
    assert (len(before.held("open")), len(after.held("open"))) == (1, 0)
    assert (before.has_word("shut"), after.has_word("shut")) == (False, True)
    assert after.number_of("test-240216.01") == 4
    assert after.number_of("test-240216.10") == UNKNOWN
    assert [(each.id, count) for each, count in after.sources] == [("test-240216", 2)]
    assert after.contradictions_with(FactSet(np.array([1], np.int32))) == 0
    assert (before.worn, after.worn) == (0, 4)


def test_a_fact_is_superseded_by_its_successor_only_while_that_is_served():
    judged = {"test-240216.01": standing(superseded_by=("test-240216.02",))}
    gone = {"test-240216.01": standing(superseded_by=("test-240216.99",))}

    assert list(view_of(replace(BASE, standings=judged)).superseded) == [0]
    assert list(view_of(replace(BASE, standings=gone)).superseded) == []
