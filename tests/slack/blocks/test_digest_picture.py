from bot.console.reading import words_of
from bot.domain.assessment import Holdings
from bot.domain.charts import Chart, Series
from bot.domain.digests import (
    AmountPicture,
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
        AmountPicture("fighters", "", None, None, (SKY,)),
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
            "10,000,000–25,000,000 USD, reserves: test-240216.01 (Test Press), test-240216.02 (Test Press)",
            "fighters, no number stated: test-240216.01 (Test Press)",
            "3,000 or more fighters, Iraq: test-240216.01 (Test Press)",
            "up to 10,000 fighters, Syria: test-240216.01 (Test Press)",
            "3 camps, Syria: test-240216.01 (Test Press)",
        ]

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

        assert "25,000,000" not in f"{message.text}{message.blocks}"
