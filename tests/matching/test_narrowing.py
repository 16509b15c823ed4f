"""Narrowing: which facts pass, and what is found among them; by date; and names side by side."""

from datetime import date

import pytest

from bot.domain.filters import Scope
from bot.matching import Matcher
from bot.matching.narrowing import passing
from tests.factories import base, cited, entity, source
from tests.matching.built import view_of

ISLAND, TOWN = entity("island"), entity("town", broader=("island",))
GUARD = entity("guard", kind="armed-group")
MAYOR = entity("mayor", kind="person", broader=("council",))
COUNCIL = entity("council", kind="organization")
FACTS = [
    cited("The pier of the town is closed.", id="test-240216.01", places=("town",), when={"event": "2017"}),
    cited("The guard left the island.", id="test-240216.02", subjects=("guard",), places=("island",)),
    cited(
        "The harbour is open again.",
        id="test-240216.03",
        attribution={"chain": ("mayor",), "how": "paraphrase"},
        when={"as_of": "2023-11/.."},
        credibility=2,
        topics=("trade",),
    ),
    cited("The fort fell long ago.", id="test-240216.04", when={"event": "../2015"}, credibility=4),
    cited("The year was quiet.", id="wire-200101.01", of=source("wire-200101", published="2020-01-01")),
]
BASE = base(*FACTS, entities=(ISLAND, TOWN, GUARD, MAYOR, COUNCIL))
VIEW = view_of(BASE)


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(), "1 2 3 4 5"),
        (Scope(places=("island",)), "1 2"),
        (Scope(places=("town",)), "1"),
        (Scope(actors=("guard",)), "2"),
        (Scope(actors=("council",)), "3"),
        (Scope(actors=("guard", "mayor")), "2 3"),
        (Scope(topics=("trade",)), "3"),
        (Scope(sources=("wire-200101",)), "5"),
        (Scope(sources=("nowhere-200101",)), ""),
        (Scope(credibility=2), "3"),
        (Scope(credibility=5), "3 4"),
        (Scope(since=date(2017, 12, 31)), "1 2 3 5"),
        (Scope(since=date(2018, 1, 1)), "2 3 5"),
        (Scope(since=date(2024, 2, 16)), "2 3"),
        (Scope(since=date(2024, 2, 17)), ""),
        (Scope(until=date(2014, 1, 1)), "4"),
        (Scope(until=date(2023, 11, 1)), "1 3 4 5"),
        (Scope(since=date(2016, 1, 1), until=date(2017, 1, 1)), "1"),
        (Scope(places=("island",), since=date(2018, 1, 1)), "2"),
    ],
)
def test_what_passes_has_one_of_each_kind_and_keeps_to_the_dates(scope, found):
    assert [number + 1 for number in passing(VIEW, scope)] == [*map(int, found.split())]


def test_what_holds_still_is_dated_no_later_than_its_document():
    later = cited("The pier will be closed.", id="test-240216.06", when={"event": "2024-05/.."})

    assert len(passing(view_of(base(later)), Scope(since=date(2024, 5, 1))))
    assert not len(passing(view_of(base(later)), Scope(since=date(2024, 5, 2))))


def bridges(count):
    """So many facts that hold the same words, of which only the last is about the town."""
    made = [
        cited(f"Bridge {n} is closed to carts.", id=f"test-240216.{n:02}", places=("elsewhere",))
        for n in range(10, 10 + count)
    ]
    return [*made, cited("Bridge 99 is closed to carts today.", id="test-240216.99", places=("town",))]


def test_the_closest_facts_are_looked_for_among_those_that_pass():
    matcher = Matcher(base(*bridges(70), entities=(TOWN,)), frozenset(), least_confidence=0.0)

    found = matcher.understand("qwertzu carts bridge", scope=Scope(places=("town",)))

    assert found.is_close
    assert [match.cited.fact.id for match in found.matches] == ["test-240216.99"]
    assert found.outside > 0


def test_without_a_word_all_that_passes_is_found_the_newest_first_and_surely():
    matches = Matcher(BASE, frozenset()).understand("", scope=Scope(places=("island",))).matches

    assert [match.cited.fact.id[-2:] for match in matches] == ["02", "01"]
    assert [match.confidence for match in matches] == [1.0, 1.0]
    assert matches.complete == 2


def test_by_date_the_first_comes_first_and_what_has_no_date_stands_under_its_document():
    matches = Matcher(BASE, frozenset()).understand("", scope=Scope()).matches.by_date()

    assert [match.cited.fact.id[-2:] for match in matches] == ["04", "01", "01", "03", "02"]


def test_names_are_compared_on_the_topics_that_any_has_facts_on():
    one = cited("Raids in Elba grew.", places=("elba",), topics=("attacks",), id="test-240216.61")
    two = cited("Raids in Capri fell.", places=("capri",), topics=("attacks",), id="test-240216.62")
    three = cited("Elba is rich.", places=("elba",), topics=("finance",), id="test-240216.63")
    four = cited("Malta is poor.", places=("malta",), topics=("trade",), id="test-240216.64")
    matcher = Matcher(base(one, two, three, four), frozenset())

    found = matcher.compare(["elba", "capri"], ["attacks", "finance", "trade"])

    assert {topic: [len(matches) for matches in several] for topic, several in found.items()} == {
        "attacks": [1, 1],
        "finance": [1, 0],
    }
    assert [matches[0].cited for matches in found["attacks"]] == [one, two]
    assert matcher.compare(["elba"], ["finance"], Scope(until=date(2000, 1, 1))) == {}


def test_who_bears_exactly_a_name_or_a_code_is_known():
    land = entity("land", "The Long Land", "Langland", ids={"iso": "LL"})
    matcher = Matcher(base(entities=(land,)), frozenset())

    assert [matcher.called(name) for name in ("long land", "The Long Land", "LANGLAND", "ll")] == [
        ("land",)
    ] * 4
    assert matcher.called("lang") == matcher.called("longg land") == ()
