"""What facts say of each other holds on both sides, until the last that says so is gone."""

from bot.matching.relations import Relations


def test_a_relation_reads_one_way_on_the_fact_that_states_it_and_another_on_the_other():
    relations = Relations({"b": [("supersedes", "a"), ("qualifies", "a"), ("corroborates", "c")], "d": []})

    assert relations.bearing_on("a") == (("qualified by", "b"), ("superseded by", "b"))
    assert relations.bearing_on("b") == (("qualifies", "a"), ("corroborated by", "c"))
    assert relations.superseded() == {"a"}
    assert relations.pairs("supersedes") == {("b", "a")}


def test_a_contradiction_that_both_state_stands_until_neither_does():
    both = Relations({}).changed([], {"a": [("contradicts", "b")], "b": [("contradicts", "a")]})
    assert both.contradicting(["a", "b"]) == {frozenset({"a", "b"})}

    one = both.changed(["a"], {})
    assert one.bearing_on("b") == (("contradicted by", "a"),)
    assert one.bearing_on("a") == (("contradicted by", "b"),)

    neither = one.changed(["b"], {})
    assert neither.bearing_on("a") == ()
    assert neither.contradicting(["a", "b"]) == frozenset()
    assert both.contradicting(["a"]) == {frozenset({"a", "b"})}


def test_what_a_fact_says_of_others_is_replaced_with_the_fact():
    before = Relations({"a": [("contradicts", "b")]})

    after = before.changed(["a"], {"a": [("qualifies", "b")]})

    assert after.bearing_on("b") == (("qualified by", "a"),)
    assert after == after.changed(["c"], {})
