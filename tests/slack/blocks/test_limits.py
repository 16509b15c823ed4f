"""Whatever a base holds, what is drawn keeps to Slack's limits; the local Slack's own rules judge it."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.sources import LISTED_SOURCES
from bot.domain import Reading
from bot.domain.answers import Answer, Question, Reply, SourceList
from bot.domain.assessment import SourceSummary
from bot.slack.blocks.answer import answer_blocks, answer_text
from bot.slack.blocks.replies import draw_reply
from tests.factories import source
from tests.slack.blocks.hostile import assert_slack_takes, bounded, largest, text
from tests.slack.blocks.random_replies import HELD, MOMENT, REPLIES, answers

TODAY = date(2026, 11, 24)
fewer = settings(bounded, max_examples=12)
"""For each kind of reply."""


def test_every_kind_of_reply_is_tried():
    assert {*REPLIES} == {*get_args(Reply)}


@pytest.mark.parametrize("kind", get_args(Reply))
@fewer
@given(st.data())
def test_any_reply_keeps_every_limit_and_pings_nobody(kind, data):
    message = draw_reply(data.draw(REPLIES[kind]), TODAY, "/threat")

    for blocks in filter(None, (message.blocks, message.newer)):
        assert_slack_takes(message.text, blocks)


@fewer
@given(answers(), text())
def test_any_answer_that_is_shared_keeps_every_limit_and_pings_nobody(answer, shared_by):
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
