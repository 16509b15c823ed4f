"""A matcher takes a change in place, and answers from then on as one built anew would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import FactBase
from bot.matching import Matcher, Prepared, terms_of
from tests.factories import cited, source
from tests.matching.changing_base import ENGLISH, ENTITIES, IDS, QUESTIONS, SOURCES, TOPICS, changed, changes


class Unreadable(dict):
    """Facts that nobody may look at."""

    def __getitem__(self, key):
        raise AssertionError(f"{key} was read")


@given(st.lists(changes, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_whatever_changes_the_answers_are_those_of_a_new_matcher(steps):
    base = FactBase(ENTITIES, TOPICS, {})
    matcher = Matcher(base, ENGLISH)

    for change in steps:
        base = changed(base, change)
        matcher.replace(base, [*change])
        [matcher.understand(question) for question in QUESTIONS]

    fresh = Matcher(base, ENGLISH)
    assert [matcher.understand(question) for question in QUESTIONS] == [
        fresh.understand(question) for question in QUESTIONS
    ]
    assert sorted(matcher.sources, key=str) == sorted(fresh.sources, key=str)
    for id in IDS:
        assert matcher.relations.bearing_on(id) == fresh.relations.bearing_on(id)
        assert matcher.relations.contradicting([id]) == fresh.relations.contradicting([id])


@given(changes)
@settings(max_examples=30, deadline=None)
def test_prepared_facts_are_found_without_being_read(change):
    base = changed(FactBase(ENTITIES, TOPICS, {}), change)
    prepared = Prepared({id: terms_of(one.fact) for id, one in base.facts.items()}, SOURCES)

    matcher = Matcher(FactBase(ENTITIES, TOPICS, Unreadable(base.facts)), ENGLISH, prepared)
    matcher.replace(base, [], prepared)

    fresh = Matcher(base, ENGLISH)
    assert [matcher.understand(question) for question in QUESTIONS] == [
        fresh.understand(question) for question in QUESTIONS
    ]


def test_a_word_that_no_fact_holds_any_more_is_forgotten_also_as_what_was_meant():
    change = {IDS[0]: {"claim": "The harbour is closed.", "places": ("iraq",)}}
    base = changed(FactBase(ENTITIES, TOPICS, {}), change)
    matcher = Matcher(base, ENGLISH)
    assert [reading.name for reading in matcher.understand("harbuor").readings] == ["harbour"]

    matcher.replace(changed(base, {IDS[0]: {"claim": "The bridge is closed."}}), [IDS[0]])

    # The title of its source holds it still; with its last fact the source is gone, too.
    assert matcher.understand("harbuor").matches
    matcher.replace(changed(base, {IDS[0]: None}), [IDS[0]])
    assert [reading.how for reading in matcher.understand("harbuor").readings] == ["unread"]
    assert matcher.sources == ()


def test_a_title_that_changed_is_found_by_its_new_words_alone():
    base = changed(FactBase(ENTITIES, TOPICS, {}), {IDS[0]: {"claim": "The bridge is closed."}})
    matcher = Matcher(base, ENGLISH)
    renamed = cited("The bridge is closed.", id=IDS[0], of=source("test-240216", title="A seaside gazette"))

    matcher.replace(FactBase(ENTITIES, TOPICS, {IDS[0]: renamed}), [IDS[0]])

    assert matcher.understand("gazette").matches
    assert not matcher.understand("journal").matches


def test_other_names_need_a_new_matcher_and_change_nothing():
    base = changed(FactBase(ENTITIES, TOPICS, {}), {IDS[0]: {"claim": "The bridge is closed."}})
    matcher = Matcher(base, ENGLISH)

    with pytest.raises(ValueError, match="Build a new Matcher"):
        matcher.replace(FactBase({"iraq": ENTITIES["iraq"]}, TOPICS, {}), [IDS[0]])

    assert matcher.understand("bridge").matches


def test_terms_that_cannot_be_read_change_nothing():
    base = changed(FactBase(ENTITIES, TOPICS, {}), {IDS[0]: {"claim": "The bridge is closed."}})
    matcher = Matcher(base, ENGLISH)
    both = {IDS[0]: None, IDS[3]: {"claim": "The harbour is closed."}}

    with pytest.raises(ValueError, match="Expecting"):
        matcher.replace(changed(base, both), [*both], Prepared({IDS[3]: "half a"}))

    assert matcher.understand("bridge").matches
    assert not matcher.understand("gazette").matches
