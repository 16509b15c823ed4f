import json
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.view_rules import broken_home
from bot.curation.reported import Outcome, Report, Reports
from bot.curation.review import Card
from bot.curation.showing import Laid, Quoted
from bot.domain.answers import Away
from bot.domain.assessment import Holdings, Tally
from bot.domain.digests import Subscription, Wishes
from bot.domain.ledger import Actor
from bot.domain.schedules import Schedule
from bot.slack.blocks.digest_list import Listed
from bot.slack.blocks.home import CARDS, DIGESTS, Held, Page, Queue, Retention, home_sentence, home_view
from tests.factories import doubt, fact, source, standing
from tests.slack.blocks.hostile import text
from tests.slack.blocks.judging import barriers, problems

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HELD = Held(Holdings(1200, NOW.date(), left_out=3), 30, Tally(400, 2))
NOBODYS = Reports((), ())
EVERY_REASON = ("flagged", "proposed", "disputed", "stale", "unverified")


SUBSCRIPTION = Subscription(
    id="d-abc12",
    team_id="T1",
    channel="C1",
    owner=Actor("slack:U1", "ana"),
    wishes=Wishes(schedule=Schedule("Europe/Berlin", time(9))),
    created_at=NOW,
    cursor=1,
    covered_at=NOW,
    next_at=None,
    state="paused",
)


def page(**said):
    """A page of somebody who has made nothing and is no curator, unless it says otherwise."""
    plain = {
        "held": HELD,
        "because": "",
        "digests": (),
        "more_digests": 0,
        "reports": NOBODYS,
        "queue": None,
        "retention": Retention(keeps_askers=False, correction_days=180),
    }
    return Page(**{**plain, **said})


def words_of(**said):
    """All that a page says."""
    return json.dumps(home_view(page(**said), NOW.date(), "/threat"), ensure_ascii=False)


def report(words="it is another Kabul", *, about="test-240216.01", outcome=None):
    return Report(about, words, NOW, outcome)


def laid(words, name):
    """A card of the queue on which everything is as long as it may be."""
    flagged = fact(words, id="test-240216.01", subjects=[], topics=[])
    doubts = tuple(doubt(name, words) for _ in range(5))
    card = Card("fact:test-240216.01", "flagged", flagged, "CLEAR", standing(flags=doubts), shown=7)
    return Laid(card, source(title=words), (Quoted(words, words, words),) * 3)


@given(text(12, 300), text(1, 120))
@settings(max_examples=25, deadline=None)
def test_a_home_that_is_full_of_anything_keeps_slacks_limits(words, name):
    outcome = Outcome("settled", name, NOW, words)
    reports = tuple(report(words, about=name, outcome=each) for each in (None, outcome) * 20)
    full = page(
        because="guest",
        digests=[Listed(replace(SUBSCRIPTION, paused_because=f"by {name}"), words, (), None, name)] * DIGESTS,
        more_digests=40,
        reports=Reports(reports, reports),
        queue=Queue(dict.fromkeys(EVERY_REASON, 99), (laid(words, name),) * CARDS),
    )

    view = home_view(full, NOW.date(), "/threat")

    assert list(problems(view)) == []
    assert list(barriers(view)) == []


def test_each_part_of_the_page_has_a_header():
    view = home_view(page(queue=Queue({}, ())), NOW.date(), "/threat")

    assert [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"] == [
        "What the base holds",
        "Your digests",
        "Your flags and proposals",
        "For you to review",
        "What to type",
        "What is kept about you",
    ]


def test_what_is_held_is_said_with_its_doubts():
    said = words_of()

    assert "1200 facts from 30 documents · newest 24 Nov 2026, today · 400 verified (33 %)" in said
    assert "2 pairs of facts contradict each other · 3 kept out by errors (facts or files)" in said


@pytest.mark.parametrize(
    ("verified", "facts", "share"),
    [
        (0, 3, "0 %"),
        (3, 3, "100 %"),
        (1, 1000, "less than 1 %"),
        (999, 1000, "more than 99 %"),
        (1, 3, "33 %"),
    ],
)
def test_a_share_never_says_none_or_all_where_that_is_not_so(verified, facts, share):
    held = Held(Holdings(facts, NOW.date()), 1, Tally(verified, 0))

    assert f"{verified} verified ({share})" in words_of(held=held)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        (0, "no two facts contradict each other"),
        (1, "1 pair of facts contradicts each other"),
        (2, "2 pairs of facts contradict each other"),
    ],
)
def test_contradictions_are_said_in_words(pairs, said):
    assert said in words_of(held=Held(Holdings(9, NOW.date()), 1, Tally(0, pairs)))


def test_an_empty_base_says_nothing_of_shares():
    said = words_of(held=Held(Holdings(0, None), 0, Tally(0, 0)))

    assert "0 facts from 0 documents" in said
    assert "verified" not in said.partition("Your digests")[0]


def test_with_the_database_away_its_age_is_said():
    held = Held(Holdings(9, NOW.date()), 1, Tally(0, 0), Away(NOW, 7))

    assert "7 minutes" in words_of(held=held)


def test_what_was_taken_down_is_said_to_be():
    said = words_of(reports=Reports((), (report("", about="test-240216"),)))

    assert "`test-240216` · 24 Nov 2026: its words are not told any more" in said


def test_a_queue_without_anything_says_so():
    assert "Nothing awaits a curator." in words_of(queue=Queue({}, ()))


def test_of_a_long_queue_the_rest_is_counted():
    said = words_of(queue=Queue({"flagged": 2, "unverified": 70}, (laid("Herat was quiet.", "ana"),) * CARDS))

    assert "2 flagged · 70 not verified yet" in said
    assert "and 69 more: `/threat review`" in said


@pytest.mark.parametrize(
    ("keeps", "said"), [(True, "its words, with who"), (False, "its words, not with who")]
)
def test_the_page_says_whether_who_asked_is_kept(keeps, said):
    assert said in words_of(retention=Retention(keeps, 30))
    assert "for 30 days" in words_of(retention=Retention(keeps, 30))


@given(st.sampled_from(["database away", "<b> & co"]))
@settings(max_examples=2)
def test_a_sentence_alone_is_a_home_too(words):
    assert list(broken_home(home_sentence(words))) == []
