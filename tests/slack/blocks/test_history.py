from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.console.reading import words_of
from bot.domain.answers import FactHistory
from bot.domain.ledger import Actor, Event, Target
from bot.slack.blocks.history import draw_history
from tests.slack.blocks.hostile import assert_slack_takes

FACT = "test-240216.01"
START = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)


def life(*steps):
    """A fact's life, an hour between two events; each step is a kind and what the event holds."""
    events = [
        Event(
            seq=seq,
            at=START + timedelta(hours=seq),
            kind=kind,
            target=Target("fact", FACT),
            actor=Actor("cli:ana", "ana"),
            content_hash="h",
            **fields,
        )
        for seq, (kind, fields) in enumerate(steps)
    ]
    return FactHistory(FACT, "The bridge is closed.", tuple(events))


def test_every_event_says_what_when_who_and_why_in_order():
    drawn = draw_history(
        life(
            ("add", {}),
            ("flag", {"note": "old"}),
            ("verify", {"review_by": date(2026, 6, 1)}),
            ("retract", {"note": "misread"}),
        )
    )
    said = [
        "3 Mar 2026 14:05 UTC · added by ana",
        "flagged by ana\nWhy: old",
        "verified, to be looked at again by 1 Jun 2026",
        "3 Mar 2026 17:05 UTC · retracted by ana\nWhy: misread",
    ]
    words = words_of(drawn.blocks)

    places = [words.find(each) for each in said]
    assert -1 not in places
    assert places == sorted(places)
    assert "14:05 UTC · *added* by ana" in drawn.text
    assert "<!date^1772546700^{date_short} {time}|3 Mar 2026 14:05 UTC>" in str(drawn.blocks)


def test_a_revision_says_which_fields_changed_and_the_claim_before_and_after():
    drawn = draw_history(
        life(
            ("add", {"body": {"claim": "Ten came."}}),
            ("dispute", {"note": "twelve"}),
            ("revise", {"body": {"claim": "Twelve came."}, "changed": ("claim", "note")}),
        )
    )

    assert "Changed: claim, note" in drawn.text
    assert "“Ten came.” → “Twelve came.”" in drawn.text


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("supersede", {"changed": ("test-240216.02",)}, "superseded by `test-240216.02`"),
        (
            "restore",
            {"changed": ("test-240216.02",)},
            "restored: not superseded by `test-240216.02` any more",
        ),
        ("restore", {}, "restored"),
        ("supersede", {}, "superseded*"),
        ("settle", {}, "looked at: it stands"),
        ("redact", {}, "its words taken down"),
        ("revise", {"changed": ("claim",)}, "Changed: claim"),
    ],
)
def test_acts_are_named_with_what_they_are_about(kind, fields, said):
    assert said in draw_history(life(("add", {}), (kind, fields))).text


def test_of_a_long_life_the_newest_is_kept_and_the_rest_counted():
    drawn = draw_history(life(("add", {}), *(("flag", {"note": f"reason {n}"}) for n in range(200))))

    assert "and 181 older events" in words_of(drawn.blocks)
    assert "reason 199" in drawn.text
    assert "reason 179" not in drawn.text


def test_a_fact_that_is_not_to_be_seen_gets_a_sentence_that_tells_nothing_of_it():
    assert "does not stand here" in draw_history(FactHistory(FACT, None, ())).text


hostile = st.text(st.sampled_from("&<>*_~`x👩"), max_size=400).map(lambda text: text * 2)
steps = st.lists(
    st.tuples(
        st.sampled_from(["revise", "flag", "supersede", "restore", "redact"]),
        st.fixed_dictionaries(
            {
                "note": hostile,
                "changed": st.lists(st.just("claim") | hostile, max_size=4).map(tuple),
                "body": st.fixed_dictionaries({"claim": hostile}),
            }
        ),
    ),
    min_size=1,
    max_size=60,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(steps)
def test_any_life_keeps_slacks_limits_and_pings_nobody(steps):
    drawn = draw_history(life(*steps))

    assert_slack_takes(drawn.text, drawn.blocks)
