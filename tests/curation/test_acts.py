import asyncio

import pytest

from bot.curation.rules import ActRefusedError
from bot.domain.handling import STRICTEST
from bot.domain.ledger import Actor
from bot.storage.engine import StorageError
from tests.curation.small_ledger import (
    ANA,
    ATTACKS,
    BANKS,
    BEN,
    CLAIM,
    CLEO,
    HERAT,
    PROPOSED,
    SOURCE,
)


class TestAnAct:
    async def test_is_recorded_with_who_when_why_and_on_which_wording(self, small):
        event = await small.acts.retract(ATTACKS, ANA, " wrong\nspeaker ")

        assert (event.actor, event.at, event.note) == (ANA, small.now(), "wrong speaker")
        assert event.content_hash == (await small.standing(ATTACKS)).content_hash
        assert (await small.history(ATTACKS))[-1] == event

    async def test_on_an_unknown_fact_is_refused_with_the_nearest_ids(self, small):
        with pytest.raises(ActRefusedError, match=r"knows no fact test-240216\.1\..*test-240216\.01"):
            await small.acts.flag("test-240216.1", ANA, "hm")

    async def test_of_the_same_cause_is_done_once(self, small):
        first = await small.acts.retract(ATTACKS, ANA, "wrong", cause="T1")
        again = await small.acts.retract(ATTACKS, ANA, "wrong", cause="T1")

        assert again == first
        assert [event.kind for event in await small.history(ATTACKS)] == ["add", "retract"]

    async def test_on_a_wording_that_was_revised_since_is_refused(self, small):
        fact_id = await small.born()
        seen = (await small.standing(fact_id)).content_hash
        await small.acts.revise(fact_id, {"topics": []}, CLEO, "not about attacks")

        with pytest.raises(ActRefusedError, match="was revised on 24 Nov 2026 by Cleo"):
            await small.acts.verify(fact_id, BEN, seen_hash=seen[:12])

    async def test_with_the_database_away_is_refused_in_its_sentence(self, small):
        await small.database.close()

        with pytest.raises(StorageError, match="is closed"):
            await small.acts.flag(ATTACKS, ANA, "hm")

    async def test_of_two_at_once_the_second_is_told_who_was_first(self, small):
        done = await asyncio.gather(
            *(small.acts.retract(ATTACKS, who, "wrong") for who in (ANA, BEN, CLEO)), return_exceptions=True
        )

        [event] = [each for each in done if not isinstance(each, ActRefusedError)]
        refusals = [str(each) for each in done if isinstance(each, ActRefusedError)]
        assert len(refusals) == 2
        assert all(f"by {event.actor.name}: wrong" in refusal for refusal in refusals)


class TestJudgement:
    async def test_a_verification_stands_until_the_wording_changes(self, small):
        fact_id = await small.born()
        await small.acts.verify(fact_id, CLEO)
        assert (await small.standing(fact_id)).verification.by == CLEO

        await small.acts.revise(fact_id, {"topics": []}, BEN, "not about attacks")

        assert (await small.standing(fact_id)).verification is None

    async def test_flag_dispute_and_settle_open_and_close_doubts(self, small):
        await small.acts.flag(HERAT, ANA, "source?")
        await small.acts.dispute(HERAT, BEN, "too low")
        standing = await small.standing(HERAT)
        assert [doubt.why for doubt in (*standing.flags, *standing.disputes)] == ["source?", "too low"]

        await small.acts.settle(HERAT, CLEO, "the document says so")

        standing = await small.standing(HERAT)
        assert (standing.flags, standing.disputes) == ((), ())

    async def test_restore_brings_a_retracted_fact_back(self, small):
        await small.acts.retract(ATTACKS, ANA, "wrong")
        assert not (await small.standing(ATTACKS)).is_active

        await small.acts.restore(ATTACKS, BEN, "right after all")

        assert (await small.standing(ATTACKS)).is_active

    async def test_supersede_and_restore_put_another_fact_in_its_place_and_back(self, small):
        await small.acts.supersede(ATTACKS, ANA, "newer", by=HERAT)
        assert (await small.standing(ATTACKS)).superseded_by == (HERAT,)

        await small.acts.restore(ATTACKS, BEN, "both stand")

        assert (await small.standing(ATTACKS)).superseded_by == ()

    async def test_a_circle_by_way_of_others_is_refused(self, small):
        await small.acts.supersede(ATTACKS, ANA, "newer", by=HERAT)
        await small.acts.supersede(HERAT, ANA, "newer", by=BANKS)

        with pytest.raises(ActRefusedError, match="takes the place of"):
            await small.acts.supersede(BANKS, ANA, "newer", by=ATTACKS)

    async def test_an_act_ends_the_review_of_its_fact_and_a_flag_does_not(self, small):
        await small.reviews.take(f"fact:{HERAT}", ANA, STRICTEST)

        await small.acts.flag(HERAT, BEN, "source?")
        assert (await small.reviews.card(f"fact:{HERAT}", STRICTEST)).taken.by == ANA
        await small.acts.settle(HERAT, ANA, "fine")

        assert (await small.reviews.card(f"fact:{HERAT}", STRICTEST)).taken.by is None


class TestRevise:
    async def test_it_says_what_changed_and_looks_for_the_quotes_anew(self, small):
        fact_id = await small.born()

        done = await small.acts.revise(fact_id, {"places": None, "topics": ["history"]}, CLEO, "retagged")

        assert done.event.changed == ("places", "topics")
        assert "places" not in (await small.kept(fact_id)).body

    async def test_an_error_refuses_it_and_names_its_field(self, small):
        fact_id = await small.born()

        done = await small.acts.revise(fact_id, {"quotes": [{"exact": "no such words"}]}, CLEO, "shorter")

        assert done.event is None
        assert [remark.field for remark in done.remarks if remark.level == "error"] == ["quotes"]
        assert len(await small.history(fact_id)) == 1

    async def test_what_a_file_owns_is_edited_in_the_file(self, small):
        with pytest.raises(ActRefusedError, match=r"stands in facts/2024/test-240216\.yaml"):
            await small.acts.revise(ATTACKS, {"topics": []}, ANA, "retagged")

    async def test_the_same_words_again_are_no_revision(self, small):
        fact_id = await small.born()

        with pytest.raises(ActRefusedError, match="Nothing would change"):
            await small.acts.revise(fact_id, {"claim": CLAIM}, CLEO, "again")

    async def test_a_fact_that_is_named_as_superseded_is_told_so(self, small):
        fact_id = await small.born()

        await small.acts.revise(fact_id, {"supersedes": [HERAT]}, CLEO, "newer")
        assert (await small.standing(HERAT)).superseded_by == (fact_id,)
        await small.acts.revise(fact_id, {"supersedes": None}, CLEO, "both stand")

        assert (await small.standing(HERAT)).superseded_by == ()


class TestRedact:
    async def test_the_words_leave_every_event_and_the_proposal(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)
        [event] = await small.proposals.approve(made.proposal.id, BEN)

        await small.acts.redact(event.target.id, CLEO, "a court's order")

        assert all(each.body is None for each in await small.history(event.target.id))
        assert (await small.proposals.get(made.proposal.id)).fact is None
        assert await small.text() is not None

    async def test_what_is_kept_of_messages_loses_them_too(self, small):
        await small.show(HERAT, BANKS, ts="1.1")

        await small.acts.redact(HERAT, CLEO, "a court's order")

        kept = str((await small.shown("1.1")).blocks)
        assert "Herat saw 12 attacks" not in kept
        assert "reopened three banks" in kept

    async def test_a_source_loses_its_text_and_the_words_of_all_its_facts(self, small):
        waiting = await small.proposals.propose(PROPOSED, ANA)

        event = await small.acts.redact(SOURCE, CLEO, "a court's order", cause="T1")

        assert (event.kind, event.target.kind) == ("retract", "source")
        assert await small.text() is None
        for fact_id in (ATTACKS, HERAT, BANKS):
            assert (await small.standing(fact_id)).is_redacted
        decided = await small.proposals.get(waiting.proposal.id)
        assert (decided.state, decided.fact, decided.reason) == ("rejected", None, "a court's order")

    async def test_a_source_is_taken_down_once(self, small):
        first = await small.acts.redact(SOURCE, CLEO, "a court's order", cause="T1")

        assert await small.acts.redact(SOURCE, CLEO, "a court's order", cause="T1") == first
        with pytest.raises(ActRefusedError, match="was taken down on 24 Nov 2026 by Cleo"):
            await small.acts.redact(SOURCE, Actor("cli:ben", "Ben"), "again")
        with pytest.raises(ActRefusedError, match="knows no source test-999999"):
            await small.acts.redact("test-999999", CLEO, "why")
