from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curation.rules import MAX_WHY, Act, ActRefusedError, Seen, decide, one_line, reason
from bot.domain.ledger import Actor, Event, Target, body_of, content_hash, fold
from tests.factories import fact

ANA, BEN = Actor("slack:U1", "Ana"), Actor("slack:U2", "Ben")
TODAY = date(2026, 11, 24)
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
FACT = fact("The Taliban holds Kabul.", id="test-240216.01", topics=["attacks"])
OLD, HIDDEN = "test-240216.02", "test-240216.03"


def seen(*happened, of=FACT, replacing=()):
    """What stands after these events, given as (kind, fields), on a fact that Ana wrote."""
    base = {"target": Target("fact", of.id), "actor": ANA, "content_hash": content_hash(of), "at": NINE}
    events = [Event(seq=1, kind="add", body=body_of(of), **base)]
    for seq, (kind, fields) in enumerate(happened, 2):
        events.append(Event(seq=seq, kind=kind, **{**base, **fields}))
    [kept] = fold(events).values()
    return Seen(kept, events[-1], TODAY, {each.kept.target.id: each.kept for each in replacing})


def refusal(act, stands):
    with pytest.raises(ActRefusedError) as refused:
        decide(act, stands)
    return str(refused.value)


@pytest.mark.parametrize("kind", ["dispute", "flag", "retract", "restore", "settle", "redact", "supersede"])
def test_every_act_but_verify_needs_a_reason(kind):
    assert "A reason is missing" in refusal(Act(kind, FACT.id, BEN, " \n "), seen())


def test_a_verification_needs_none():
    assert decide(Act("verify", FACT.id, BEN), seen()).note == ""


def test_a_reason_longer_than_anybody_reads_is_refused_with_its_length():
    said = refusal(Act("retract", FACT.id, BEN, "x" * (MAX_WHY + 1)), seen())

    assert f"{MAX_WHY + 1} characters" in said


@given(st.text())
def test_a_reason_is_one_line_that_every_database_takes(text):
    line = one_line(text)

    assert line == line.strip()
    assert "\x00" not in line
    assert "\n" not in line
    line.encode()


def test_what_joins_persian_letters_stays_in_a_reason():
    assert reason(Act("flag", FACT.id, BEN, "می‌شود")) == "می‌شود"


def test_an_act_is_about_the_wording_that_stands():
    event = decide(Act("retract", FACT.id, BEN, "wrong", cause="T1"), seen())

    assert (event.content_hash, event.cause, event.note) == (content_hash(FACT), "T1", "wrong")


class TestSeenWording:
    def test_the_beginning_of_the_hash_is_enough(self):
        act = Act("retract", FACT.id, BEN, "wrong", seen_hash=content_hash(FACT)[:12])
        assert decide(act, seen()).kind == "retract"

    def test_a_wording_that_was_revised_since_is_refused_with_who_and_when(self):
        newer = {"actor": BEN, "content_hash": "f" * 64, "body": body_of(FACT)}
        act = Act("retract", FACT.id, ANA, "wrong", seen_hash=content_hash(FACT))

        said = refusal(act, seen(("revise", newer)))

        assert said == "test-240216.01 was revised on 24 Nov 2026 by Ben: look at it again."


class TestVerify:
    @pytest.mark.parametrize(
        ("topics", "until"),
        [(["attacks"], date(2027, 2, 22)), (["history", "officials"], date(2027, 11, 24))],
    )
    def test_it_holds_as_long_as_the_topics_say(self, topics, until):
        about = fact("The Taliban holds Kabul.", id="test-240216.01", topics=topics)

        assert decide(Act("verify", about.id, BEN), seen(of=about)).review_by == until

    @pytest.mark.parametrize("who", [ANA, Actor("cli:ana", "ana")])
    def test_who_wrote_the_wording_cannot_verify_it_from_anywhere(self, who):
        assert "Somebody else" in refusal(Act("verify", FACT.id, who), seen())

    def test_an_open_dispute_stands_in_the_way_with_its_reason(self):
        said = refusal(Act("verify", FACT.id, BEN), seen(("dispute", {"note": "too strong"})))

        assert "is disputed on 24 Nov 2026 by Ana: too strong" in said

    def test_twice_a_day_is_once_too_often(self):
        verified = ("verify", {"actor": BEN, "review_by": date(2027, 2, 22)})

        assert "verified today by Ben" in refusal(
            Act("verify", FACT.id, Actor("cli:cy", "Cy")), seen(verified)
        )


class TestDoubt:
    @pytest.mark.parametrize(("kind", "done"), [("flag", "flagged"), ("dispute", "disputed")])
    def test_one_person_doubts_a_fact_once_while_that_is_open(self, kind, done):
        stands = seen((kind, {"actor": BEN, "note": "too strong"}))

        assert f"You {done} test-240216.01" in refusal(Act(kind, FACT.id, BEN, "again"), stands)
        assert decide(Act(kind, FACT.id, ANA, "me too"), stands).kind == kind

    def test_nothing_open_is_nothing_to_settle_and_who_was_first_is_said(self):
        stands = seen(("flag", {}), ("settle", {"actor": ANA}))

        assert "settle on 24 Nov 2026 by Ana" in refusal(Act("settle", FACT.id, BEN, "fine"), stands)


class TestRetract:
    @pytest.mark.parametrize(
        "kind", ["verify", "dispute", "flag", "settle", "retract", "supersede", "revise"]
    )
    def test_nothing_but_restore_and_redact_is_done_with_a_retracted_fact(self, kind):
        said = refusal(Act(kind, FACT.id, BEN, "why"), seen(("retract", {"note": "wrong"})))

        assert "was retracted on 24 Nov 2026 by Ana: wrong" in said

    def test_a_retracted_fact_can_be_restored_and_redacted(self):
        stands = seen(("retract", {"note": "wrong"}))

        assert decide(Act("restore", FACT.id, BEN, "right"), stands).changed == ()
        assert decide(Act("redact", FACT.id, BEN, "law"), stands).kind == "redact"

    def test_a_fact_that_stands_has_nothing_to_restore(self):
        assert "is not retracted" in refusal(Act("restore", FACT.id, BEN, "why"), seen())

    @pytest.mark.parametrize("kind", ["verify", "restore", "retract", "redact"])
    def test_nothing_is_done_with_a_redacted_fact(self, kind):
        assert "gone for good" in refusal(Act(kind, FACT.id, BEN, "why"), seen(("redact", {})))


class TestSupersede:
    def supersede(self, by):
        return Act("supersede", FACT.id, BEN, "newer", by=by)

    def test_the_event_names_the_fact_that_takes_its_place(self):
        newer = seen(of=fact("The Taliban holds Herat.", id=OLD))

        assert decide(self.supersede(OLD), seen(replacing=[newer])).changed == (OLD,)

    def test_no_fact_supersedes_itself(self):
        assert "itself" in refusal(self.supersede(FACT.id), seen(replacing=[seen()]))

    def test_a_retracted_fact_takes_no_place(self):
        newer = seen(("retract", {}), of=fact("The Taliban holds Herat.", id=OLD))

        assert "Name a fact that stands" in refusal(self.supersede(OLD), seen(replacing=[newer]))

    def test_a_circle_is_refused(self):
        newer = seen(("supersede", {"changed": (FACT.id,)}), of=fact("The Taliban holds Herat.", id=OLD))

        assert "takes the place of" in refusal(self.supersede(OLD), seen(replacing=[newer]))

    def test_once_is_enough(self):
        newer = seen(of=fact("The Taliban holds Herat.", id=OLD))
        stands = seen(("supersede", {"changed": (OLD,)}), replacing=[newer])

        assert "already" in refusal(self.supersede(OLD), stands)

    def test_restore_lifts_what_an_act_said(self):
        newer = seen(of=fact("The Taliban holds Herat.", id=OLD))
        stands = seen(("supersede", {"changed": (OLD,)}), replacing=[newer])

        assert decide(Act("restore", FACT.id, BEN, "not so"), stands).changed == (OLD,)

    def test_what_the_newer_fact_says_itself_is_changed_there(self):
        newer = seen(of=fact("The Taliban holds Herat.", id=OLD, supersedes=[FACT.id]))
        stands = seen(("supersede", {"changed": (OLD,)}), replacing=[newer])

        assert f"Take that out of {OLD}" in refusal(Act("restore", FACT.id, BEN, "not so"), stands)

    def test_one_that_is_hidden_is_not_named(self):
        newer = seen(of=fact("The Taliban holds Herat.", id=OLD, supersedes=[FACT.id]))
        stands = seen(("supersede", {"changed": (OLD,)}), replacing=[newer])

        said = refusal(Act("restore", FACT.id, BEN, "not so"), replace(stands, hidden=frozenset({OLD})))

        assert said == "What takes its place says so itself. Change it there."

    def test_a_circle_through_what_is_hidden_is_refused_without_saying_why(self):
        between = seen(("supersede", {"changed": (FACT.id,)}), of=fact("It holds Ghazni.", id=HIDDEN))
        newer = seen(("supersede", {"changed": (HIDDEN,)}), of=fact("The Taliban holds Herat.", id=OLD))
        stands = replace(seen(replacing=[newer, between]), hidden=frozenset({HIDDEN}))

        assert refusal(self.supersede(OLD), stands) == (
            f"{OLD} cannot take the place of {FACT.id}. Name another fact."
        )


@pytest.mark.parametrize(("kind", "before"), [("verify", "dispute"), ("dispute", "retract")])
def test_no_refusal_repeats_a_reason_that_names_what_is_hidden(kind, before):
    stands = seen((before, {"note": f"{HIDDEN} says so"}))

    assert HIDDEN in refusal(Act(kind, FACT.id, BEN, "why"), stands)
    assert HIDDEN not in refusal(Act(kind, FACT.id, BEN, "why"), replace(stands, hidden=frozenset({HIDDEN})))
