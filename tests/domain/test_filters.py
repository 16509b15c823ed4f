"""Filters: what is taken out of a question, what is left as it is, and what explains itself."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clocks import as_edtf
from bot.domain.edtf import DateRange
from bot.domain.filters import NAMING, NO_FILTERS, Filters, read_filters


def day(text):
    return DateRange(date.fromisoformat(text), date.fromisoformat(text))


YEAR_2023 = DateRange(date(2023, 1, 1), date(2023, 12, 31))
JANUARY = DateRange(date(2024, 1, 1), date(2024, 1, 31))


@pytest.mark.parametrize(
    ("text", "rest", "filters"),
    [
        ("isis place:kabul", "isis", Filters(place=("kabul",))),
        ("place:kabul", "", Filters(place=("kabul",))),
        ("PLACE:Kabul isis", "isis", Filters(place=("Kabul",))),
        ("place: kabul isis", "isis", Filters(place=("kabul",))),
        ('isis place:"west africa" money', "isis money", Filters(place=("west africa",))),
        ("isis place:“west africa”", "isis", Filters(place=("west africa",))),
        ('isis place:"west africa', "isis", Filters(place=("west africa",))),
        ("place:kabul place:herat", "", Filters(place=("kabul", "herat"))),
        ("topic:attacks,finance isis", "isis", Filters(topic=("attacks", "finance"))),
        ("actor:isis, growing?", "growing?", Filters(actor=("isis",))),
        ("source:afintl-240216 isis", "isis", Filters(source=("afintl-240216",))),
        ("isis since:2023", "isis", Filters(since=YEAR_2023)),
        ("isis until:2024-01", "isis", Filters(until=JANUARY)),
        ('isis since:"5 Jan 2024"', "isis", Filters(since=day("2024-01-05"))),
        ("credibility:2 isis", "isis", Filters(credibility=2)),
        ("credibility:1 credibility:3", "", Filters(credibility=3)),
        ("since:2024-01 since:2023", "", Filters(since=YEAR_2023)),
        ("until:2023 until:2024-01", "", Filters(until=JANUARY)),
        ("since 2024-01 isis", "isis", Filters(since=JANUARY)),
        ("isis since 2024-01", "isis", Filters(since=JANUARY)),
        ("isis since January 2024 in kabul", "isis in kabul", Filters(since=JANUARY)),
        ("isis until 2023", "isis", Filters(until=YEAR_2023)),
        ("isis before 2023", "isis", Filters(until=day("2022-12-31"))),
        ("isis after 2023?", "isis ?", Filters(since=day("2024-01-01"))),
        ("place:kabul as-of:2024-01 isis", "isis as of 2024-01", Filters(place=("kabul",))),
        ("isis as_of:2024 finance", "isis finance as of 2024", NO_FILTERS),
    ],
)
def test_a_filter_is_taken_out_of_the_question_wherever_it_stands(text, rest, filters):
    assert read_filters(text) == (rest, filters)


@pytest.mark.parametrize(
    "text",
    [
        "is ISIS getting richer?",
        "isis 2017",
        "https://example.org/place:kabul",
        "what happened at 09:30",
        "re: the attacks",
        "re:attacks",
        "Breaking: ISIS grows",
        "mailto:ana@example.org",
        '"since 2024" isis',
        '"place:kabul"',
        "since the war",
        "since last month",
        "after 2500 fighters fled",
        "before 3000 men",
        "std::vector",
        ":fire: kabul",
        "isis:",
        "isis  two spaces",
        "placekabul",
        "http:",
    ],
)
def test_what_is_no_filter_is_left_as_it_is(text):
    assert read_filters(text) == (text, NO_FILTERS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plase:kabul", "Did you mean place:kabul?"),
        ("Topics:finance", "Did you mean topic:finance?"),
        ("asof:2024", "Did you mean as-of:2024?"),
        ("foo:bar", "place:, actor:, topic:, source:, since:, until:, as-of: and credibility:"),
        ("isis place:", "place:kabul"),
        ("isis place:,", "place:kabul"),
        ("since:", "since:2024-01"),
        ("since:2024-13", "no date that I can read"),
        ("since 2024-13", "no date that I can read"),
        ("since:yesterday", "no date that I can read"),
        ("until:2023-11/..", "no date that I can read"),
        ("as-of:soon isis", "no date that I can read"),
        ("credibility:6", "6 says that nobody could judge"),
        ("credibility:0", "none of 1 to 5"),
        ("credibility:good", "none of 1 to 5"),
        ("credibility:٢", "none of 1 to 5"),
        ("since:2024 until:2023", "Nothing is both since 2024 and until 2023."),
        ("before 0001-01-01", "no day before 0001-01-01"),
        ("after 9999-12-31", "no day after 9999-12-31"),
    ],
)
def test_what_is_meant_as_a_filter_and_is_none_explains_itself(text, said):
    assert said in read_filters(text)


names = st.text(st.characters(exclude_characters='"“”„«»', categories=("L", "N", "P", "Zs")), min_size=1)
values = names.map(lambda each: " ".join(each.split()).strip(" ,;.?!)")).filter(bool)
periods = st.one_of(st.just(YEAR_2023), st.just(JANUARY), st.just(day("2024-01-05")))
filters = st.builds(
    Filters,
    **{kind: st.lists(values, max_size=2, unique=True).map(tuple) for kind in NAMING},
    since=st.one_of(st.none(), periods),
    until=st.one_of(st.none(), st.just(day("2024-02-01"))),
    credibility=st.one_of(st.none(), st.integers(1, 5)),
)


@given(st.sampled_from(["", "isis", "is ISIS getting richer"]), filters)
def test_filters_are_read_as_they_are_written(rest, made):
    assert read_filters(f"{rest} {made.typed}".strip()) == (rest, made)


pieces = st.sampled_from(
    [*('place:"a', "since:", "“", '"', "»", ",", "foo:", ":", "as-of:2024", "before 2023", "since  2"), "a b"]
)


@given(st.one_of(st.text(max_size=80), st.lists(pieces, max_size=30).map(" ".join)))
def test_any_text_is_read_or_explained(text):
    read = read_filters(text)

    assert isinstance(read, str) or isinstance(read[1], Filters)


@given(st.text(st.characters(exclude_characters=":"), max_size=80))
def test_without_a_colon_or_a_date_nothing_is_taken_out(text):
    read = read_filters(text)

    assert read == (text, NO_FILTERS) or isinstance(read, str) or read[1].since or read[1].until


@pytest.mark.parametrize(
    "piece",
    ['"', "“", "place:", 'place:"', "since ", "since 2024-", "a:", "foo:bar", "(", " ", "before 2023 "],
)
def test_a_hostile_question_is_read_in_no_time(piece):
    text = (piece * 500)[:500]

    started_s = perf_counter()
    read_filters(text)

    assert perf_counter() - started_s < 0.05


def test_a_period_is_written_as_short_as_it_was_typed():
    assert [as_edtf(each) for each in (YEAR_2023, JANUARY, day("2024-01-05"))] == [
        "2023",
        "2024-01",
        "2024-01-05",
    ]
