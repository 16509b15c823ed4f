"""Whatever a digest holds, it arrives whole, in order and in valid blocks, by the local Slack's own rules."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.block_rules import broken_rules, text_length
from bot.curation.corrections import Corrected, Fate
from bot.domain.assessment import Holdings, summarize_sources
from bot.domain.charts import Chart, Series
from bot.domain.digests import (
    AmountPicture,
    AskedInVain,
    Confirmed,
    Contradiction,
    DueForReview,
    Further,
    Picture,
    TopicPicture,
)
from bot.slack.blocks.charts import is_chart
from bot.slack.blocks.corrections import draw_correction
from bot.slack.blocks.digest import draw_digest
from tests.slack.blocks.digests import blocks_of, claims_in, corrected, digest, shown
from tests.slack.blocks.hostile import DAY, assert_slack_takes, bounded, largest, shown_facts, text

fewer = settings(bounded, max_examples=15)
"""Each draws dozens of facts, and several messages."""
SLACKS_TOTAL = 13_200
AT = datetime(2026, 3, 5, tzinfo=UTC)
CHART = Chart("bars", "t" * 50, ("1 Mar", "8 Mar"), (Series("s" * 20, (1, 5)),), "w" * 50)
VERDICTS = ("redacted", "retracted", "superseded", "revised", "restored")
FATES = ("redacted", "retracted", "superseded", "revised", "stands again")


def some(pool, most=4):
    return st.lists(st.sampled_from(pool), max_size=most).map(tuple)


@st.composite
def corrections(draw, pool, number):
    verdict = draw(st.sampled_from(VERDICTS))
    now = draw(st.sampled_from(pool)) if verdict in {"revised", "restored"} else None
    return corrected(
        verdict,
        "" if verdict == "redacted" else draw(text(12, 300)),
        fact_id=now.cited.fact.id if now else f"test-240216.8{number}",
        by=draw(text()),
        why=draw(text(0, 500)),
        now=now,
        instead=draw(some(pool, 2)) if verdict == "superseded" else (),
        messages=draw(st.integers(0, 10**6)),
    )


@st.composite
def digests(draw):
    """Everything in it hostile; facts come again wherever they can."""
    pool = [draw(shown_facts(number)) for number in range(1, draw(st.integers(2, 6)))]
    one = st.sampled_from(pool)
    amount = st.builds(
        AmountPicture,
        text(1, 40),
        text(1, 200),
        st.sampled_from([None, 3.0]),
        st.sampled_from([None, 1e15]),
        some(pool),
    )
    topic = st.builds(TopicPicture, text(), some(pool), st.integers(0, 10**6))
    picture = st.builds(Picture, st.lists(topic, max_size=2).map(tuple), st.lists(amount).map(tuple))
    due = st.builds(DueForReview, st.just("test-240216.70"), text(12, 300), text(), st.just(DAY))
    once = {each.fact_id: each for each in (draw(corrections(pool, number)) for number in range(3))}
    return digest(
        draw(st.sampled_from(["changes", "summary"])),
        missed=draw(st.integers(0, 400)),
        title=draw(text(most=600)),
        corrected=tuple(once.values()),
        new=draw(some(pool)),
        disputed=draw(some(pool)),
        contradicting=draw(st.lists(st.builds(Contradiction, text(), st.tuples(one, one)))),
        confirmed=draw(
            some(pool).map(lambda found: tuple(Confirmed(each, "settled", "x", DAY) for each in found))
        ),
        due=tuple(draw(st.lists(due, max_size=12))),
        further=draw(st.sampled_from([Further(), Further(10**6, 10**6, 10**6)])),
        asked=tuple(
            draw(st.lists(st.builds(AskedInVain, text(most=500), st.integers(1, 10**6)), max_size=5))
        ),
        picture=draw(st.one_of(st.none(), picture)),
        charts=draw(st.sampled_from([(), (CHART,), (CHART,) * 3])),
        holdings=Holdings(10**6, DAY, left_out=10**6),
        sources=summarize_sources([each.cited for each in pool], ()),
    )


def order_of(made):
    """The facts that a digest draws, in their order."""
    pictured = [each.shown for each in made.picture.topics] if made.picture else []
    told = [(each.now,) if each.now else each.instead for each in made.corrected]
    confirmed = [each.shown for each in made.confirmed]
    found = chain(*pictured, *told, made.new, made.disputed, confirmed)
    return [*dict.fromkeys(each.cited.fact.id for each in found)]


@fewer
@given(digests())
def test_any_digest_is_valid_pings_nobody_and_shows_each_fact_once_in_order(made):
    parts = draw_digest(made)

    for part in parts:
        assert_slack_takes(part.text, blocks_of(part))
        assert {fact_id for fact_id, seen in part.facts if seen} >= {*claims_in(part)}
    assert claims_in(*parts) == order_of(made)
    named = {fact_id for part in parts for fact_id, _ in part.facts}
    assert named >= {each.fact_id for each in (*made.corrected, *made.due)}


def fate(fact_id, verdict):
    changed = ("claim",) if int(fact_id[-2:]) % 2 else ("quotes", "attribution", "stance", "credibility")
    instead = ((f"test-240216.{'9' * 60}", "n" * 300),)
    return Fate(fact_id, verdict, "b" * 80, AT, "y" * 500, changed=changed, instead=instead)


def assert_can_be_corrected(part, verdict):
    fates = tuple(fate(fact_id, verdict) for fact_id, _ in part.facts)
    message = draw_correction(Corrected(part.text, blocks_of(part), fates, fates, 0, "CLEAR")).message
    assert list(broken_rules([*message.blocks])) == []
    assert text_length([*message.blocks]) + 125 * len(message.blocks) < SLACKS_TOTAL


@fewer
@given(digests(), st.sampled_from(FATES))
def test_any_part_of_a_digest_can_be_corrected_whatever_became_of_its_facts(made, verdict):
    for part in draw_digest(made):
        assert_can_be_corrected(part, verdict)


SIZES = {
    "largest": [largest(number) for number in range(10, 30)],
    "middling": [shown("c" * 180, "q" * 200, id=f"a-240216.{number:02}") for number in range(40)],
    "smallest": [shown("c" * 12, id=f"a-240216.{number:02}") for number in range(40)],
}


@pytest.mark.parametrize("verdict", FATES)
@pytest.mark.parametrize("facts", SIZES.values(), ids=SIZES)
def test_facts_of_any_size_go_out_whole_and_can_be_corrected(facts, verdict):
    parts = draw_digest(digest(new=tuple(facts), title="&" * 900))

    assert claims_in(*parts) == [each.cited.fact.id for each in facts]
    for part in parts:
        assert_slack_takes(part.text, blocks_of(part))
        assert_can_be_corrected(part, verdict)


def test_of_three_charts_the_third_goes_into_the_thread():
    first, second = draw_digest(digest(new=(shown(),), charts=(CHART,) * 3))

    assert sum(map(is_chart, first.blocks)) == 2
    assert sum(map(is_chart, second.blocks)) == 1


def many(count):
    facts = tuple(shown(f"Fact number {n} of many.", id=f"test-240216.{n:03}") for n in range(1, count + 1))
    made = digest(new=facts)
    return replace(made, sources=summarize_sources([each.cited for each in facts], ()))


def test_three_hundred_changes_arrive_whole_and_in_order():
    begun = perf_counter()
    parts = draw_digest(many(300))
    took_s = perf_counter() - begun

    assert claims_in(*parts) == [f"test-240216.{n:03}" for n in range(1, 301)]
    assert [
        line.split(". ")[0] for part in parts for line in part.text.split("\n") if "Fact number" in line
    ] == [str(n) for n in range(1, 301)]
    assert [fact_id for part in parts for fact_id, _ in part.facts] == claims_in(*parts)
    for part in parts:
        assert_slack_takes(part.text, blocks_of(part))
    assert len(parts) < 35
    assert took_s < 1


def test_a_digest_that_goes_on_says_so_and_each_further_message_what_all_its_facts_share():
    first, *further = draw_digest(many(30))

    assert "It goes on in the thread: 2 more messages." in first.text
    assert [part.blocks[0]["elements"][0]["text"].split(" · ")[1] for part in further] == [
        "ISIS-K, finance, 2 of 3",
        "ISIS-K, finance, 3 of 3",
    ]
    for part in further:
        assert part.blocks[1]["text"]["text"] == "*New*, continued"
        assert "all from <https://example.org/article|Test Press>" in part.text


def test_many_facts_due_for_review_are_all_named():
    due = tuple(DueForReview(f"test-240216.{n:03}", "c" * 300, "&" * 80, DAY) for n in range(1, 301))

    parts = draw_digest(digest(due=due))

    said = [line.split("`")[1] for part in parts for line in part.text.split("\n") if line.startswith("`")]
    assert said == [each.fact_id for each in due]
    for part in parts:
        assert_slack_takes(part.text, blocks_of(part))
