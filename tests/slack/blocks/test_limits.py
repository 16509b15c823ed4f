"""Whatever a base holds, what is drawn keeps to Slack's limits; the local Slack's own rules judge it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.sources import LISTED_SOURCES
from bot.domain import DateRange, Lead, Reading
from bot.domain.answers import (
    Answer,
    Away,
    BeforeLedger,
    Help,
    Moment,
    NothingKnown,
    Question,
    Refusal,
    SourceList,
    Suggestions,
    TooLong,
    UnknownFact,
    Withdrawn,
)
from bot.domain.assessment import Holdings, SourceSummary
from bot.domain.clocks import Clocks
from bot.slack.blocks.answer import answer_blocks, answer_text
from bot.slack.blocks.replies import draw_reply
from tests.factories import doubt, source
from tests.slack.blocks.hostile import (
    DAY,
    assert_slack_takes,
    bounded,
    dissents,
    largest,
    shown_facts,
    sources,
    text,
)

HELD = Holdings(999_999, date(2024, 2, 16), left_out=999_999)
TODAY = date(2026, 11, 24)
MOMENT = Moment(Clocks(DateRange(DAY, DAY), DAY), DAY, Away(datetime(2026, 9, 30, tzinfo=UTC), 6000))

readings = st.builds(
    Reading, text(most=500), st.sampled_from(["name", "spelling", "sound", "word", "unread"]), text()
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
        is_close=draw(st.booleans()),
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


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("documents", [1, 2])
def test_the_largest_page_there_can_be_keeps_every_limit(count, documents):
    heard, unread = Reading("&" * 500, "sound", "&" * 120), Reading("&" * 500, "unread", "&" * 500)
    url = f"https://example.org/{'a' * 280}"
    found = tuple(source(f"test-240216{letter}", publisher="&" * 120, url=url) for letter in "ab"[:documents])
    answer = Answer(
        question=Question("&" * 500),
        title="&" * 900,
        readings=(heard, unread) * 32,
        is_close=True,
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
