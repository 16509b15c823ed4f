"""Why a fact was found, in words."""

import pytest

from bot.matching import Matcher
from tests.factories import base, cited, entity, source, topic

MATCHER = Matcher(
    base(
        cited(
            "The tower holds 300 to 500 lamps.",
            "In the north stands a tower of many lamps, and 77 bells",
            places=("harbour",),
            topics=("lights",),
            quantities=({"raw": "three to five hundred", "low": 300, "high": 500, "unit": "lamps"},),
            attribution={"chain": ("clerk",), "words": "the old archivist", "how": "paraphrase"},
            when={"event": "2019-03"},
            of=source(title="A gazette of tides"),
        ),
        entities=(
            entity("north", "The North"),
            entity("harbour", "Harbour", broader=("north",)),
            entity("guild", "The Guild", kind="organization"),
            entity("clerk", "Ada Clerk", kind="person", broader=("guild",)),
        ),
        topics=(topic("lights", "lanterns", "beacon fires"),),
    ),
    frozenset(),
)


@pytest.mark.parametrize(
    ("question", "how", "matched"),
    [
        ("harbour", "name", "Harbour"),
        ("north", "narrower", "Harbour (part of The North)"),
        ("guild", "speaker", "Ada Clerk"),
        ("lanterns", "topic", "Lights"),
        ("beacon fires", "topic", "Lights"),
        ("many lamps", "word", "lamps (in the quote)"),
        ("bells", "word", "bells (in the quote)"),
        ("archivist", "word", "archivist (in the speaker)"),
        ("march", "word", "march (in the date)"),
        ("tides", "word", "tides (in the source’s title)"),
        ("400", "number", "three to five hundred"),
        ("77", "number", "77 (in the quote)"),
        ("2019", "number", "2019 (in the date)"),
        ("harbuor", "spelling", "Harbour"),
    ],
)
def test_a_reason_says_what_in_the_fact_was_matched_and_where_it_stands(question, how, matched):
    [match] = MATCHER.understand(question).matches

    assert [(why.how, why.matched) for why in match.why] == [(how, matched)]


def test_the_shares_of_what_was_explained_add_up_to_at_most_all_of_the_question():
    [match] = MATCHER.understand("lanterns in the north 2019").matches

    assert [why.typed for why in match.why] == ["lanterns", "north", "2019"]
    assert 0.7 < sum(why.share for why in match.why) <= 1
