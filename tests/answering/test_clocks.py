from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.answers import (
    BeforeLedger,
    Help,
    NothingKnown,
    Question,
    Refusal,
    Since,
    Suggestions,
)
from tests.factories import base, cited, doubt, entity, source, standing

DAY = date(2026, 11, 1)


def about_elba(number, published="2024-02-16", **when):
    of = source(f"test-{published.replace('-', '')[2:]}", published=published)
    return cited(
        f"Bridge {number} of Elba is closed.", id=f"{of.id}.{number:02}", of=of, places=("elba",), when=when
    )


def numbers(reply):
    return sorted(int(shown.cited.fact.id[-2:]) for shown in reply.shown)


@pytest.fixture
def elba(desk_of):
    return desk_of(
        base(
            about_elba(1, event="2017"),
            about_elba(2, as_of="2023-11/.."),
            about_elba(3, event="../2015"),
            about_elba(4),
            about_elba(5, published="2020-05-05"),
            about_elba(6, said="2017"),
        )
    )


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("elba as of 2016", [3]),
        ("elba as of 2017", [1, 3]),
        ("elba as of June 2020", [1, 3, 5]),
        ("elba as of 2023-11", [1, 2, 3, 5]),
        ("elba as of 15 Feb 2024", [1, 2, 3, 5]),
    ],
)
def test_as_of_a_time_what_had_begun_by_then_is_kept(elba, asked, held):
    assert numbers(elba.reply(Question(asked))) == held


def test_what_was_published_after_the_time_asked_about_is_marked(elba):
    shown = elba.reply(Question("elba as of 2020")).shown

    assert {one.cited.source.published.year: one.is_published_later for one in shown} == {
        2024: True,
        2020: False,
    }


def test_the_question_keeps_its_clock_for_the_next_page_and_the_head_says_it(elba):
    reply = elba.reply(Question("elba as of 2024-03"))

    assert reply.question.text == "elba as of 2024-03"
    assert reply.remaining == 1
    assert reply.moment.clocks.typed == "as of 2024-03"


def test_where_all_there_is_came_later_that_is_said_and_can_be_asked_for(desk_of):
    reply = desk_of(base(about_elba(1), about_elba(2))).reply(Question("elba as of 1999"))

    assert isinstance(reply, NothingKnown)
    assert reply.later == 2
    assert [lead.asks for lead in reply.near] == ["elba"]


def test_names_near_a_question_are_asked_for_by_the_same_clock(elba):
    reply = elba.reply(Question("weather elba as of 2020"))

    assert [lead.asks for lead in reply.near] == ["Elba as of 2020"]


def test_a_choice_between_names_keeps_the_clock(desk_of):
    two = (entity("georgia", "Georgia"), entity("georgia-us", "Georgia"))
    facts = [cited(f"Attacks in {place} fell.", places=(place,)) for place in ("georgia", "georgia-us")]

    reply = desk_of(base(*facts, entities=two)).reply(Question("georgia as of 2025"))

    assert isinstance(reply, Suggestions)
    assert (reply.typed, reply.question.text) == ("georgia", "georgia as of 2025")


def test_facts_about_the_whole_question_are_counted_anew(desk_of):
    both = cited("Elba and Capri are islands.", places=("elba", "capri"))
    desk = desk_of(base(both, about_elba(1, event="2017")))

    assert desk.reply(Question("elba capri")).complete == 1
    assert desk.reply(Question("elba capri as of 2017")).complete == 0


def test_a_program_is_answered_by_the_worlds_clock_too(elba):
    assert len(elba.understand("elba as of 2016").matches) == 1
    assert len(elba.understand("elba").matches) == 6


@pytest.mark.parametrize("asked", ["elba as of 2024-13", "elba known on 2026"])
def test_a_date_that_is_none_is_refused_with_a_sentence(elba, asked):
    assert isinstance(elba.reply(Question(asked)), Refusal)


def test_a_clock_without_a_question_gets_help(elba):
    assert isinstance(elba.reply(Question("as of 2024")), Help)


def test_without_a_ledger_no_past_day_is_known(elba):
    assert "footnote sync" in elba.reply(Question("elba known on 2026-11-01")).sentence


def test_a_day_that_is_not_over_is_answered_from_what_is_known_now(desk_of):
    reply = desk_of(replace(base(about_elba(1)), head=3)).reply(Question("elba known on 2030-01-01"))

    assert reply.moment.state_on is None
    assert reply.moment.clocks.known_on == date(2030, 1, 1)


def test_before_the_ledger_began_nothing_was_known(desk_of):
    desk = desk_of(replace(base(), known_on=DAY))

    assert desk.reply(Question("elba known on 2026-11-01")) == BeforeLedger(DAY, None)


def test_a_past_day_says_what_has_become_of_its_facts_by_now(desk_of):
    gone, changed, same = about_elba(1), about_elba(2), about_elba(3)
    ids = [each.fact.id for each in (gone, changed, same)]
    then = replace(
        base(gone, changed, same), standings={fact_id: standing() for fact_id in ids}, head=3, known_on=DAY
    )
    revised = standing("b" * 64, revised_at=datetime(2026, 11, 9, tzinfo=UTC))
    now = replace(
        base(changed, same),
        standings={ids[1]: revised, ids[2]: standing()},
        withdrawn={ids[0]: standing(retraction=doubt("misread"))},
        head=8,
    )
    reply = desk_of(then).looking_from(now).reply(Question("elba known on 2026-11-01"))

    assert {shown.cited.fact.id: shown.since for shown in reply.shown} == {
        ids[0]: Since("retracted", date(2026, 3, 3)),
        ids[1]: Since("revised", date(2026, 11, 9)),
        ids[2]: None,
    }
    assert (reply.moment.state_on, reply.head) == (DAY, 8)
