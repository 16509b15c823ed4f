from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import (
    Actor,
    Event,
    LedgerError,
    Target,
    apply,
    body_of,
    changed_fields,
    content_hash,
    fold,
    review_by,
)
from tests.factories import entity, fact

ANA, BEN = Actor("slack:U1", "ana"), Actor("slack:U2", "ben")
FACT = Target("fact", "test-240216.01")
START = datetime(2026, 11, 1, 9, tzinfo=UTC)


def events(*kinds, **fields):
    """Events about one fact, a minute apart; the first adds it."""
    made = []
    for seq, kind in enumerate(kinds, 1):
        wording = {"body": {"claim": kind, "n": seq}} if kind in {"add", "revise"} else {}
        made.append(
            Event(
                seq=seq,
                at=START + timedelta(minutes=seq),
                kind=kind,
                target=FACT,
                actor=ANA,
                content_hash=f"h{seq}",
                note=f"why {seq}",
                **wording,
                **fields.get(kind, {}),
            )
        )
    return made


def standing_after(*kinds, **fields):
    return fold(events(*kinds, **fields))[FACT].standing


class TestContentHash:
    def test_it_is_the_same_for_the_same_wording(self):
        made = fact("The Taliban holds Kabul.", id="test-240216.01")
        assert content_hash(made) == content_hash(made.model_copy(deep=True))

    def test_a_changed_word_changes_it(self):
        made = fact("The Taliban holds Kabul.", id="test-240216.01")
        assert content_hash(made) != content_hash(
            made.model_copy(update={"claim": "The Taliban lost Kabul."})
        )

    def test_retracting_in_a_file_does_not_change_it(self):
        made = fact("The Taliban holds Kabul.", id="test-240216.01")
        withdrawn = made.model_copy(update={"status": "retracted", "reason": "misread"})
        assert content_hash(made) == content_hash(withdrawn)

    def test_entities_have_one_too(self):
        assert content_hash(entity("kabul")) != content_hash(entity("kabul", "Kabul", "Kaboul"))

    def test_a_body_reads_back_as_the_same_fact(self):
        made = fact("The Taliban holds Kabul.", id="test-240216.01", topics=("attacks",))
        assert type(made).model_validate(body_of(made)) == made


class TestFold:
    def test_what_was_added_stands(self):
        kept = fold(events("add"))[FACT]
        assert (kept.body, kept.standing.is_active) == ({"claim": "add", "n": 1}, True)

    def test_a_retraction_hides_and_a_restoring_shows_again(self):
        assert not standing_after("add", "retract").is_active
        assert standing_after("add", "retract", "restore").is_active

    def test_a_revision_of_what_is_retracted_stays_hidden(self):
        assert not standing_after("add", "retract", "revise").is_active

    def test_any_change_of_wording_voids_the_verification(self):
        verify = {"review_by": date(2027, 1, 1)}
        assert standing_after("add", "verify", verify=verify).verification
        assert standing_after("add", "verify", "revise", verify=verify).verification is None

    def test_a_dispute_stands_until_somebody_settles_it(self):
        assert [each.why for each in standing_after("add", "dispute", "verify").disputes] == ["why 2"]
        assert not standing_after("add", "dispute", "settle").disputes

    @pytest.mark.parametrize("act", ["settle", "verify", "retract", "revise", "supersede"])
    def test_a_flag_is_open_until_somebody_acts(self, act):
        assert standing_after("add", "flag").flags
        assert not standing_after("add", "flag", act).flags

    def test_what_took_its_place_may_be_undone(self):
        by = {"changed": ("test-240216.02",)}
        assert standing_after("add", "supersede", supersede=by).superseded_by == ("test-240216.02",)
        assert standing_after("add", "supersede", "restore", supersede=by, restore=by).superseded_by == ()

    def test_undoing_a_superseding_leaves_a_retraction(self):
        by = {"changed": ("test-240216.02",)}
        assert not standing_after("add", "retract", "restore", restore=by).is_active

    def test_what_is_redacted_has_no_words_left_but_their_hash(self):
        kept = fold(events("add", "redact"))[FACT]
        assert kept.body is None
        assert kept.standing.content_hash == "h1"
        assert not kept.standing.is_active

    def test_an_id_never_returns(self):
        with pytest.raises(LedgerError, match="never returns"):
            fold(events("add", "retract", "add"))

    def test_nothing_happens_to_what_was_never_added(self):
        with pytest.raises(LedgerError, match="before it is added"):
            fold(events("retract"))

    @given(st.lists(st.sampled_from(["revise", "retract", "restore", "flag", "dispute", "settle", "verify"])))
    def test_folding_in_two_parts_is_folding_at_once(self, kinds):
        happened = events("add", *kinds)
        kept = None
        for event in happened:
            kept = apply(kept, event)
        assert kept == fold(happened)[FACT]
        assert kept.standing.last_seq == len(happened)


class TestVerification:
    def test_it_is_stale_from_the_day_after_its_review_is_due(self):
        standing = standing_after("add", "verify", verify={"review_by": date(2027, 1, 1)})
        assert not standing.is_stale(date(2027, 1, 1))
        assert standing.is_stale(date(2027, 1, 2))

    @pytest.mark.parametrize(
        ("topics", "days"),
        [
            (("finance",), 90),
            (("history",), 365),
            (("history", "finance"), 90),
            ((), 90),
            (("officials",), 365),
        ],
    )
    def test_what_changes_slowly_holds_a_year(self, topics, days):
        made = fact("The Taliban holds Kabul.", topics=topics)
        assert review_by(made, date(2026, 1, 1)) == date(2026, 1, 1) + timedelta(days=days)


class TestActor:
    def test_one_name_on_two_doors_may_be_one_person(self):
        assert ANA.is_same_person(Actor("cli:ana", "Ana"))
        assert not ANA.is_same_person(BEN)


def test_changed_fields_are_named():
    assert changed_fields({"claim": "a", "note": "n"}, {"claim": "b", "topics": []}) == (
        "claim",
        "note",
        "topics",
    )
