from dataclasses import replace
from datetime import date, timedelta

from bot.domain.digests import AskedInVain
from tests.curation.small_ledger import ANA, BEN, CLEO
from tests.digests.newsroom import ATTACK, BANKS, LATER, ONE, THREE, TWO, Newsroom, claims, told_to


class TestCorrected:
    async def test_a_retracted_fact_is_told_with_who_when_why_and_in_how_many_messages_it_stood(
        self, database
    ):
        newsroom = Newsroom(database)
        subscription = await newsroom.open(BANKS, ATTACK)
        await newsroom.show(ONE, ts="1.0")
        await newsroom.show(ONE, ts="2.0", channel="C2")
        await newsroom.acts.retract(ONE, BEN, "made up")

        digest = await newsroom.digest(subscription)

        [told] = digest.corrected
        assert (told.fact_id, told.verdict, told.was) == (ONE, "retracted", BANKS.claim)
        assert (told.by, told.why, told.at, told.messages) == ("Ben", "made up", newsroom.now(), 2)
        assert (digest.holdings.facts, digest.sources) == (1, None)

    async def test_a_revised_fact_is_told_as_it_was_and_as_it_is(self, newsroom):
        subscription = await newsroom.open(BANKS)
        await newsroom.revise(ONE, claim="Three hundred banks reopened in Kabul.")

        [told] = (await newsroom.digest(subscription)).corrected

        assert (told.verdict, told.was, told.why) == ("revised", BANKS.claim, "misread")
        assert told.now.cited.fact.claim == "Three hundred banks reopened in Kabul."
        assert told.content_hash == told.now.content_hash

    async def test_a_change_of_tags_alone_is_not_told(self, newsroom):
        subscription = await newsroom.open(BANKS)
        await newsroom.revise(ONE, note="seen again", places=["afghanistan"])

        assert (await newsroom.digest(subscription)).is_quiet

    async def test_a_fact_that_leaves_what_is_followed_is_told_to_who_followed_it(self, newsroom):
        subscription = await newsroom.open(BANKS, about=("finance",))
        await newsroom.revise(ONE, claim="Three schools reopened in Kabul.", topics=[])

        digest = await newsroom.digest(subscription)

        assert [each.verdict for each in digest.corrected] == ["revised"]
        assert digest.holdings.facts == 0

    async def test_what_takes_a_facts_place_is_told_with_it_and_not_again_as_new(self, newsroom):
        subscription = await newsroom.open(ATTACK)
        await newsroom.add(LATER)
        await newsroom.acts.supersede(TWO, BEN, "newer", by=THREE)

        digest = await newsroom.digest(subscription)

        [told] = digest.corrected
        assert (told.verdict, told.was, claims(told.instead)) == ("superseded", ATTACK.claim, [LATER.claim])
        assert digest.new == ()

    async def test_in_its_place_stands_the_last_of_several_successors(self, newsroom):
        subscription = await newsroom.open(BANKS, ATTACK, LATER)
        await newsroom.acts.supersede(ONE, BEN, "newer", by=TWO)
        await newsroom.acts.supersede(TWO, BEN, "newer still", by=THREE)

        digest = await newsroom.digest(subscription)

        assert [claims(told.instead) for told in digest.corrected] == [[LATER.claim], [LATER.claim]]

    async def test_a_fact_that_stands_again_is_told_and_one_that_went_and_came_back_is_not(self, newsroom):
        subscription = await newsroom.open(BANKS, ATTACK)
        await newsroom.acts.retract(ONE, BEN, "made up")
        subscription = told_to(subscription, await newsroom.digest(subscription))
        await newsroom.acts.restore(ONE, CLEO, "it was right")
        await newsroom.acts.retract(TWO, BEN, "made up")
        await newsroom.acts.restore(TWO, BEN, "it was right")

        digest = await newsroom.digest(subscription)

        [told] = digest.corrected
        assert (told.fact_id, told.verdict, told.by, claims([told.now])) == (
            ONE,
            "restored",
            "Cleo",
            [BANKS.claim],
        )

    async def test_a_fact_whose_place_another_still_takes_does_not_stand_again(self, newsroom):
        subscription = await newsroom.open(BANKS, ATTACK, LATER.model_copy(update={"supersedes": (ONE,)}))
        await newsroom.acts.supersede(ONE, BEN, "newer", by=TWO)
        await newsroom.succeed(ONE, THREE)
        subscription = told_to(subscription, await newsroom.digest(subscription))
        await newsroom.acts.restore(ONE, CLEO, "both hold")

        assert (await newsroom.digest(subscription)).is_quiet

    async def test_a_redacted_fact_is_told_without_its_words_to_who_follows_all_or_was_shown_it(
        self, newsroom
    ):
        everything = await newsroom.open(BANKS)
        some = replace(everything, wishes=replace(everything.wishes, about=("finance",)))
        await newsroom.show(ONE, channel="C2")
        await newsroom.acts.redact(ONE, BEN, "taken down")

        [told] = (await newsroom.digest(everything)).corrected
        [shown] = (await newsroom.digest(replace(some, channel="C2"))).corrected
        not_shown = await newsroom.digest(some)

        assert told == shown
        assert (told.verdict, told.was, told.now) == ("redacted", "", None)
        assert not_shown.is_quiet


class TestOtherSections:
    async def test_new_facts_come_in_the_order_in_which_they_were_added(self, database):
        newsroom = Newsroom(database)
        subscription = await newsroom.open(BANKS, about=("isis",))
        await newsroom.add(LATER)
        await newsroom.add(ATTACK)

        digest = await newsroom.digest(subscription)

        assert claims(digest.new) == [LATER.claim, ATTACK.claim]
        assert (digest.title, digest.sources.facts, digest.holdings.facts) == ("ISIS", 2, 2)
        assert digest.holdings.newest_on == date(2024, 2, 16)

    async def test_a_fact_that_came_and_went_is_not_told(self, newsroom):
        subscription = await newsroom.open(BANKS)
        await newsroom.add(ATTACK)
        await newsroom.acts.retract(TWO, BEN, "made up")

        assert (await newsroom.digest(subscription)).is_quiet

    async def test_a_first_load_is_no_news(self, newsroom):
        subscription = await newsroom.open(BANKS)

        assert (await newsroom.digest(replace(subscription, cursor=0))).is_quiet

    async def test_a_dispute_is_told_while_it_is_open_and_settling_it_as_confirmed(self, newsroom):
        subscription = await newsroom.open(BANKS, ATTACK)
        await newsroom.acts.dispute(ONE, ANA, "two banks only")
        first = await newsroom.digest(subscription)
        await newsroom.acts.settle(ONE, BEN, "three it is")

        second = await newsroom.digest(told_to(subscription, first))

        assert (claims(first.disputed), first.confirmed) == ([BANKS.claim], ())
        [told] = second.confirmed
        assert (second.disputed, told.how, told.by, told.on) == ((), "settled", "Ben", newsroom.now().date())

    async def test_a_verification_is_told_once_on_the_wording_that_stands(self, newsroom):
        subscription = await newsroom.open(BANKS, ATTACK)
        await newsroom.acts.verify(ONE, BEN)
        await newsroom.acts.verify(TWO, BEN)
        await newsroom.revise(TWO, claim="ISIS-K attacked a bank in Kabul.")

        digest = await newsroom.digest(subscription)

        assert [(each.shown.cited.fact.id, each.how) for each in digest.confirmed] == [(ONE, "verified")]
        assert [each.fact_id for each in digest.corrected] == [TWO]

    async def test_a_verification_of_tags_that_have_changed_since_is_not_told(self, newsroom):
        subscription = await newsroom.open(BANKS)
        await newsroom.acts.verify(ONE, BEN)
        await newsroom.revise(ONE, note="seen again")

        assert (await newsroom.digest(subscription)).confirmed == ()

    async def test_a_contradiction_is_told_once_by_what_both_are_about(self, newsroom):
        subscription = await newsroom.open(ATTACK)
        await newsroom.add(LATER.model_copy(update={"contradicts": (TWO,)}))
        first = await newsroom.digest(subscription)

        second = await newsroom.digest(told_to(subscription, first))

        [told] = first.contradicting
        assert (told.about, claims(told.sides)) == ("Attacks", [ATTACK.claim, LATER.claim])
        assert told.sides[1] == first.new[0]
        assert second.is_quiet

    async def test_a_contradiction_that_a_curator_finds_later_is_told(self, newsroom):
        subscription = await newsroom.open(ATTACK, LATER)
        await newsroom.revise(TWO, contradicts=[THREE])

        assert len((await newsroom.digest(subscription)).contradicting) == 1

    async def test_a_verification_that_runs_out_is_told_on_the_day_after_its_last(self, database):
        newsroom = Newsroom(database)
        subscription = await newsroom.open(BANKS)
        await newsroom.acts.verify(ONE, BEN)
        subscription = told_to(subscription, await newsroom.digest(subscription))
        last_on = (newsroom.now() + timedelta(days=90)).date()
        days = [
            replace(subscription, covered_at=subscription.covered_at + timedelta(days=n)) for n in range(120)
        ]

        told = [(await newsroom.digest(day)).due for day in days]

        [(day, [due])] = [(day, due) for day, due in zip(days, told, strict=True) if due]
        assert (due.fact_id, due.curator, due.review_by) == (ONE, "Ben", last_on)
        assert (day.covered_at + timedelta(days=1)).date() == last_on + timedelta(days=1)

    async def test_what_was_asked_in_vain_is_told_unless_it_has_an_answer_by_now(self, newsroom):
        subscription = await newsroom.open(BANKS)
        await newsroom.ask("oman", "yemen", "oman", "yemen", "yemen", "chad", "afghanistan", "afghanistan")
        earlier = replace(subscription, covered_at=subscription.covered_at - timedelta(days=1))

        digest = await newsroom.digest(earlier)

        assert digest.asked == (AskedInVain("yemen", 3), AskedInVain("oman", 2))
        assert digest.is_quiet
        assert (await newsroom.digest(subscription)).asked == ()

    async def test_what_is_graded_too_low_is_left_out(self, newsroom):
        subscription = await newsroom.open(BANKS, least_credibility=2)
        await newsroom.add(ATTACK.model_copy(update={"credibility": 2}), LATER)

        digest = await newsroom.digest(subscription)

        assert (claims(digest.new), digest.holdings.facts) == ([ATTACK.claim], 1)
