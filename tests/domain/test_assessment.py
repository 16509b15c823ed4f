from datetime import date

import pytest

from bot.domain.assessment import (
    age_in_words,
    day_in_words,
    edtf_in_words,
    is_old,
    summarize_sources,
)
from tests.factories import cited, source

PUBLISHED = date(2024, 2, 16)


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (date(2024, 2, 15), "today"),
        (date(2024, 2, 16), "today"),
        (date(2024, 2, 17), "1 day old"),
        (date(2024, 4, 15), "59 days old"),
        (date(2024, 4, 16), "2 months old"),
        (date(2026, 11, 15), "32 months old"),
        (date(2026, 11, 24), "33 months old"),
    ],
)
def test_an_age_is_said_in_days_then_in_whole_months(today, age):
    assert age_in_words(PUBLISHED, today) == age


def test_a_document_is_old_from_its_first_birthday():
    assert not is_old(PUBLISHED, date(2025, 2, 15))
    assert is_old(PUBLISHED, date(2025, 2, 16))


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-01", "January 2024"),
        ("2024-02-16", "16 February 2024"),
        ("2017", "2017"),
        ("2014~", "about 2014"),
        ("2014?", "perhaps 2014"),
        ("2023-11/..", "since November 2023"),
        ("../2017", "until 2017"),
        ("2017/2024", "2017 to 2024"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(edtf, words):
    assert edtf_in_words(edtf) == words


def test_a_day_is_written_so_that_nobody_mistakes_day_and_month():
    assert day_in_words(date(2024, 2, 3)) == "3 Feb 2024"


def test_two_articles_that_quote_one_official_are_one_origin():
    official = {"chain": ("the minister", "test-press"), "how": "paraphrase"}
    first = cited("The bridge is closed to all.", attribution=official)
    second = cited(
        "The bridge is closed to cars.", id="other-240217.01", of=source("other-240217"), attribution=official
    )

    summary = summarize_sources([first, second], frozenset())

    assert summary.origins == 1
    assert [one.id for one in summary.sources] == ["other-240217", "test-240216"] or len(summary.sources) == 2
