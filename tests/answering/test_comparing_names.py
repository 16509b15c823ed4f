"""Names side by side: which topics, which fact for each, and what is asked back."""

import pytest

from bot.domain.answers import Comparison, NothingKnown, Question, Refusal, Suggestions, UnreadFilter
from tests.factories import base, cited, entity, topic


def about(number, place, *topics, **fields):
    return cited(
        f"Report {number} is on {place} alone.",
        id=f"test-240216.{number:02}",
        places=(place,),
        topics=topics,
        **fields,
    )


@pytest.fixture
def ask(desk_of):
    facts = (
        about(1, "elba", "attacks"),
        about(2, "elba", "attacks", contradicts=("test-240216.03",)),
        about(3, "capri", "attacks", when={"event": "2017"}),
        about(4, "elba", "finance"),
        about(5, "malta", "trade"),
    )
    known = (entity("georgia", "Georgia"), entity("georgia-us", "Georgia"), entity("gozo"))
    desk = desk_of(base(*facts, entities=known, topics=(topic("attacks"), topic("empty"))))
    return lambda text, **asked: desk.reply(Question(text, **asked))


def rows(reply):
    """By topic, for each name: the number of the best fact, how many, how many contradictions."""
    return {
        row.topic: [
            (int(cell.best.cited.fact.id[-2:]) if cell.best else None, cell.facts, cell.contradictions)
            for cell in row.cells
        ]
        for row in reply.rows
    }


def test_topics_that_both_have_facts_on_come_first_and_topics_that_none_has_are_left_out(ask):
    reply = ask("compare elba capri")

    assert reply.names == ("Elba", "Capri")
    assert rows(reply) == {"Attacks": [(1, 2, 1), (3, 1, 1)], "Finance": [(4, 1, 0), (None, 0, 0)]}
    assert [*rows(reply)] == ["Attacks", "Finance"]


@pytest.mark.parametrize(
    "text",
    ["compare elba and capri", "Compare Elba vs. Capri", "compare elba with capri?", "compare elba, capri"],
)
def test_names_may_be_joined_as_people_join_them(ask, text):
    assert ask(text).names == ("Elba", "Capri")


def test_a_topic_that_is_named_is_the_only_row(ask):
    assert [*rows(ask("compare elba and capri on finance"))] == ["Finance"]


def test_three_names_make_three_columns(ask):
    reply = ask("compare elba capri malta")

    assert {len(row.cells) for row in reply.rows} == {3}
    assert reply.total == 3


def test_filters_and_clocks_hold_for_a_comparison(ask):
    since, as_of = ask("compare elba capri since:2020"), ask("compare elba capri as of 2020")

    assert rows(since)["Attacks"] == [(1, 2, 1), (None, 0, 0)]
    assert since.narrowed.filters == ("since 2020",)
    assert rows(as_of) == {"Attacks": [(None, 0, 0), (3, 1, 1)]}


@pytest.mark.parametrize(
    "text", ["compare elba", "compare elba elba", "compare", "compare elba capri malta gozo x"]
)
def test_fewer_than_two_names_or_a_word_that_is_none_is_no_comparison(ask, text):
    assert not isinstance(ask(text), Comparison)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("compare elba", "not 1. Write it like this"),
        ("compare elba capri qwertzuiop", "“qwertzuiop” is neither a name nor a topic"),
        ("compare elba and capri on reports", "“reports” is neither a name nor a topic"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(ask, text, said):
    reply = ask(text)

    assert isinstance(reply, Refusal)
    assert said in reply.sentence


def test_a_name_of_two_is_asked_back_and_the_choice_compares(ask):
    asked = ask("compare elba georgia")

    assert isinstance(asked, Suggestions)
    assert asked.is_ambiguous
    assert ask("compare elba georgia", chosen="georgia-us").names == ("Elba", "Georgia")


def test_a_filter_that_is_unclear_is_asked_back(ask):
    assert isinstance(ask("compare elba capri place:elbaa"), UnreadFilter)


def test_names_without_facts_are_nothing_with_what_is_near(ask):
    reply = ask("compare gozo georgia", chosen="georgia")

    assert isinstance(reply, NothingKnown)
    assert [reading.name for reading in reply.missing] == ["Gozo", "Georgia"]


def test_eight_topics_make_a_page_and_more_follow(desk_of):
    facts = [about(n, place, f"topic-{n}") for n in range(10, 20) for place in ("elba",)]
    desk = desk_of(base(*facts, about(50, "capri", "topic-10")))

    first, second = (desk.reply(Question("compare elba capri", page)) for page in (1, 2))

    assert (len(first.rows), first.remaining) == (8, 2)
    assert (len(second.rows), second.first, second.remaining) == (2, 9, 0)
    assert desk.reply(Question("compare elba capri", 99)) == second


def test_a_comparison_cites_or_is_none():
    with pytest.raises(ValueError, match="without a fact"):
        Comparison(Question("x"), ("a", "b"), (), 1, 0)
