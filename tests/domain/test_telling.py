from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import Actor, Event, Target
from bot.domain.telling import all_as_told, as_told, facts_named, reason_as_told, standing_as_told
from tests.factories import doubt, standing

OWN, KNOWN, HIDDEN = (f"test-240216.0{number}" for number in (1, 2, 3))
REASONS = ["", "misread", OWN, f"see {KNOWN}", f"see {HIDDEN}", f"({HIDDEN.upper()}), and {KNOWN}"]


def is_known(fact_id):
    return fact_id != HIDDEN


def event(kind="supersede", changed=(), note=""):
    return Event(
        seq=2,
        kind=kind,
        target=Target("fact", OWN),
        actor=Actor("cli:ana", "ana"),
        content_hash="a" * 64,
        at=datetime(2026, 11, 24, tzinfo=UTC),
        changed=changed,
        note=note,
    )


def test_facts_are_named_by_their_ids_in_whatever_case_and_between_whatever_marks():
    assert facts_named(f"({KNOWN}), not {HIDDEN.upper()}; test-240216 is no fact") == {KNOWN, HIDDEN}


@pytest.mark.parametrize(
    ("changed", "note", "told"),
    [
        ((KNOWN,), "newer", ((KNOWN,), "newer")),
        ((KNOWN,), f"like {HIDDEN}", ((KNOWN,), "")),
        ((KNOWN, HIDDEN), "newer", ((KNOWN,), "")),
        ((), f"like {OWN}", ((), f"like {OWN}")),
    ],
)
def test_an_event_is_told_without_hidden_facts_and_without_a_reason_that_names_one(changed, note, told):
    found = as_told(event(changed=changed, note=note), is_known)

    assert (found.changed, found.note) == told


def test_its_own_fact_may_be_named_wherever_an_event_is_told():
    assert as_told(event("dispute", note=OWN), lambda _: False).note == OWN


def test_the_fields_of_a_revision_are_no_facts():
    revised = event("revise", ("claim", "tlp"))

    assert as_told(revised, lambda _: False) == revised


@pytest.mark.parametrize("kind", ["supersede", "restore"])
def test_what_only_a_hidden_fact_takes_the_place_of_did_not_happen(kind):
    lifted = event("restore")

    assert list(all_as_told([event(kind, (HIDDEN,)), event(kind, (HIDDEN, KNOWN)), lifted], is_known)) == [
        event(kind, (KNOWN,)),
        lifted,
    ]


@given(st.lists(st.sampled_from([KNOWN, HIDDEN]), max_size=3), st.lists(st.sampled_from(REASONS), max_size=3))
def test_no_event_and_no_standing_names_a_hidden_fact(changed, reasons):
    doubts = tuple(map(doubt, reasons))
    stands = standing(flags=doubts, disputes=doubts[:1], superseded_by=tuple(changed))
    events = [event("supersede", tuple(changed), reason) for reason in reasons]

    told = standing_as_told(stands, is_known)

    assert HIDDEN not in f"{told} {list(all_as_told(events, is_known))}".lower()
    assert len(told.flags) == len(doubts)
    assert standing_as_told(told, is_known) is told


@pytest.mark.parametrize("what", ["retraction", "redaction"])
def test_a_withdrawal_loses_its_reason_and_nothing_else(what):
    told = standing_as_told(standing(**{what: doubt(f"see {HIDDEN}")}), is_known)

    assert getattr(told, what) == doubt("")


def test_a_reason_that_names_a_hidden_fact_is_none():
    assert [reason_as_told(each, is_known) for each in REASONS] == [*REASONS[:4], "", ""]
