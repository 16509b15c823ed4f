"""What facts say of each other holds on both sides, until the last that says so is gone."""

from bot.matching.relations import Relations


def test_a_relation_reads_one_way_on_the_fact_that_states_it_and_another_on_the_other():
    relations = Relations()
    relations.add("b", [("supersedes", "a"), ("qualifies", "a"), ("corroborates", "c")])

    assert relations.bearing_on("a") == (("qualified by", "b"), ("superseded by", "b"))
    assert relations.bearing_on("b") == (("qualifies", "a"), ("corroborated by", "c"))
    assert relations.is_superseded("a")
    assert not relations.is_superseded("b")
    assert relations.pairs("supersedes") == {("b", "a")}


def test_a_contradiction_that_both_state_stands_until_neither_does():
    relations = Relations()
    relations.add("a", [("contradicts", "b")])
    relations.add("b", [("contradicts", "a")])
    assert relations.contradicting(["a", "b"]) == {frozenset({"a", "b"})}

    relations.remove("a")
    assert relations.bearing_on("b") == relations.bearing_on("b") == (("contradicted by", "a"),)
    assert relations.bearing_on("a") == (("contradicted by", "b"),)

    relations.remove("b")
    assert relations.bearing_on("a") == ()
    assert relations.contradicting(["a", "b"]) == frozenset()
