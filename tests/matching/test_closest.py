"""Questions that no fact explains to the letter."""

import pytest

from bot.domain.questions import LEAST_CONFIDENCE
from bot.matching import Matcher
from bot.matching.closest import MOST_CLOSE
from tests.factories import base, cited, entity

GROUPS = tuple(
    entity(id, name, kind="armed-group")
    for id, name in (
        ("lions", "Brigade of the Desert Lions"),
        ("wolves", "Brigade of the Mountain Wolves"),
        ("foxes", "Brigade of the River Foxes"),
    )
)
CLAIMS = {
    "lions": "The brigade closed a harbour near the lighthouse.",
    "wolves": "The brigade crossed a glacier near the border.",
    "foxes": "The brigade mined a bridge near the border.",
}
BASE = base(*(cited(claim, subjects=(who,)) for who, claim in CLAIMS.items()), entities=GROUPS)
ENGLISH = frozenset(["window"])
MATCHER = Matcher(BASE, ENGLISH)


def found(question, matcher=MATCHER):
    return [match.cited.fact.subjects[0] for match in matcher.understand(question).matches]


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("brigade dessert loins", "lions"),
        ("mountin wolfes", "wolves"),
        ("desert lions harbuor", "lions"),
        ("river foxes bridge mnied", "foxes"),
    ],
)
def test_the_fact_that_accounts_for_most_comes_first(question, who):
    assert found(question)[0] == who


@pytest.mark.parametrize(
    "question", ["desert lions window", "desert lions glacier", "zebra stripes", "lions wolves"]
)
def test_a_fact_that_leaves_too_much_open_is_not_shown(question):
    assert found(question) == []


def test_a_close_answer_says_so_how_sure_it_is_and_what_is_left_unread():
    understood = MATCHER.understand("river foxes mnied bridge qat")

    assert understood.is_close
    assert {(each.typed, each.how) for each in understood.readings} >= {
        ("qat", "unread"),
        ("mnied", "spelling"),
    }
    assert all(match.confidence >= LEAST_CONFIDENCE and match.why for match in understood.matches)


def test_with_the_silence_turned_off_the_nearest_comes_with_its_low_confidence():
    matcher = Matcher(BASE, ENGLISH, least_confidence=0.0)

    [match, *_] = matcher.understand("desert lions glacier window").matches

    assert 0 <= match.confidence < LEAST_CONFIDENCE


def test_close_facts_are_few_however_many_there_are():
    many = [cited(f"Harbour {number} is closed.", id=f"test-240216.{number:02}") for number in range(1, 90)]

    understood = Matcher(base(*many), ENGLISH, least_confidence=0.0).understand("hrabour clsoed window")

    assert len(understood.matches) == MOST_CLOSE
