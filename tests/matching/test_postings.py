"""Postings keep numbers by key: those that were saved, and those that came since."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.arrays import inner, named
from bot.matching.postings import Postings

KEYS = st.sets(st.sampled_from(["a", "b", "é", "", "a b"]))


def held(postings):
    return {key: postings.get(key).tolist() for key in postings}


@given(st.lists(KEYS), st.lists(KEYS))
def test_a_number_is_found_under_each_of_its_keys_whether_it_was_saved_or_came_since(saved, since):
    postings, expected = Postings(), {}
    for number, keys in enumerate([*saved, *since]):
        if number == len(saved):
            frozen = postings.frozen()
            postings = Postings.of_arrays(inner(named("part", frozen.arrays()), "part"))
        postings.put(keys, number)
        for key in keys:
            expected.setdefault(key, []).append(number)

    assert held(postings) == expected
    assert held(postings.frozen()) == expected
    assert all(key in postings for key in expected)


def test_a_key_that_nothing_was_put_under_has_no_numbers():
    postings = Postings()

    assert "c" not in postings
    assert postings.get("c").tolist() == []
