import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.following import Following
from bot.domain.ledger import body_of
from bot.matching import Matcher
from tests.digests.newsroom import NAMES, TOPICS
from tests.factories import base, cited

IDS = [each.id for each in NAMES]
SOME = st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple)
FACTS = st.fixed_dictionaries(
    {
        "subjects": SOME,
        "objects": SOME,
        "places": SOME,
        "topics": st.lists(st.sampled_from([each.id for each in TOPICS]), max_size=2, unique=True).map(tuple),
        "credibility": st.integers(1, 6),
        "attribution": st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True).map(
            lambda chain: {"chain": tuple(chain), "how": "carried" if len(chain) > 1 else "own-voice"}
        ),
    }
)
ABOUT = st.lists(st.sampled_from([*IDS, "attacks", "finance", "gone"]), max_size=3, unique=True)


def followed(about, **fields):
    """Whether a fact with these fields is followed."""
    made = cited("A fact about something.", **fields)
    following = Following({each.id: each for each in NAMES}, about)
    return following.is_about(body_of(made.fact))


@pytest.mark.parametrize(
    ("about", "fields"),
    [
        ((), {}),
        (("isis-k",), {"objects": ("isis-k",)}),
        (("isis",), {"subjects": ("isis-k",)}),
        (("afghanistan",), {"places": ("kabul",)}),
        (("finance", "kabul"), {"topics": ("finance",)}),
        (("voronkov",), {"attribution": {"chain": ("voronkov", "test-press"), "how": "carried"}}),
    ],
)
def test_a_fact_is_followed_for_what_it_is_about_or_a_part_of_that_or_for_who_says_it(about, fields):
    assert followed(about, **fields)


@pytest.mark.parametrize(
    ("about", "fields"),
    [
        (("isis-k",), {"subjects": ("isis",)}),
        (("finance",), {"topics": ("attacks",)}),
        (("kabul",), {"places": ("afghanistan",)}),
    ],
)
def test_what_is_wider_or_about_something_else_is_not_followed(about, fields):
    assert not followed(about, **fields)


@given(st.lists(FACTS, min_size=1, max_size=6), ABOUT, st.none() | st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_the_ledger_and_the_index_agree_on_what_is_followed(made, about, least_credibility):
    facts = [cited(f"Fact number {number} of some.", **fields) for number, fields in enumerate(made)]
    state = base(*facts, entities=NAMES, topics=TOPICS)
    following = Following(state.entities, about, least_credibility)

    found = asyncio.run(following.facts(Matcher(state, frozenset()), state))

    assert found == {each.fact.id for each in facts if following.is_about(body_of(each.fact))}


def test_it_is_called_by_its_names():
    named = Following({each.id: each for each in NAMES}, ("isis-k", "finance", "gone"))

    assert named.title({each.id: each for each in TOPICS}) == "ISIS-K, Finance, gone"
    assert Following({}).title({}) == "everything"
