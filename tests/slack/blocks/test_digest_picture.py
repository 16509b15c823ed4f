from datetime import date

import pytest

from bot.console.reading import words_of
from bot.domain.assessment import Holdings
from bot.domain.charts import Chart, Series
from bot.domain.digests import (
    AmountPicture,
    Contradiction,
    DueForReview,
    Further,
    Picture,
    TopicPicture,
)
from bot.slack.blocks.digest import draw_digest
from tests.slack.blocks.digests import (
    RIVER,
    SKY,
    blocks_of,
    corrected_later,
    digest,
    with_sources,
)


def pictured():
    topics = (TopicPicture("Weather", (SKY, RIVER), 7), TopicPicture("Nothing left to show", (), 2))
    amounts = (
        AmountPicture("USD", "reserves", 1e7, 2.5e7, (SKY, RIVER)),
        AmountPicture("fighters", "Libya", None, None, (SKY,)),
        AmountPicture("fighters", "Iraq", 3000, None, (SKY,)),
        AmountPicture("fighters", "Syria", None, 10000, (SKY,)),
        AmountPicture("camps", "Syria", 3, 3, (SKY,)),
    )
    chart = Chart("bars", "New facts a week", ("1 Mar", "8 Mar"), (Series("finance", (1, 5)),), "weeks")
    made = digest("summary", picture=Picture(topics, amounts), charts=(chart,))
    return with_sources(made, SKY, RIVER)


class TestSummary:
    def test_it_shows_the_best_facts_by_topic_and_how_many_there_are(self):
        [part] = draw_digest(pictured())

        said = words_of(blocks_of(part))
        assert "26 facts · 2 of them here · all from Test Press" in said
        assert "Weather · 2 of 7\n1. The sky over Kabul was clear." in said

    def test_it_shows_amounts_with_their_ranges_and_whose_they_are(self):
        [part] = draw_digest(pictured())

        said = words_of(blocks_of(part)).split("\n")
        assert said[said.index("Amounts") + 1 :][:5] == [
            "10–25 million USD, reserves: test-240216.01 (Test Press), test-240216.02 (Test Press)",
            "fighters, no number stated, Libya: test-240216.01 (Test Press)",
            "3,000 or more fighters, Iraq: test-240216.01 (Test Press)",
            "up to 10,000 fighters, Syria: test-240216.01 (Test Press)",
            "3 camps, Syria: test-240216.01 (Test Press)",
        ]

    @pytest.mark.parametrize(
        ("low", "high", "said"),
        [
            (1.25e9, 1.25e9, "1.25 billion"),
            (5e5, 2.5e7, "500,000–25,000,000"),
            (1.1e6, 1.1234567e6, "1,100,000–1,123,456.7"),
            (2e6, None, "2 million or more"),
            (None, 3e12, "up to 3 trillion"),
        ],
    )
    def test_large_amounts_are_said_in_words_where_these_are_exact(self, low, high, said):
        amounts = (AmountPicture("USD", "reserves", low, high, (SKY,)),)

        [part] = draw_digest(digest("summary", picture=Picture((), amounts)))

        assert f"{said} USD, reserves: " in words_of(blocks_of(part))

    def test_of_what_a_summary_shows_only_some_of_it_says_how_many_there_are_and_where(self):
        due = (DueForReview("test-240216.70", "The sky was blue.", "Ben", date(2025, 2, 3)),)
        told = {"disputed": (SKY,), "contradicting": (Contradiction("", (SKY, RIVER)),), "due": due}

        [part] = draw_digest(digest("summary", further=Further(3, 955, 9), picture=Picture((), ()), **told))

        said = words_of(blocks_of(part))
        assert "4 disputed, 956 contradictions, 10 due for review" in said
        assert {"Disputed · 1 of 4", "Contradicting · 1 of 956", "Due for review · 1 of 10"} <= {
            *said.split("\n")
        }
        assert "What is not listed here is said with its fact: ask for a name or a topic." in said

    def test_runs_that_were_missed_are_told_there_too(self):
        [part] = draw_digest(digest("summary", missed=2, picture=Picture((), ())))

        assert "Wed 4 Mar 09:00, Kabul · 2 runs had been missed · 26 facts" in words_of(blocks_of(part))

    def test_a_chart_is_said_in_the_text_too(self):
        [part] = draw_digest(pictured())

        assert part.blocks[-2]["type"] == "data_visualization"
        assert "New facts a week: weeks. finance: 6, most 5 (8 Mar)." in part.text

    def test_an_empty_base_says_so(self):
        [part] = draw_digest(digest("summary", picture=Picture((), ()), holdings=Holdings(0, None)))

        assert "Kabul · no facts yet" in words_of(blocks_of(part))

    def test_an_amount_falls_with_a_fact_that_it_rests_on(self):
        [part] = draw_digest(pictured())

        message = corrected_later(part, "test-240216.02")

        assert "25 million" not in f"{message.text}{message.blocks}"
