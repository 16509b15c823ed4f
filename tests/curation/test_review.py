import pytest

from bot.curation.rules import ActRefusedError
from bot.domain.handling import STRICTEST
from tests.curation.small_ledger import ANA, ATTACKS, BANKS, BEN, CLEO, HERAT, PROPOSED


async def in_queue(small):
    return [(card.why, card.fact.id) for card in await small.reviews.queue(STRICTEST)]


class TestTheQueue:
    async def test_the_most_pressing_comes_first(self, small):
        fact_id = await small.born()
        await small.acts.verify(fact_id, CLEO)
        small.now.passes(days=100)
        await small.acts.verify(BANKS, ANA)
        await small.acts.flag(HERAT, ANA, "source?")
        await small.acts.dispute(ATTACKS, BEN, "too many")
        other = await small.proposals.propose(PROPOSED, ANA)
        assert other.proposal is None

        assert await in_queue(small) == [("flagged", HERAT), ("disputed", ATTACKS), ("stale", fact_id)]

    async def test_a_proposal_stands_between_what_is_flagged_and_what_is_disputed(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)
        await small.acts.flag(HERAT, ANA, "source?")

        cards = await small.reviews.queue(STRICTEST)

        assert [card.why for card in cards] == ["flagged", "proposed", "unverified", "unverified"]
        assert (cards[1].proposal, cards[1].subject) == (made.proposal, f"proposal:{made.proposal.id}")

    async def test_within_a_reason_the_most_shown_comes_first(self, small):
        await small.show(BANKS, HERAT, ts="1.1")
        await small.show(BANKS, ts="1.2")

        cards = await small.reviews.queue(STRICTEST)

        assert [(card.fact.id, card.shown) for card in cards] == [(BANKS, 2), (HERAT, 1), (ATTACKS, 0)]

    async def test_each_fact_stands_in_it_once_with_all_that_is_open(self, small):
        await small.acts.dispute(HERAT, BEN, "too low")
        await small.acts.flag(HERAT, ANA, "source?")

        [card, *others] = await small.reviews.queue(STRICTEST)

        assert [(doubt.by, doubt.why) for doubt in card.doubts] == [(BEN, "too low"), (ANA, "source?")]
        assert HERAT not in {other.fact.id for other in others}

    async def test_what_is_retracted_or_superseded_awaits_nobody(self, small):
        await small.acts.retract(HERAT, ANA, "wrong")
        await small.acts.supersede(ATTACKS, ANA, "newer", by=BANKS)

        assert await in_queue(small) == [("unverified", BANKS)]

    async def test_it_ends_where_it_is_told_to(self, small):
        assert len(await small.reviews.queue(STRICTEST, limit=2)) == 2

    async def test_a_reason_that_reads_like_a_state_changes_none(self, small):
        await small.acts.flag(HERAT, ANA, '"flags":[] "verification":null')

        assert (await in_queue(small))[0] == ("flagged", HERAT)


class TestTaking:
    async def test_one_named_person_at_a_time_has_a_card(self, small):
        taken = await small.reviews.take(f"fact:{HERAT}", ANA, STRICTEST)
        assert taken.taken.by == ANA

        with pytest.raises(
            ActRefusedError, match="Ana took this card at 09:00 UTC, and has it until 11:00 UTC"
        ):
            await small.reviews.take(f"fact:{HERAT}", BEN, STRICTEST)

        [card] = [card for card in await small.reviews.queue(STRICTEST) if card.fact.id == HERAT]
        assert card.taken.by == ANA

    async def test_after_two_hours_somebody_else_may_take_it(self, small):
        await small.reviews.take(f"fact:{HERAT}", ANA, STRICTEST)
        small.now.passes(hours=2)

        assert (await small.reviews.take(f"fact:{HERAT}", BEN, STRICTEST)).taken.by == BEN

    async def test_given_back_it_is_free_and_only_who_has_it_gives_it_back(self, small):
        await small.reviews.take(f"fact:{HERAT}", ANA, STRICTEST)

        with pytest.raises(ActRefusedError, match="Only Ana can give it back"):
            await small.reviews.give_back(f"fact:{HERAT}", BEN)
        await small.reviews.give_back(f"fact:{HERAT}", ANA)

        assert (await small.reviews.take(f"fact:{HERAT}", BEN, STRICTEST)).taken.by == BEN

    async def test_where_a_card_stands_is_kept_whoever_has_it(self, small):
        await small.reviews.note_card(f"fact:{HERAT}", "C9", "1.5")
        await small.reviews.take(f"fact:{HERAT}", ANA, STRICTEST)
        await small.reviews.give_back(f"fact:{HERAT}", ANA)

        card = await small.reviews.card(f"fact:{HERAT}", STRICTEST)
        assert (card.taken.channel, card.taken.ts, card.taken.by) == ("C9", "1.5", None)

    @pytest.mark.parametrize("subject", ["fact:test-240216.99", "proposal:nowhere", "nonsense"])
    async def test_what_does_not_exist_cannot_be_taken(self, small, subject):
        with pytest.raises(ActRefusedError, match="Look at the queue again"):
            await small.reviews.take(subject, ANA, STRICTEST)

    async def test_a_proposal_that_was_decided_cannot_be_taken(self, small):
        made = await small.proposals.propose(PROPOSED, ANA)
        await small.proposals.reject(made.proposal.id, BEN, "not worth it")

        with pytest.raises(ActRefusedError, match="was rejected by Ben"):
            await small.reviews.take(f"proposal:{made.proposal.id}", CLEO, STRICTEST)


class TestWhoIsTold:
    async def test_an_act_tells_whose_flags_and_disputes_it_closed(self, small):
        await small.acts.flag(HERAT, ANA, "source?")
        await small.acts.settle(HERAT, CLEO, "fine")
        await small.acts.flag(HERAT, ANA, "still: source?")
        await small.acts.dispute(HERAT, BEN, "too low")

        event = await small.acts.retract(HERAT, CLEO, "wrong")

        closed = await small.reviews.closed_by(event)
        assert [(doubt.by, doubt.why) for doubt in closed] == [(ANA, "still: source?"), (BEN, "too low")]

    async def test_an_act_that_closes_nothing_tells_nobody(self, small):
        assert await small.reviews.closed_by(await small.acts.flag(HERAT, ANA, "source?")) == ()
