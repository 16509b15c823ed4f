import asyncio
from dataclasses import replace

import pytest

from bot.curation.rules import ActRefusedError
from bot.curation.wording import ProposedFact
from bot.domain.ledger import Target
from bot.factbase.recalling import recall
from bot.storage import ledger, synced
from bot.storage.synced import LastSaid
from tests.curation.small_ledger import ANA, BANKS, BEN, CLAIM, CLEO, DOSSIER, FIELDS, HERAT, PROPOSED, SOURCE

HERAT_S = [{"exact": "Herat saw 12 attacks"}]


def errors(remarks):
    return {(remark.field, remark.check) for remark in remarks if remark.level == "error"}


class TestPropose:
    async def test_a_fact_that_passes_the_checks_waits_for_a_decision(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)

        assert errors(made.remarks) == set()
        [waiting] = await small.proposals.open()
        assert waiting == made.proposal == await small.proposals.get(waiting.id)
        assert (waiting.by, waiting.state, waiting.fact.claim) == (ANA, "open", CLAIM)
        assert await small.history(waiting.fact.id) == ()

    @pytest.mark.parametrize(
        ("fields", "field", "check"),
        [
            ({"claim": "short"}, "claim", "schema"),
            ({"claim": None}, "claim", "schema"),
            ({"colour": "red"}, "colour", "schema"),
            ({"claim": "No attack was reported in 14 cities."}, "claim", "numbers"),
            ({"claim": "An attack was reported in Kandahar."}, "claim", "negation"),
            ({"quotes": [{"exact": "words that are not there"}]}, "quotes", "quote"),
            (
                {"quotes": [{"exact": "Herat saw 12 attacks"}], "claim": "Herat saw 12 attacks."},
                "quotes",
                "duplicates",
            ),
            ({"places": ["atlantis"]}, "places", "tags"),
            ({"topics": ["finance"]}, "topics", "tags"),
            ({"when": {"event": "2031"}}, "when", "dates"),
            ({"when": {"event": "soon"}}, "when", "schema"),
            ({"stance": "hedged"}, "stance", "hedges"),
            ({"contradicts": ["test-240216.99"]}, "contradicts", "relations"),
            ({"supersedes": ["test-240216.00"]}, "supersedes", "relations"),
            ({"quantities": [{"raw": "many", "low": 5, "unit": "attacks"}]}, "quantities", "quantity"),
            ({"attribution": {"chain": ["taliban"], "how": "direct"}}, "attribution", "direct"),
        ],
    )
    async def test_an_error_refuses_it_at_the_field_that_is_wrong(self, small, fields, field, check):
        made = await small.proposals.propose(ProposedFact(SOURCE, {**FIELDS, **fields}), ANA)

        assert made.proposal is None
        assert (field, check) in errors(made.remarks)
        assert await small.proposals.open() == []

    async def test_a_warning_is_shown_and_refuses_nothing(self, small):
        made = await small.proposals.propose(ProposedFact(SOURCE, {**FIELDS, "subjects": ["taliban"]}), ANA)

        [warning] = [remark for remark in made.remarks if remark.level == "warning"]
        assert (warning.field, warning.check) == ("subjects", "tags")
        assert made.proposal is not None

    async def test_the_checks_alone_store_nothing(self, small):
        assert errors(await small.proposals.check(PROPOSED)) == set()
        assert await small.proposals.open() == []

    async def test_a_document_that_is_not_there_is_the_source_field_s_error(self, small):
        assert errors(await small.proposals.check(replace(PROPOSED, source_id="test-990101"))) == {
            ("source", "document")
        }

    async def test_a_document_that_was_taken_down_takes_no_more_facts(self, small):
        await small.acts.redact(SOURCE, CLEO, "a court's order")

        assert errors(await small.proposals.check(PROPOSED)) == {("source", "document")}

    async def test_space_around_what_was_typed_is_not_part_of_it(self, small):
        typed = {
            **FIELDS,
            "claim": f" {CLAIM}\n",
            "quotes": [{"exact": "No attack was reported in Kandahar "}],
        }

        made = await small.proposals.propose(ProposedFact(SOURCE, typed), ANA)

        assert made.proposal.fact.claim == CLAIM


class TestApprove:
    async def test_the_fact_gets_the_next_number_its_author_and_its_place_in_the_document(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)

        [event] = await small.proposals.approve(made.proposal.id, BEN)

        assert (event.kind, event.target.id, event.actor) == ("add", f"{SOURCE}.04", ANA)
        assert event.note == "approved by Ben"
        async with small.database.reading() as session:
            [stored] = [each for each in await ledger.stored(session, "fact") if each.id == f"{SOURCE}.04"]
        assert [passage.text for passage in stored.read_passages()] == ["No attack was reported in Kandahar"]
        assert stored.terms
        decided = await small.proposals.get(made.proposal.id)
        assert (decided.state, decided.decided_by, decided.seq) == ("approved", BEN, event.seq)

    async def test_nobody_approves_their_own(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)

        with pytest.raises(ActRefusedError, match="somebody else has to approve"):
            await small.proposals.approve(made.proposal.id, ANA)

    async def test_nor_what_they_edited(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)
        await small.proposals.edit(made.proposal.id, {"topics": []}, BEN)

        for author in (ANA, BEN):
            with pytest.raises(ActRefusedError, match="somebody else has to approve"):
                await small.proposals.approve(made.proposal.id, author)

    async def test_who_edited_last_is_the_fact_s_editor_and_the_proposer_is_named(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)
        await small.proposals.edit(made.proposal.id, {"topics": []}, BEN)

        [event] = await small.proposals.approve(made.proposal.id, CLEO)

        assert (event.actor, event.note) == (BEN, "proposed by Ana, approved by Cleo")

    async def test_of_two_at_once_one_adds_it_and_the_other_is_told(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)

        done = await asyncio.gather(
            *(small.proposals.approve(made.proposal.id, who) for who in (BEN, CLEO)), return_exceptions=True
        )

        [refusal] = [str(each) for each in done if isinstance(each, ActRefusedError)]
        assert refusal.startswith("The proposal was approved by ")
        assert len(await small.history(f"{SOURCE}.04")) == 1

    async def test_the_same_press_again_returns_the_event_of_the_first(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)
        first = await small.proposals.approve(made.proposal.id, BEN, cause="T1")

        assert await small.proposals.approve(made.proposal.id, BEN, cause="T1") == first

    async def test_two_proposals_of_one_fact_become_one(self, small):
        made = [await small.proposals.propose(PROPOSED, who) for who in (ANA, BEN)]
        await small.proposals.approve(made[0].proposal.id, CLEO)

        with pytest.raises(ActRefusedError, match=r"The base has changed .* first quote"):
            await small.proposals.approve(made[1].proposal.id, CLEO)

    async def test_a_number_never_returns_not_even_that_of_a_draft_or_a_retracted_fact(self, small):
        await small.acts.retract(BANKS, ANA, "wrong")
        draft = LastSaid(Target("fact", f"{SOURCE}.07"), DOSSIER, "f" * 64, "draft")
        async with small.database.begin() as session:
            await synced.note_said(session, [draft])

        assert await small.born() == f"{SOURCE}.08"

    async def test_the_facts_that_it_supersedes_are_told_so(self, small):
        fact_id = await small.born(supersedes=[HERAT])

        assert (await small.standing(HERAT)).superseded_by == (fact_id,)


class TestEditAndReject:
    async def test_an_edit_is_checked_like_a_proposal(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)

        edited = await small.proposals.edit(made.proposal.id, {"places": ["atlantis"]}, BEN)

        assert errors(edited.remarks) == {("places", "tags")}
        assert await small.proposals.get(made.proposal.id) == made.proposal

    async def test_none_takes_a_field_away(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)

        edited = await small.proposals.edit(made.proposal.id, {"topics": None}, BEN)

        assert edited.proposal.fact.topics == ()
        assert edited.proposal.authors == (ANA, BEN)

    async def test_a_rejection_says_by_whom_and_why_and_ends_it(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)

        decided = await small.proposals.reject(made.proposal.id, BEN, "not worth it")

        assert (decided.state, decided.decided_by, decided.reason) == ("rejected", BEN, "not worth it")
        assert await small.proposals.open() == []
        with pytest.raises(ActRefusedError, match="was rejected by Ben on 24 Nov 2026"):
            await small.proposals.approve(made.proposal.id, CLEO)

    async def test_a_rejection_needs_a_reason(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)

        with pytest.raises(ActRefusedError, match="A reason is missing"):
            await small.proposals.reject(made.proposal.id, BEN, "")

    async def test_an_unknown_proposal_is_said_to_be_none(self, small):
        with pytest.raises(ActRefusedError, match="There is no proposal nowhere"):
            await small.proposals.approve("nowhere", BEN)


async def test_an_approved_fact_is_indexed_by_what_was_worked_out_when_it_came_in(small):
    fact_id = await small.born()

    state = await recall(small.database)

    assert state.stored.terms.get(fact_id)
