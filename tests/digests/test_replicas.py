from datetime import timedelta

from bot.app.digesting import DRAWING, state_of
from bot.digests.composing import Composer
from bot.digests.sending import Digests
from bot.storage import subscriptions
from tests.ceilings import inside
from tests.curation.small_ledger import BEN
from tests.digests.round import NINE


async def test_two_replicas_at_once_send_one(slack):
    await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    other = await slack.another()

    await slack.until_nine()
    await slack.until_nine(days=1)
    slack.clock.at = NINE + timedelta(days=2)
    await slack.beat(slack.replica, other)

    texts = slack.words()
    assert sum(told in text for text in texts) == 1
    assert len(texts) == 3
    await other.outbox.close()


async def test_a_clock_that_is_set_back_sends_nothing_twice(slack):
    await slack.subscribe("attacks")
    await slack.until_nine()
    slack.clock.at -= timedelta(hours=1)

    await slack.beat(seconds=3 * 3600, step=60)

    assert len(slack.messages()) == 1


async def test_words_taken_down_after_a_digest_was_composed_are_not_posted(slack):
    class TakenDownMeanwhile(Composer):
        async def compose(self, *what, **how):
            digest = await super().compose(*what, **how)
            await slack.acts.redact(told, BEN, "a court's order")
            return digest

    await slack.subscribe("attacks")
    told = await slack.write("Bombers struck a market in Kabul.")
    slack.clock.at = NINE
    follower = slack.replica.follower
    await follower.beat()
    composer = TakenDownMeanwhile(slack.database, state_of(follower))

    assert await Digests(slack.database, composer, DRAWING, slack.clock, inside).beat() == 0
    slack.clock.passes(seconds=subscriptions.HELD.total_seconds())
    await slack.beat()

    [digest] = slack.messages()
    assert "Bombers" not in digest.text
