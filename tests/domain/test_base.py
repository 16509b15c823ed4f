from dataclasses import replace

import pytest

from bot.domain.handling import CEILINGS
from tests.factories import base, cited, doubt, source, standing

CLEAR = cited("The bridge of Elba is closed.", id="test-240216.01")
GREEN = cited("The bridge of Capri is closed.", id="test-240216.02", tlp="GREEN")
RED = cited("The bridge of Procida is closed.", id="test-240216.03", tlp="RED")
OF_AMBER = cited(
    "The bridge of Ischia is closed.", of=source("other-240216", tlp="AMBER"), id="other-240216.01"
)
ALL = (CLEAR, GREEN, RED, OF_AMBER)


def ids(found):
    return {each.rpartition(".")[0][:1] + each[-1] for each in found}


@pytest.mark.parametrize(
    ("ceiling", "seen"),
    [
        ("CLEAR", {"t1"}),
        ("GREEN", {"t1", "t2"}),
        ("AMBER", {"t1", "t2", "o1"}),
        ("AMBER+STRICT", {"t1", "t2", "o1"}),
        ("RED", {"t1", "t2", "o1", "t3"}),
    ],
)
def test_under_a_ceiling_there_is_nothing_stricter(ceiling, seen):
    within = base(*ALL).within(ceiling)

    assert ids(within.facts) == seen
    assert len(within.facts) == len(seen)
    assert all(fact_id in within.facts for fact_id in within.facts)
    assert within.tlp in CEILINGS[CEILINGS.index(ceiling) :]


def test_what_is_above_a_ceiling_cannot_be_read_by_its_id():
    within = base(*ALL).within("CLEAR")

    assert "test-240216.03" not in within.facts
    assert within.facts.get("test-240216.03") is None
    with pytest.raises(KeyError):
        within.facts["test-240216.03"]


def test_a_base_of_which_nothing_is_above_is_the_same_base():
    whole = base(*ALL)

    assert whole.within("RED") is whole
    assert base(CLEAR).within("CLEAR").facts[CLEAR.fact.id] is CLEAR


def test_what_was_withdrawn_is_hidden_like_what_stands():
    whole = base(CLEAR)
    gone = {RED.fact.id: standing(retraction=doubt("misread"))}
    whole = type(whole)(
        whole.entities,
        whole.topics,
        whole.facts,
        withdrawn=gone,
        withdrawn_claims={RED.fact.id: RED.fact.claim},
        markings={RED.fact.id: "RED"},
    )
    within = whole.within("AMBER")

    assert not within.withdrawn
    assert not within.withdrawn_claims
    assert within.facts is whole.facts
    assert whole.withdrawn.keys() == {RED.fact.id}


@pytest.mark.parametrize(("ceiling", "is_told"), [("CLEAR", False), ("GREEN", False), ("AMBER", True)])
def test_what_an_error_keeps_out_is_counted_inside_only(ceiling, is_told):
    whole = base(CLEAR)
    whole = type(whole)(whole.entities, whole.topics, whole.facts, left_out={"test-240216.09": "no quote"})

    assert bool(whole.within(ceiling).left_out) is is_told


def test_a_fact_that_is_not_there_counts_as_unmarked():
    whole = base(*ALL)

    assert [whole.marking_of(each) for each in (CLEAR.fact.id, RED.fact.id, "test-240216.99")] == [
        "CLEAR",
        "RED",
        "AMBER",
    ]


def test_what_the_ledger_says_of_the_others_names_nothing_above_a_ceiling():
    red, green = RED.fact.id, GREEN.fact.id
    whole = replace(
        base(*ALL),
        standings={
            CLEAR.fact.id: standing(
                disputes=(doubt(f"{red} says less"), doubt(f"{green} says less")), superseded_by=(green, red)
            )
        },
        withdrawn={"test-240216.04": standing(retraction=doubt(f"see {red.upper()}"))},
    )

    within = whole.within("GREEN")

    told = within.standings[CLEAR.fact.id]
    assert [each.why for each in told.disputes] == ["", f"{green} says less"]
    assert told.superseded_by == (green,)
    assert within.withdrawn["test-240216.04"].retraction.why == ""
    assert whole.within("RED") is whole


def test_standings_are_read_when_they_are_asked_for():
    class Unread(dict):
        def __getitem__(self, name):
            raise AssertionError(f"{name} was read")

    whole = replace(base(*ALL), standings=Unread({each.fact.id: None for each in ALL}))

    within = whole.within("GREEN")

    assert CLEAR.fact.id in within.standings
    assert len(within.standings) == 2
