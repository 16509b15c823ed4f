import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.block_rules import broken_rules
from bot.domain.charts import Chart, Series
from bot.slack.blocks.charts import ALT_LIMIT, chart_block, chart_in, image_block, in_words, is_chart
from bot.slack.blocks.text import section

WEEKS = Chart("bars", "New facts a week", ("4 Nov", "11 Nov"), (Series("finance", (2, 3)),), "weeks")
LINES = (Series("lowest stated", (10.5, 8)), Series("highest stated", (25, 20)))
RESERVES = Chart("lines", "Reserves", ("2024", "January 2025"), LINES, "dates", "USD")

words = st.text(min_size=1, max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def charts(draw):
    labels = draw(st.lists(words, min_size=1, max_size=20, unique=True))
    names = draw(st.lists(words, min_size=1, max_size=6, unique=True))
    values = st.tuples(*[numbers] * len(labels))
    return Chart(
        kind=draw(st.sampled_from(["bars", "lines"])),
        title=draw(st.text(min_size=1, max_size=50)),
        labels=tuple(labels),
        series=tuple(Series(name, draw(values)) for name in names),
        over=draw(st.text(min_size=1, max_size=50)),
        unit=draw(st.text(max_size=50)),
    )


@pytest.mark.parametrize("chart", [WEEKS, RESERVES])
def test_a_chart_is_a_block_that_slack_takes(chart):
    assert list(broken_rules([chart_block(chart)])) == []
    assert is_chart(chart_block(chart))


@settings(max_examples=40)
@given(charts())
def test_a_chart_is_read_back_from_its_block_alone(chart):
    block = chart_block(chart)

    assert chart_in(block) == chart
    assert list(broken_rules([block])) == []


@settings(max_examples=40)
@given(charts())
def test_whatever_it_shows_its_words_are_valid_and_short(chart):
    [block] = in_words([chart_block(chart)])

    assert list(broken_rules([block])) == []
    assert len(block["elements"][0]["text"]) <= ALT_LIMIT


def test_its_words_stand_in_its_place_as_plain_text():
    before, after = section("before"), section("after")

    assert in_words([before, chart_block(WEEKS), after]) == [
        before,
        {"type": "context", "elements": [{"type": "plain_text", "text": WEEKS.alt, "emoji": False}]},
        after,
    ]


def test_an_image_carries_what_it_shows_in_words():
    image = image_block(RESERVES, "F1")

    assert image["alt_text"] == RESERVES.alt
    assert image["title"]["text"] == "Reserves"
    assert list(broken_rules([image])) == []
