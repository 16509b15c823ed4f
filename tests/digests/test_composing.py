from dataclasses import replace
from datetime import timedelta

import pytest

from bot.digests.composing import Composer
from bot.digests.errors import NotYetError
from bot.domain.digests import AskedInVain, Delivery, Part
from bot.storage import deliveries
from tests.ceilings import INSIDE
from tests.curation.small_ledger import ANA, BEN
from tests.digests.newsroom import ATTACK, BANKS, LATER, ONE, THREE, TWO, Newsroom, claims, told_to


class TestSummary:
    async def test_the_first_digest_says_how_things_stand_and_what_has_changed_since_it_was_asked_for(
        self, database
    ):
        newsroom = Newsroom(database)
        subscription = await newsroom.open(BANKS, ATTACK)
        await newsroom.add(LATER)

        digest = await newsroom.digest(replace(subscription, is_first=True))

        assert digest.kind == "summary"
        assert claims(digest.new) == [LATER.claim]
        pictures = {each.name: (claims(each.shown), each.total) for each in digest.picture.topics}
        assert pictures == {"Attacks": ([ATTACK.claim], 2), "Finance": ([BANKS.claim], 1)}

    async def test_a_summary_says_what_is_in_doubt_and_due_however_long_it_has_been(self, newsroom):
        subscription = await newsroom.open(BANKS, ATTACK, LATER, kind="summary")
        await newsroom.acts.verify(ONE, BEN)
        await newsroom.revise(TWO, contradicts=[THREE])
        await newsroom.acts.dispute(THREE, ANA, "one market only")
        await newsroom.ask("yemen", "yemen")
        subscription = told_to(subscription, await newsroom.digest(subscription))
        in_spring = subscription.covered_at + timedelta(days=120)

        digest = await newsroom.digest(replace(subscription, covered_at=in_spring))

        assert claims(digest.disputed) == [LATER.claim]
        assert [each.about for each in digest.contradicting] == ["Attacks"]
        assert [each.fact_id for each in digest.due] == [ONE]
        assert digest.asked == (AskedInVain("yemen", 2),)
        assert (digest.new, digest.confirmed, digest.corrected) == ((), (), ())

    async def test_what_another_fact_takes_the_place_of_is_not_due_for_review(self, newsroom):
        subscription = await newsroom.open(BANKS, ATTACK, LATER, kind="summary")
        await newsroom.acts.verify(ONE, BEN)
        await newsroom.acts.verify(TWO, BEN)
        await newsroom.acts.supersede(TWO, ANA, "a second market", by=THREE)
        subscription = told_to(subscription, await newsroom.digest(subscription))
        in_spring = subscription.covered_at + timedelta(days=120)

        digest = await newsroom.digest(replace(subscription, covered_at=in_spring))

        assert [each.fact_id for each in digest.due] == [ONE]


class TestBeingReady:
    async def test_a_state_older_than_what_was_told_has_to_wait(self, newsroom):
        subscription = await newsroom.open(BANKS)

        with pytest.raises(NotYetError):
            await newsroom.digest(replace(subscription, cursor=subscription.cursor + 1))

    async def test_what_the_state_does_not_include_yet_belongs_to_the_next_digest(self, newsroom):
        subscription = await newsroom.open(BANKS)
        await newsroom.add(ATTACK)
        await newsroom.look()
        await newsroom.add(LATER)

        first = await newsroom.composer.compose(subscription, newsroom.now(), INSIDE)
        second = await newsroom.digest(told_to(subscription, first))

        assert (claims(first.new), claims(second.new)) == ([ATTACK.claim], [LATER.claim])

    async def test_words_taken_down_a_moment_ago_are_waited_for(self, newsroom):
        subscription = await newsroom.open(BANKS)
        await newsroom.add(ATTACK)
        await newsroom.look()
        await newsroom.acts.redact(TWO, BEN, "taken down")

        with pytest.raises(NotYetError):
            await newsroom.composer.compose(subscription, newsroom.now(), INSIDE)

    async def test_a_state_that_goes_on_while_the_database_is_read_is_read_anew(self, newsroom):
        subscription = await newsroom.open(BANKS)
        states = [newsroom.state]
        await newsroom.add(ATTACK)
        await newsroom.look()
        states.append(newsroom.state)
        await newsroom.add(LATER)
        await newsroom.look()
        moving = Composer(newsroom.database, lambda _: states.pop(0) if states else newsroom.state)

        digest = await moving.compose(subscription, newsroom.now(), INSIDE)

        assert claims(digest.new) == [ATTACK.claim, LATER.claim]

    async def test_what_covers_the_same_as_another_asks_the_database_nothing(self, newsroom):
        subscription = await newsroom.open(BANKS, ATTACK)
        await newsroom.add(LATER)
        first = await newsroom.digest(subscription)

        await newsroom.database.close()

        assert await newsroom.composer.compose(subscription, first.window.to_at, INSIDE) == first


async def test_a_digest_under_way_does_not_say_what_is_taken_down_meanwhile(database):
    newsroom = Newsroom(database)
    subscription = await newsroom.open(BANKS)
    parts = (Part("first", ()), Part(f"1. {BANKS.claim} · {ONE}", ()))
    under_way = Delivery(
        key="digest:d-abcde:1",
        subscription_id=subscription.id,
        channel="C1",
        kind="changes",
        due_at=newsroom.now(),
        made_at=newsroom.now(),
        from_seq=0,
        to_seq=subscription.cursor,
        parts=parts,
        tlp="CLEAR",
        parts_total=2,
    )
    async with database.begin() as session:
        await deliveries.add(session, under_way)

    await newsroom.acts.redact(ONE, BEN, "a court's order")

    async with database.reading() as session:
        kept = await deliveries.find(session, under_way.key)
    assert [part.text for part in kept.parts] == ["first", "[taken away]"]
