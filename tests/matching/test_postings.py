"""Postings keep ids by key, and forget a key with its last id."""

from bot.matching.postings import Postings


def test_an_id_is_found_under_each_of_its_keys():
    postings = Postings[str]()
    postings.put(["a", "b"], "1")
    postings.put(["b"], "2")

    assert (postings.get("a"), postings.get("b"), postings.get("c")) == ({"1"}, {"1", "2"}, frozenset())
    assert postings.union(["a", "b", "c"]) == {"1", "2"}


def test_a_key_is_forgotten_with_its_last_id():
    postings = Postings[str]()
    postings.put(["a", "b"], "1")
    postings.put(["b"], "2")

    postings.drop(["a", "b", "c"], "1")

    assert "a" not in postings
    assert "b" in postings
    assert set(postings) == {"b"}


def test_what_is_put_after_asking_is_found_too():
    postings = Postings[str]()
    postings.put(["a"], "1")
    postings.get("a")
    postings.put(["a"], "2")

    assert postings.get("a") == {"1", "2"}
