"""Curation under ceilings: what is above is not there for whoever looks, and its cards stand nowhere."""

from dataclasses import dataclass, field

import pytest

from bot.curation.cards import CardDrawing, Cards
from bot.curation.choosing import Choosing
from bot.curation.deciding import held, version
from bot.curation.notices import NoticeDrawing, Notices
from bot.curation.rules import ActRefusedError
from bot.curation.showing import lay_out
from bot.curation.wording import ProposedFact
from bot.delivery.outbox import Outbox
from bot.delivery.sending import Telling
from bot.domain.handling import CEILINGS, STRICTEST, STRICTNESS
from bot.domain.ledger import NewEvent
from bot.domain.postman import Writing
from bot.storage import ledger
from tests.curation.small_ledger import ANA, ATTACKS, BANKS, BEN, CURATOR, FIELDS, HERAT, SOURCE

SUBJECT = f"fact:{ATTACKS}"


async def mark(small, tlp):
    """Mark the document, and so all its facts."""
    await small.revise_source(tlp=tlp)


async def mark_fact(small, fact_id, tlp):
    """Mark one fact more strictly than its document."""
    kept = await small.kept(fact_id)
    event = NewEvent(
        kind="revise",
        target=kept.target,
        actor=CURATOR,
        content_hash="0" * 64,
        body={**kept.body, "tlp": tlp},
        changed=("tlp",),
        origin="sync",
    )
    async with small.database.begin() as session:
        await ledger.append(session, [event], small.now())


@dataclass
class Board:
    """The curators' channel, and what stands there."""

    small: object
    ceiling: str = STRICTEST
    posted: list = field(default_factory=list)
    corrected: list = field(default_factory=list)

    async def ceiling_of(self, _place):
        return self.ceiling

    async def post(self, _place, writing, *, key):
        self.posted.append((key, writing.text))
        return f"{len(self.posted)}.0"

    async def direct(self, user_id):
        return f"D{user_id}"

    async def correct(self, _channel, _ts, writing):
        self.corrected.append(writing.text)

    def open(self):
        """Join the cards and the notices to it."""
        drawing = CardDrawing(card=lambda laid: Writing(laid.card.fact.claim), gone=Writing)
        notices = NoticeDrawing(
            lambda each: Writing(f"{each.event.kind} {each.event.note}"), lambda each: Writing(each.why)
        )
        database, now, reviews = self.small.database, self.small.now, self.small.reviews
        outbox = Outbox(database, self, now, Telling(None, self.ceiling_of))
        cards = Cards(database, outbox, self, reviews, drawing, "C1", self.ceiling_of)
        return outbox, cards, Notices(database, outbox, reviews, notices, self.ceiling_of)


class TestTheQueue:
    async def test_it_holds_what_is_within_the_ceiling(self, small):
        await mark_fact(small, ATTACKS, "AMBER")
        await small.acts.flag(ATTACKS, ANA, "the number is wrong")

        for ceiling in CEILINGS:
            queue = {card.fact.id: card.tlp for card in await small.reviews.queue(ceiling)}
            is_within = STRICTNESS[ceiling] >= STRICTNESS["AMBER"]
            assert queue == {HERAT: "CLEAR", BANKS: "CLEAR", **({ATTACKS: "AMBER"} if is_within else {})}

    async def test_what_is_above_takes_nobodys_place(self, small):
        await mark_fact(small, ATTACKS, "RED")
        await small.show(ATTACKS, ts="1.0")

        [card] = await small.reviews.queue("AMBER", limit=1)

        assert card.fact.id != ATTACKS

    async def test_a_card_above_the_ceiling_is_as_unknown_as_one_that_nobody_knows(self, small):
        await mark(small, "RED")
        made = await small.proposals.propose(ProposedFact(SOURCE, FIELDS), ANA)

        for subject in (SUBJECT, f"proposal:{made.proposal.id}"):
            with pytest.raises(ActRefusedError) as above:
                await small.reviews.card(subject, "AMBER")
            with pytest.raises(ActRefusedError) as unknown:
                await small.reviews.card(f"{subject}99", STRICTEST)
            assert str(above.value) == str(unknown.value).replace(f"{_name(subject)}99", _name(subject))

    async def test_nobody_takes_or_holds_a_card_above_their_ceiling(self, small):
        await mark(small, "RED")
        card = await small.reviews.card(SUBJECT, STRICTEST)

        with pytest.raises(ActRefusedError, match="There is no fact"):
            await small.reviews.take(SUBJECT, ANA, "AMBER")
        with pytest.raises(ActRefusedError, match="There is no fact"):
            async with held(small.reviews, SUBJECT, ANA, "AMBER", seen=version(card)):
                pass

    async def test_what_takes_a_facts_place_above_the_ceiling_is_not_named(self, small):
        await mark_fact(small, HERAT, "RED")
        await small.acts.supersede(ATTACKS, BEN, "the red report says more", by=HERAT)

        card = await small.reviews.card(SUBJECT, "AMBER")
        laid = await lay_out(small.database, card, "AMBER")

        assert card.standing.superseded_by == ()
        assert (laid.last.changed, laid.last.note) == ((), "")

    async def test_nor_is_it_in_a_reason_for_which_it_is_doubted(self, small):
        await mark_fact(small, HERAT, "RED")
        await small.acts.flag(ATTACKS, ANA, f"{HERAT} says more")
        await small.acts.dispute(ATTACKS, BEN, f"{BANKS} says more")

        [card, *_] = await small.reviews.queue("AMBER")
        laid = await lay_out(small.database, card, "AMBER")

        assert [each.why for each in laid.card.doubts] == ["", f"{BANKS} says more"]

    async def test_nor_in_the_refusal_of_an_act(self, small):
        await mark_fact(small, HERAT, "RED")
        await small.acts.retract(ATTACKS, BEN, f"{HERAT} says more")

        with pytest.raises(ActRefusedError) as refused:
            await small.acts.within("AMBER").dispute(ATTACKS, ANA, "too many")

        assert HERAT not in str(refused.value)


class TestTheCards:
    async def test_a_flag_on_a_fact_above_the_channels_ceiling_is_not_posted_there(self, small):
        board = Board(small, "AMBER")
        outbox, cards, _ = board.open()
        await mark(small, "RED")
        await small.acts.flag(ATTACKS, ANA, "the number is wrong")

        await cards.beat()
        await outbox.beat()

        assert board.posted == []

    async def test_nor_is_a_proposal(self, small):
        board = Board(small, "AMBER")
        outbox, cards, _ = board.open()
        await mark(small, "RED")
        await small.proposals.propose(ProposedFact(SOURCE, FIELDS), ANA)

        await cards.beat()
        await cards.proposed()
        await outbox.beat()

        assert board.posted == []

    async def test_a_card_whose_document_is_marked_more_strictly_loses_its_words(self, small):
        board = Board(small, "AMBER")
        outbox, cards, _ = board.open()
        await small.acts.flag(ATTACKS, ANA, "the number is wrong")
        await cards.beat()
        await outbox.beat()
        await cards.beat()
        assert [text for _, text in board.posted] == ["Test Press counted 40 attacks in Kabul in 2023."]

        await mark(small, "RED")
        await cards.beat()

        assert board.corrected[-1] == "not for here"

    @pytest.mark.parametrize("is_proposed", [False, True])
    async def test_a_card_is_not_posted_where_its_document_was_marked_more_strictly_meanwhile(
        self, small, is_proposed
    ):
        board = Board(small, "AMBER")
        outbox, cards, _ = board.open()
        if is_proposed:
            await small.proposals.propose(ProposedFact(SOURCE, FIELDS), ANA)
        else:
            await small.acts.flag(ATTACKS, ANA, "the number is wrong")
        await cards.beat()

        await mark(small, "RED")
        await outbox.beat()

        assert board.posted == []

    async def test_a_card_in_a_channel_that_holds_less_by_now_loses_its_words_with_the_next_act(self, small):
        board = Board(small)
        outbox, cards, _ = board.open()
        await mark(small, "AMBER")
        await small.acts.flag(ATTACKS, ANA, "the number is wrong")
        await cards.beat()
        await outbox.beat()
        await cards.beat()

        board.ceiling = "CLEAR"
        await small.acts.settle(ATTACKS, BEN, "it stands")
        await cards.beat()

        assert board.corrected[-1] == "not for here"


class TestProposing:
    async def test_a_document_above_the_ceiling_is_as_unknown_as_one_that_is_none(self, small):
        await mark(small, "RED")
        unknown = ProposedFact("nobody-240216", FIELDS)

        [above] = (await small.proposals.propose(ProposedFact(SOURCE, FIELDS), ANA, ceiling="AMBER")).remarks
        [none] = (await small.proposals.propose(unknown, ANA, ceiling="AMBER")).remarks

        assert above.message == none.message.replace("nobody-240216", SOURCE)
        assert (above.level, above.field) == (none.level, none.field)
        assert await small.proposals.open() == []

    async def test_a_twin_above_the_ceiling_is_not_named_and_is_found_before_the_fact_is_added(self, small):
        fact_id = await small.born(tlp="RED")

        made = await small.proposals.propose(ProposedFact(SOURCE, FIELDS), ANA, ceiling="AMBER")

        assert fact_id not in str(made.remarks)
        with pytest.raises(ActRefusedError) as refused:
            await small.proposals.approve(made.proposal.id, BEN, ceiling="AMBER")
        assert fact_id not in str(refused.value)

    async def test_documents_are_offered_within_the_ceiling(self, small):
        choosing = Choosing(small.database, lambda: None)
        await mark(small, "AMBER")

        assert await choosing.sources("test", "GREEN") == []
        assert [each.id for each in await choosing.sources("test", "AMBER")] == [SOURCE]


def _name(subject):
    return subject.partition(":")[2]
