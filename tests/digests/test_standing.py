"""What a summary says of what is in doubt or due: some of it, and how much there is in all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.digests.contents import MOST_STANDING
from bot.domain.digests import AskedInVain, Further
from tests.ceilings import INSIDE
from tests.curation.small_ledger import ANA, BEN, added
from tests.digests.newsroom import BANKS, claims, id_of, told_to
from tests.factories import fact, source

MANY = MOST_STANDING + 2


def facts(count, first=1, **fields):
    return [
        fact(f"Fact number {number} of many.", id=id_of(number), **fields)
        for number in range(first, first + count)
    ]


def contradicting(count):
    """A fact, and others that contradict it."""
    return [*facts(1), *facts(count, 2, contradicts=[id_of(1)])]


class TestSummary:
    async def test_it_shows_some_contradictions_and_counts_the_others(self, newsroom):
        subscription = await newsroom.open(*contradicting(MANY), kind="summary")

        digest = await newsroom.digest(subscription)

        assert len(digest.contradicting) == MOST_STANDING
        assert digest.further == Further(contradicting=2)

    async def test_contradictions_of_the_newest_documents_come_first(self, newsroom):
        later = source("test-240301", published="2024-03-01")
        subscription = await newsroom.open(*contradicting(MANY), kind="summary")
        last = fact("Fact number 1 is wrong.", id="test-240301.01", contradicts=[id_of(1)])
        await newsroom.append(added("source", later))
        await newsroom.add(last)

        [first, *_] = (await newsroom.digest(subscription)).contradicting

        assert last.claim in claims(first.sides)

    async def test_what_was_disputed_last_comes_first_and_the_rest_is_counted(self, newsroom):
        made = facts(MANY)
        subscription = await newsroom.open(*made, kind="summary")
        for each in made:
            await newsroom.acts.dispute(each.id, ANA, "not so")
        subscription = replace(subscription, cursor=subscription.cursor + MANY)

        digest = await newsroom.digest(subscription)

        assert claims(digest.disputed) == [each.claim for each in made[::-1][:MOST_STANDING]]
        assert digest.further == Further(disputed=2)

    async def test_what_has_been_due_the_longest_comes_first_and_the_rest_is_counted(self, newsroom):
        made = facts(MANY)
        subscription = await newsroom.open(*made, kind="summary")
        for each in made:
            await newsroom.acts.verify(each.id, BEN)
            newsroom.now.passes(days=1)
        in_spring = newsroom.now() + timedelta(days=120)

        digest = await newsroom.digest(replace(subscription, covered_at=in_spring))

        assert [each.fact_id for each in digest.due] == [each.id for each in made[:MOST_STANDING]]
        assert digest.further == Further(due=2)

    async def test_the_first_of_all_tells_whole_what_has_changed_since_it_was_asked_for(self, newsroom):
        subscription = await newsroom.open(*facts(1))
        await newsroom.add(*facts(MANY, 2, contradicts=[id_of(1)]))

        digest = await newsroom.digest(replace(subscription, is_first=True))

        assert len(digest.contradicting) == MANY
        assert digest.further == Further()


async def test_changes_are_told_whole_however_many_contradict(newsroom):
    subscription = await newsroom.open(*facts(1))
    await newsroom.add(*facts(MANY, 2, contradicts=[id_of(1)]))

    digest = await newsroom.digest(subscription)

    assert (len(digest.new), len(digest.contradicting), digest.further) == (MANY, MANY, Further())


@pytest.mark.parametrize("kind", ["changes", "summary"])
async def test_what_is_asked_between_the_due_time_and_the_composing_is_told_once(newsroom, kind):
    subscription = await newsroom.open(BANKS, kind=kind)
    due_at = newsroom.now()
    newsroom.now.passes(days=1)
    await newsroom.ask("who rules zanzibar", "who rules zanzibar")

    await newsroom.look()
    first = await newsroom.composer.compose(subscription, due_at, INSIDE)
    second = await newsroom.composer.compose(told_to(subscription, first), newsroom.now(), INSIDE)

    assert (first.asked, second.asked) == ((), (AskedInVain("who rules zanzibar", 2),))


async def test_only_what_is_graded_well_enough_is_counted_and_shown(newsroom):
    graded = [*facts(1, credibility=2), *facts(1, 2, credibility=4), *facts(1, 3)]
    subscription = await newsroom.open(*graded, kind="summary", least_credibility=3)

    digest = await newsroom.digest(subscription)

    assert digest.holdings.facts == 1
    assert claims(digest.shown) == [graded[0].claim]
