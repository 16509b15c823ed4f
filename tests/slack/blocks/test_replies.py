from datetime import date

import pytest

from bot.console.reading import words_of
from bot.domain import FactBase
from bot.domain.answers import Question
from bot.slack.blocks.replies import draw_reply
from tests.factories import base, cited, entity, source, topic

TODAY = date(2026, 11, 24)


@pytest.fixture
def drawn(desk_of):
    """Ask a made-up base and read the reply as a person does."""

    def ask(question, *facts, **names):
        reply = desk_of(base(*facts, **names)).reply(Question(question))
        return words_of(draw_reply(reply, TODAY, "/threat").blocks)

    return ask


def test_a_page_from_one_document_names_it_once_in_the_head(drawn):
    words = drawn("elba", *(cited(f"Bridge number {n} is closed.", places=("elba",)) for n in range(3)))

    assert words.count("16 Feb 2024") == 1
    assert "all from Test Press" in words


def test_facts_of_several_documents_each_carry_their_own(drawn):
    older = source("test-230101", publisher="Old Press", published=date(2023, 1, 1), reliability="B")
    words = drawn(
        "elba",
        cited("The bridge is closed.", places=("elba",)),
        cited("The bridge is open.", places=("elba",), id="test-230101.01", of=older, credibility=2),
    )

    assert "from 2 documents" in words
    assert "source usually reliable (B), claim probably true (2), not verified" in words
    assert "source and claim not yet judged, not verified" in words


def test_a_part_of_what_was_asked_for_is_marked_as_one(drawn):
    words = drawn(
        "elba",
        cited("The bridge is closed.", places=("porto",)),
        entities=(entity("elba", "Elba"), entity("porto", "Porto", broader=("elba",))),
    )

    assert "about Porto (part of Elba)" in words


def test_a_fact_about_one_of_two_names_says_so_and_the_head_counts_those_about_both(drawn):
    words = drawn(
        "elba capri",
        cited("Elba and Capri are islands.", places=("elba", "capri")),
        cited("The bridge of Elba is closed.", places=("elba",)),
    )

    assert "1 about all of it" in words
    assert "about Elba only" in words


def test_what_has_facts_apart_and_none_together_is_said_so(drawn):
    words = drawn(
        "fishing elba",
        cited("The bridge is closed.", places=("elba",), topics=("traffic",)),
        cited("The boats are out.", places=("capri",), topics=("fishing",)),
        topics=(topic("fishing", "fishing"), topic("traffic")),
    )

    assert words.startswith("Nothing on “fishing” · Elba together. There are facts on each")
    assert "Elba · 1 fact" in words


def test_one_fact_asked_for_by_its_id_comes_with_the_curators_notes(drawn):
    noted = cited(
        "The fleet has 40 ships.",
        id="test-240216.81",
        of=source(descriptor="A secondary report."),
        note="The paper counts boats, too.",
        when={"as_of": "2024-01", "derived": "“last month”, from 16 February 2024"},
        quantities=({"raw": "40 ships", "low": 40, "high": 40, "unit": "ships", "scope": "the whole fleet"},),
    )
    words = drawn("about test-240216.81", noted)

    for said in (
        "counts boats",
        "“last month”",
        "“40 ships”: 40 ships, the whole fleet",
        "A secondary report.",
    ):
        assert said in words


def test_hedges_denials_and_handling_are_said(drawn):
    hedged = cited(
        "Elba may be closed.", places=("elba",), stance="hedged", hedges=("reportedly",), tlp="AMBER"
    )
    denied = cited("Elba is closed.", places=("elba",), stance="denied")
    words = drawn("elba", hedged, denied)

    assert "hedged: “reportedly”" in words
    assert "Denied: Elba is closed." in words
    assert "TLP:AMBER" in words


def test_an_answer_says_how_much_an_error_keeps_out(desk_of):
    served = cited("The bridge is closed.", places=("elba",))
    whole = base(served)
    partial = FactBase(whole.entities, whole.topics, whole.facts, {"test-240216.99": "wrong"})

    words = words_of(draw_reply(desk_of(partial).reply(Question("elba")), TODAY, "/threat").blocks)

    assert "1 kept out of the base by an error" in words


def test_silence_says_how_much_an_error_keeps_out(desk_of):
    partial = FactBase(entities={}, topics={}, facts={}, left_out={"test-240216.01": "wrong"})
    reply = desk_of(partial).reply(Question("elba"))

    assert "1 kept out by an error" in words_of(draw_reply(reply, TODAY, "/threat").blocks)


def test_beside_a_filter_what_the_whole_base_holds_is_said_to_be_that(drawn):
    facts = (cited("The bridge is closed.", places=("elba",)),)

    assert "In the whole base: " in drawn("umbrellas place:elba", *facts)
    assert "In the whole base" not in drawn("umbrellas", *facts)
