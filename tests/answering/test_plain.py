import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.answering.plain import hits_as_data, reply_as_data
from bot.domain import Reading
from bot.domain.answers import BeforeLedger, Changes, Question
from bot.domain.overviews import LedgerChange
from tests.factories import base, cited, doubt, standing, verification

TODAY = date(2026, 11, 24)
ELBA = cited("The bridge of Elba is closed.", id="test-240216.01", places=("elba",))


def plain(desk, text):
    """Ask, and read what is printed."""
    return json.loads(json.dumps(reply_as_data(desk.reply(Question(text)), TODAY)))


@pytest.fixture
def desk(desk_of):
    """A desk before a ledger of one fact that is verified and disputed, and of one that was retracted."""
    judged = standing(
        verification=verification(review_by=date(2026, 6, 1)),
        disputes=(doubt("it is open"),),
        flags=(doubt("x"),),
    )
    gone = standing(retraction=doubt("misread"), superseded_by=("test-240216.01",))
    ledger = replace(
        base(ELBA),
        standings={"test-240216.01": judged},
        withdrawn={"test-240216.02": gone},
        withdrawn_claims={"test-240216.02": "The bridge of Elba is open."},
        head=5,
    )
    return desk_of(ledger)


def test_a_fact_says_who_verified_and_who_disputes_it(desk):
    answer = plain(desk, "elba as of 2020-05")
    [fact] = plain(desk, "elba")["facts"]

    assert fact["verified"] == {"by": "ana", "on": "2026-03-03", "review_by": "2026-06-01", "stale": True}
    assert fact["disputed"] == [{"by": "ben", "on": "2026-03-03", "why": "it is open"}]
    assert (answer["kind"], answer["later"]) == ("nothing", 1)
    assert answer["moment"] == {"as_of": "2020-05", "known_on": None, "state_on": None}


def test_a_fact_says_how_likely_it_answers_and_why(desk):
    answer = plain(desk, "elba bridge")
    [fact] = answer["facts"]

    assert answer["close"] is False
    assert 0 < fact["confidence"] <= 1
    assert [(one["typed"], one["how"]) for one in fact["why"]] == [("elba", "name"), ("bridge", "word")]
    assert sum(one["share"] for one in fact["why"]) == pytest.approx(1, abs=1e-3)


def test_what_nothing_answers_says_how_it_was_read(desk):
    nothing = plain(desk, "elba qwertzu")

    assert [(one["typed"], one["how"]) for one in nothing["readings"]] == [
        ("elba", "name"),
        ("qwertzu", "unread"),
    ]


def test_hits_say_if_they_are_only_close_and_what_is_not_in_them_is_not_understood(desk):
    found = desk.understand("elba bridge")
    growing = Reading("growing", "unread", "growing")
    close = replace(found, is_close=True, readings=(*found.readings, growing))

    [full, partly] = [hits_as_data("elba", each, 10) for each in (found, close)]

    assert (full["close"], partly["close"]) == (False, True)
    assert full["understood"] == partly["understood"] == "Elba · bridge"
    assert partly["hits"][0]["why"][0].keys() == {"typed", "how", "matched", "share"}


def test_what_nobody_verified_is_null(desk_of):
    [fact] = plain(desk_of(base(ELBA)), "elba")["facts"]

    assert (fact["verified"], fact["disputed"], fact["superseded_by"], fact["since"]) == (None, [], [], None)


def test_a_withdrawn_fact_says_by_whom_why_and_what_replaces_it(desk):
    assert plain(desk, "about test-240216.02") == {
        "kind": "withdrawn",
        "id": "test-240216.02",
        "claim": "The bridge of Elba is open.",
        "withdrawn": {"by": "ben", "on": "2026-03-03", "why": "misread"},
        "redacted": False,
        "replaced_by": ["test-240216.01"],
        "moment": {"as_of": None, "known_on": None, "state_on": None},
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sources", "sources"),
        ("help", "help"),
        ("x" * 501, "too-long"),
        ("about test-240216.77", "unknown-fact"),
        ("elba as of 2024-13", "refusal"),
    ],
)
def test_every_reply_names_its_kind(desk, text, kind):
    assert plain(desk, text)["kind"] == kind


def test_before_the_ledger_the_day_it_begins_is_given():
    reply = BeforeLedger(date(2020, 1, 1), date(2026, 11, 20))

    assert reply_as_data(reply, TODAY) == {
        "kind": "before-ledger",
        "known_on": "2020-01-01",
        "begins_on": "2026-11-20",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [("timeline elba", "timeline"), ("elba place:elbaa", "unread-filter"), ("elba since:soon", "refusal")],
)
def test_overviews_and_filters_name_their_kind(desk, text, kind):
    assert plain(desk, text)["kind"] == kind


def test_filters_are_given_as_they_are_typed_with_what_they_leave_out(desk):
    assert plain(desk, "elba since:2024")["narrowed"] == {
        "filters": ["since 2024"],
        "typed": "since:2024",
        "outside": 0,
    }
    assert plain(desk, "elba")["narrowed"] is None
    assert plain(desk, "elba since:2030")["narrowed"]["outside"] == 1


def test_a_timeline_gives_each_fact_with_its_date(desk):
    [dated] = plain(desk, "timeline elba")["facts"]

    assert (dated["date"], dated["by"], dated["fact"]["id"]) == ("2024-02-16", "published", "test-240216.01")


def test_a_comparison_gives_each_cell_with_its_name(desk_of):
    facts = [cited(f"Raids in {each} grew.", places=(each,), topics=("raids",)) for each in ("elba", "capri")]

    [row] = plain(desk_of(base(*facts)), "compare elba capri")["rows"]

    assert [(cell["name"], cell["facts"], cell["best"]["claim"]) for cell in row["cells"]] == [
        ("Elba", 1, "Raids in elba grew."),
        ("Capri", 1, "Raids in capri grew."),
    ]


def test_changes_give_who_did_what_and_when():
    at = datetime(2026, 11, 23, tzinfo=UTC)
    change = LedgerChange("revise", "test-240216.01", at, "ana", "a slip", "It is open.", "It is shut.")

    found = reply_as_data(Changes(Question("changes"), "", TODAY, (change,), 1, 1), TODAY)

    assert (found["kind"], found["since"], found["total"]) == ("changes", "2026-11-24", 1)
    assert found["changes"][0] == {
        "kind": "revise",
        "id": "test-240216.01",
        "at": "2026-11-23T00:00:00+00:00",
        "by": "ana",
        "why": "a slip",
        "claim": "It is open.",
        "was": "It is shut.",
        "fields": [],
        "others": [],
    }
