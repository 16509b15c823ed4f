"""Facts of which everything is hostile or as long as may be, and what Slack's own rules say of blocks."""

from datetime import date
from typing import get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bot.console.block_rules import text_length
from bot.domain import CitedFact, Fact, Passage, Reason
from bot.domain.answers import Dissent, ShownFact, Since, Voice
from bot.domain.handling import Tlp
from tests.factories import doubt, source, standing, verification
from tests.slack.blocks.judging import barriers, problems

TEXT_LIMIT = 40_000
DAY = date(2026, 9, 30)

MARKUP = ["<!channel>", "<@U0000000ANA>", "&lt;", "&", "*bold*", "```", "|", ">"]
SCRIPTS = ["\u202egnirts", "داعش", "👩\u200d👩\u200d👧", "‘quote’"]
hostile = st.sampled_from([*MARKUP, *SCRIPTS])
printable = st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs")), max_size=60)


def text(least=1, most=120):
    pieces = st.lists(st.one_of(printable, hostile), min_size=1, max_size=8)
    return st.builds(
        lambda parts, filler, length: (
            ("".join(parts) + filler * length)[: max(most, least)].strip().ljust(least, "x")
        ),
        pieces,
        st.sampled_from(["x", "&", "<", "ب", "👩"]),
        st.sampled_from([0, 1, most]),
    )


sources = st.builds(
    lambda letter, publisher, title, url, tlp: source(
        f"test-240216{letter}", publisher=publisher, title=title, url=url, tlp=tlp
    ),
    st.sampled_from("abcdefgh"),
    text(most=120),
    text(most=300),
    st.sampled_from([None, "https://example.org/a?b=1&c=2|d", f"https://example.org/{'a' * 1900}"]),
    st.sampled_from(get_args(Tlp)),
)
voices = st.builds(
    Voice,
    speaker=text(),
    citing=st.lists(text(), max_size=8).map(tuple),
    how=st.sampled_from(["direct", "paraphrase", "carried", "presupposed", "own-voice"]),
    inferred_from=st.one_of(st.just(""), text()),
)
dissents = st.builds(
    Dissent,
    how=st.sampled_from(["contradicted by", "qualified by", "qualifies", "corroborated by", "superseded by"]),
    fact_id=st.integers(1, 60).map(lambda number: f"test-240216.{number:02}"),
    claim=text(12, 300),
    speaker=text(),
)


standings = st.one_of(
    st.none(),
    st.builds(
        lambda by, why, count: standing(
            verification=verification(by, DAY), disputes=(doubt(why, by),) * count
        ),
        text(),
        text(most=500),
        st.integers(0, 3),
    ),
)


@st.composite
def shown_facts(draw, number):
    """A fact with up to 40 quotes, and 300 that bear on it: a few, again and again, are drawn faster."""
    quotes = draw(st.lists(text(3, 1000), min_size=1, max_size=4)) * draw(st.sampled_from([1, 10]))
    bearing = draw(st.lists(dissents, max_size=5)) * draw(st.sampled_from([1, 60]))
    fact = Fact.model_validate(
        {
            "id": f"test-240216.{number:02}",
            "claim": draw(text(12, 300)),
            "quotes": [{"exact": quote} for quote in quotes],
            "attribution": {"chain": ["somebody there"], "how": "own-voice"},
            "stance": draw(st.sampled_from(["asserted", "hedged", "denied"])),
            "hedges": draw(st.lists(text(), max_size=5)),
            "when": {"event": draw(st.sampled_from([None, "2017", "2023-11/.."]))},
        }
    )
    passages = tuple(Passage(quote, 0, len(quote)) for quote in quotes)
    reasons = st.builds(
        Reason, text(), st.sampled_from(["narrower", "name", "word"]), text(), st.floats(0, 1)
    )
    return ShownFact(
        number=number,
        cited=CitedFact(fact, draw(sources), passages),
        voice=draw(voices),
        dissent=tuple(bearing),
        confidence=0.5,
        why=tuple(draw(st.lists(reasons, max_size=5))),
        standing=draw(standings),
        origins=draw(st.integers(0, 3)),
        is_published_later=draw(st.booleans()),
        since=draw(st.sampled_from([None, Since("retracted", DAY)])),
    )


def assert_slack_takes(text, blocks):
    message = {"text": text, "blocks": [*blocks]}
    assert list(problems(message)) == []
    assert list(barriers(message)) == []
    assert text_length(message["blocks"]) <= 12_000 - 125 * len(message["blocks"])
    assert 0 < len(text) <= TEXT_LIMIT


# Deeper runs are those of bench/fuzz.py.
bounded = settings(
    max_examples=24, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def largest(number):
    """A fact of which everything is as long as the model lets it be, and doubles when escaped."""
    fact = Fact.model_validate(
        {
            "id": f"test-240216.{number:02}",
            "claim": "&" * 300,
            "quotes": [{"exact": "&" * 1000}] * 40,
            "attribution": {"chain": ["&" * 120] * 8, "how": "paraphrase"},
            "stance": "hedged",
            "hedges": ["&" * 500] * 9,
            "note": "&" * 1000,
            "when": {"event": "2017", "derived": "&" * 200},
            "quantities": [{"raw": "&" * 120, "unit": "&" * 40, "scope": "&" * 200, "low": 1e6}] * 9,
        }
    )
    from_there = source(
        title="&" * 300, publisher="&" * 120, url=f"https://example.org/{'&' * 280}", tlp="RED"
    )
    return ShownFact(
        number=number,
        cited=CitedFact(fact, from_there, (Passage("&" * 1000, 0, 1000),) * 40),
        voice=Voice("&" * 120, ("&" * 120,) * 7, "paraphrase", "&" * 120),
        dissent=(Dissent("contradicted by", "test-240216.99", "&" * 300, "&" * 120),) * 30,
        confidence=1.0,
        why=(Reason("&" * 500, "narrower", "&" * 500, 0.1),) * 9,
        standing=standing(
            verification=verification("&" * 80, DAY), disputes=(doubt("&" * 500, "&" * 80),) * 99
        ),
        origins=999,
        is_published_later=True,
        since=Since("retracted", DAY),
    )
