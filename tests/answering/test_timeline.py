"""Facts by the date that they are about."""

import pytest

from bot.domain.answers import NothingKnown, Question, Timeline
from tests.factories import base, cited, source


def about(number, of=None, **when):
    return cited(
        f"Bridge {number} of Elba is closed.",
        id=f"{of.id if of else 'test-240216'}.{number:02}",
        of=of,
        places=("elba",),
        when=when,
    )


OLD = source("wire-200101", published="2020-01-01")
FACTS = (
    about(1, event="2017", said="2024"),
    about(2, as_of="2023-11/.."),
    about(3, event="../2015"),
    about(4),
    about(5, said="2022-06-01"),
    about(6, of=OLD),
)


@pytest.fixture
def ask(desk_of):
    desk = desk_of(base(*FACTS))
    return lambda text, page=1: desk.reply(Question(text, page))


def test_the_oldest_comes_first_each_under_the_best_date_it_has(ask):
    assert [(each.date, each.by, each.year) for each in ask("timeline elba").facts] == [
        ("../2015", "event", 2015),
        ("2017", "event", 2017),
        ("2020-01-01", "published", 2020),
        ("2022-06-01", "said", 2022),
        ("2023-11/..", "as_of", 2023),
        ("2024-02-16", "published", 2024),
    ]


@pytest.mark.parametrize(
    "text", ["timeline of elba", "Timeline elba bridge", "timeline", "timeline place:elba"]
)
def test_a_timeline_is_asked_for_in_a_few_ways(ask, text):
    assert ask(text).total == 6


def test_filters_and_clocks_hold_for_a_timeline(ask):
    since = ask("timeline elba since:2021")

    assert [each.date for each in since.facts] == ["2022-06-01", "2023-11/..", "2024-02-16"]
    assert since.narrowed.outside == 3
    assert [each.date for each in ask("timeline elba as of 2016").facts] == ["../2015"]


def test_eight_facts_make_a_page(desk_of):
    desk = desk_of(base(*(about(n, event=f"{2000 + n}") for n in range(10, 22))))

    first, last = (desk.reply(Question("timeline elba", page)) for page in (1, 99))

    assert (len(first.facts), first.remaining) == (8, 4)
    assert [each.shown.number for each in last.facts] == [9, 10, 11, 12]
    assert last.question.page == 2


def test_what_nothing_is_found_for_is_nothing(ask):
    assert isinstance(ask("timeline iran"), NothingKnown)


def test_a_word_that_only_sounds_like_a_timeline_is_a_question(ask):
    assert not isinstance(ask("timelines elba"), Timeline)


def test_a_timeline_cites_or_is_none():
    with pytest.raises(ValueError, match="without a fact"):
        Timeline(Question("x"), "x", (), (), 0)
