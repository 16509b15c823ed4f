"""Many threads ask while one changes the facts: every answer is that of one state, before or after."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from threading import Barrier, Event

import pytest

from bot.matching import Matcher
from bot.matching.gazetteer import Gazetteer
from bot.matching.index import FactIndex
from bot.matching.postings import Postings
from tests.factories import base, cited, entity, standing, topic
from tests.matching.built import entries

READERS = 6
STATES = 400
# So many that copying them takes longer than a thread's turn.
MANY = 200_000
QUESTIONS = (
    "harbour",
    "lantern",
    "lantrn harbour",
    "lights harbour",
    "harbuor lantern kept burning",
    "500 lanterns",
)
HARBOUR = entity("harbour")
LIGHTS = topic("lights", "beacons")


def state(number):
    """A base in which two facts were written together; their day and their credibility say in which state."""
    fields = {
        "places": ("harbour",),
        "topics": ("lights",),
        "quantities": ({"raw": "some", "low": 400, "high": 600, "unit": "lanterns"},),
        "credibility": number % 5 + 1,
        "when": {"event": str(1600 + number)},
    }
    # One is revised in place, the other comes with a new id and goes with it.
    ids = ("test-240216.01", f"test-240216.{number + 100}")
    pair = [cited("A lantern burns in the harbour.", id=id, **fields) for id in ids]
    judged = {ids[0]: standing(superseded_by=(ids[1],))}
    return replace(base(*pair, entities=(HARBOUR,), topics=(LIGHTS,)), standings=judged)


IDS_BY_DAY = {str(1600 + number): {*state(number).facts} for number in range(STATES)}


@pytest.fixture
def hasty():
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def while_it_changes(ask, change):
    """Let many threads ask until one has changed all it will; return what each was told, in order."""
    begin, is_done = Barrier(READERS + 1), Event()

    def read():
        begin.wait()
        told = ask()
        while not is_done.is_set():
            told += ask()
        return told

    def write():
        begin.wait()
        try:
            change()
        finally:
            is_done.set()

    with ThreadPoolExecutor(READERS + 1) as pool:
        readers = [pool.submit(read) for _ in range(READERS)]
        pool.submit(write).result()
        return [reader.result() for reader in readers]


@pytest.mark.usefixtures("hasty")
def test_no_answer_is_half_of_one_state_and_half_of_another():
    states = [state(number) for number in range(STATES)]
    matcher = Matcher(states[0], frozenset())

    def ask():
        found = [(question, matcher.understand(question).matches) for question in QUESTIONS]
        return [
            (question, [match.cited for match in matches], matches.summary()) for question, matches in found
        ]

    def change():
        for before, after in pairwise(states):
            matcher.replace(after, [*(before.facts.keys() | after.facts.keys())])

    for told in while_it_changes(ask, change):
        for question, facts, summary in told:
            [day] = {each.fact.when.event for each in facts}
            assert len(facts) == 2, question
            assert {each.fact.id for each in facts} == IDS_BY_DAY[day]
            assert summary.credibilities == (facts[0].fact.credibility,)
        # Nobody is answered from a state that had passed when he asked.
        days = [facts[0].fact.when.event for _, facts, _ in told]
        assert days == sorted(days)


@pytest.mark.usefixtures("hasty")
def test_facts_come_while_those_that_came_before_are_counted():
    first = cited("A lantern burns in the harbour.", id="test-240216.1000", places=("harbour",))
    late = cited("A lantern burns in the harbour.", places=("harbour",))
    made = base(first, entities=(HARBOUR,))
    states = [
        dict.fromkeys([f"test-240216.{1000 + number}" for number in range(size)], late)
        for size in range(1, STATES)
    ]
    matcher = Matcher(made, frozenset())

    def ask():
        return [len(matcher.understand(question).matches) for question in ("harbour", "lantern harbour")]

    def change():
        for facts in states[1:]:
            matcher.replace(replace(made, facts=facts), [[*facts][-1]])

    for counts in while_it_changes(ask, change):
        assert counts == sorted(counts)
        assert 1 <= counts[0] <= counts[-1] < STATES


@pytest.mark.usefixtures("hasty")
def test_many_numbers_of_a_key_are_read_while_more_come():
    postings = Postings()
    for number in range(MANY):
        postings.put(("harbour",), number)

    def come():
        for number in range(MANY, MANY + 2000):
            postings.put(("harbour",), number)

    for lengths in while_it_changes(lambda: [len(postings.get("harbour"))], come):
        assert lengths == sorted(lengths)
        assert MANY <= lengths[0] <= lengths[-1] <= MANY + 2000


@pytest.mark.usefixtures("hasty")
def test_many_ranges_are_read_while_more_come():
    amounts = [{"raw": "some", "low": low, "high": low + 1, "unit": "lanterns"} for low in range(100)]
    made = base(cited("Lanterns burn here.", quantities=tuple(amounts)))
    index = FactIndex(Gazetteer(made.entities), {})
    index.add(entries(made) * (MANY // 100))

    def ask():
        return [tuple(map(len, index.ranges()))]

    for lengths in while_it_changes(ask, lambda: index.add(entries(made) * 20)):
        assert lengths == sorted(lengths)
        assert all(len(set(each)) == 1 for each in lengths)


class TestAnAnswerThatIsHeld:
    """An answer is looked at after the facts have changed: it stays that of the state it was found in."""

    OLD = (
        cited("A lantern burns in the harbour.", id="test-240216.01", places=("harbour",)),
        cited(
            "No lantern burns in the harbour.",
            id="test-240216.02",
            places=("harbour",),
            contradicts=("test-240216.01",),
        ),
    )
    NEW = base(
        cited("A lantern shone.", id="test-240216.01", places=("harbour",)),
        cited("A lantern burst.", id="test-240216.02", places=("harbour",)),
        entities=(HARBOUR,),
    )

    def held(self):
        matcher = Matcher(base(*self.OLD, entities=(HARBOUR,)), frozenset())
        matches = matcher.understand("harbour").matches
        matcher.replace(self.NEW, [*self.NEW.facts])
        return matches

    def test_its_facts_are_those_that_it_found(self):
        assert [match.cited for match in self.held()] == [*self.OLD]

    def test_its_contradictions_are_those_that_it_found(self):
        assert self.held().summary().contradictions == 1
