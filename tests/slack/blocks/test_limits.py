"""Whatever a base holds, what is drawn keeps to Slack's limits; the local Slack's own rules judge it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.desk import LISTED_SOURCES
from bot.console.block_rules import broken_rules, text_length
from bot.console.leaks import leaks
from bot.console.replies import Reply
from bot.domain import CitedFact, DateRange, Fact, Lead, Passage, Reading, Reason
from bot.domain.answers import (
    Answer,
    Away,
    BeforeLedger,
    Dissent,
    Help,
    Moment,
    NothingKnown,
    Question,
    Refusal,
    ShownFact,
    Since,
    SourceList,
    Suggestions,
    TooLong,
    UnknownFact,
    Voice,
    Withdrawn,
)
from bot.domain.assessment import Holdings, SourceSummary
from bot.domain.clocks import Clocks
from bot.slack.blocks.answer import answer_blocks, answer_text
from bot.slack.blocks.replies import draw_reply
from tests.factories import doubt, source, standing, verification

HELD = Holdings(999_999, date(2024, 2, 16), left_out=999_999)
TODAY = date(2026, 11, 24)
TEXT_LIMIT = 40_000
DAY = date(2026, 9, 30)
MOMENT = Moment(Clocks(DateRange(DAY, DAY), DAY), DAY, Away(datetime(2026, 9, 30, tzinfo=UTC), 6000))

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
    st.sampled_from(["CLEAR", "AMBER+STRICT"]),
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
    quotes = draw(st.lists(text(3, 1000), min_size=1, max_size=40))
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
    reasons = st.builds(Reason, text(), st.sampled_from(["narrower", "name", "word"]), text())
    return ShownFact(
        number=number,
        cited=CitedFact(fact, draw(sources), passages),
        voice=draw(voices),
        dissent=tuple(draw(st.lists(dissents, max_size=30))),
        score=0.5,
        why=tuple(draw(st.lists(reasons, max_size=5))),
        standing=draw(standings),
        origins=draw(st.integers(0, 3)),
        is_published_later=draw(st.booleans()),
        since=draw(st.sampled_from([None, Since("retracted", DAY)])),
    )


readings = st.builds(
    Reading, text(most=500), st.sampled_from(["name", "alias", "spelling", "topic", "word"]), text()
)


@st.composite
def answers(draw):
    count = draw(st.integers(1, 5))
    shown = tuple(draw(shown_facts(number)) for number in range(1, count + 1))
    found = {one.cited.source.id: one.cited.source for one in shown}
    return Answer(
        question=Question(draw(text(most=500))),
        title=draw(text(most=600)),
        readings=tuple(draw(st.lists(readings, max_size=64))),
        shown=shown,
        total=count + draw(st.sampled_from([0, 1, 999_999])),
        summary=SourceSummary(count, count, draw(st.integers(0, 99)), tuple(found.values())),
        moment=draw(st.sampled_from([Moment(), MOMENT])),
    )


def assert_slack_takes(text, blocks):
    assert list(broken_rules(blocks)) == []
    assert text_length(blocks) <= 12_000 - 125 * len(blocks)
    assert 0 < len(text) <= TEXT_LIMIT
    assert list(leaks(Reply("message", "C1", text, tuple(blocks)))) == []


bounded = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@bounded
@given(answers(), st.one_of(st.none(), text()))
def test_any_answer_keeps_every_limit_and_pings_nobody(answer, shared_by):
    blocks = answer_blocks(answer, TODAY, shared_by=shared_by)

    assert_slack_takes(answer_text(answer, TODAY, shared_by=shared_by), blocks)


@bounded
@given(answers())
def test_any_answer_shows_each_facts_first_quote_whole_and_its_id(answer):
    blocks = answer_blocks(answer, TODAY)

    quotes = [block["elements"][0]["elements"][0]["text"] for block in blocks if block["type"] == "rich_text"]
    assert quotes == [shown.cited.passages[0].text for shown in answer.shown]
    for shown in answer.shown:
        assert f"`{shown.cited.fact.id}`" in str(blocks)


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
        score=1.0,
        why=(Reason("&" * 500, "narrower", "&" * 500),) * 9,
        standing=standing(
            verification=verification("&" * 80, DAY), disputes=(doubt("&" * 500, "&" * 80),) * 99
        ),
        origins=999,
        is_published_later=True,
        since=Since("retracted", DAY),
    )


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("documents", [1, 2])
def test_the_largest_page_there_can_be_keeps_every_limit(count, documents):
    reading = Reading("&" * 500, "spelling", "&" * 120)
    url = f"https://example.org/{'a' * 280}"
    found = tuple(source(f"test-240216{letter}", publisher="&" * 120, url=url) for letter in "ab"[:documents])
    answer = Answer(
        question=Question("&" * 500),
        title="&" * 900,
        readings=(reading,) * 64,
        shown=tuple(largest(number) for number in range(1, count + 1)),
        total=999_999 if count > 1 else 1,
        summary=SourceSummary(999_999, 999_999, 999_999, found, verified=99, disputed=999_999),
        moment=MOMENT,
        is_one_fact=count == 1,
        left_out=999_999,
    )

    assert_slack_takes(
        answer_text(answer, TODAY, shared_by="&" * 200), answer_blocks(answer, TODAY, shared_by="&" * 200)
    )


def test_the_longest_list_of_documents_keeps_every_limit():
    long = source(
        title="&" * 300, descriptor="&" * 1000, publisher="&" * 120, url=f"https://example.org/{'&' * 280}"
    )
    message = draw_reply(SourceList(((long, 10**6),) * LISTED_SOURCES, 10**6, HELD), TODAY, "/threat")

    assert_slack_takes(message.text, message.blocks)


leads = st.lists(
    st.builds(Lead, st.just("an-id"), text(), st.integers(1, 10**6)), min_size=1, max_size=5
).map(tuple)
others = st.one_of(
    st.builds(Suggestions, st.builds(Question, text(most=500)), text(most=500), leads, st.booleans()),
    st.builds(
        NothingKnown,
        st.builds(Question, text(most=500)),
        st.lists(readings, max_size=64).map(tuple),
        st.one_of(st.just(()), leads),
        st.just(Holdings(35, date(2024, 2, 16))),
    ),
    st.builds(
        Withdrawn,
        st.just("test-240216.01"),
        st.just("a" * 64),
        text(most=300),
        st.one_of(st.none(), st.builds(doubt, text(most=500), text())),
        st.lists(dissents, max_size=9).map(tuple),
        st.just(MOMENT),
    ),
    st.sampled_from([BeforeLedger(DAY, None), BeforeLedger(DAY, DAY)]),
    # A sentence of ours, in which data may stand.
    st.builds(Refusal, text(1, 800).map("That is no date: {}".format)),
    st.builds(UnknownFact, text(most=80), st.just(("test-240216.01",))),
    st.builds(
        SourceList,
        st.lists(st.tuples(sources, st.integers(1, 999)), max_size=10).map(tuple),
        st.integers(10, 999),
        st.just(HELD),
    ),
    st.sampled_from([Help(Holdings(0, None)), Help(HELD)]),
    st.builds(TooLong, st.integers(501, 10**6)),
)


@bounded
@given(others)
def test_any_other_reply_keeps_every_limit_and_pings_nobody(reply):
    message = draw_reply(reply, TODAY, "/threat")

    assert_slack_takes(message.text, message.blocks)
