from dataclasses import replace

from bot import metrics
from bot.app.following import Follower
from bot.app.measuring import measures
from bot.factbase.recalling import recall
from bot.storage import deliveries
from tests.delivery.circle import circle, letter_of
from tests.factories import base, fact
from tests.storage.test_deliveries import delivery


def shown(name, **labels):
    return metrics.REGISTRY.get_sample_value(name, labels)


async def test_what_waits_in_the_database_and_how_the_index_stands_is_shown():
    async with circle() as around:
        state = replace(await recall(around.database), base=replace(base(), head=7))
        follower = Follower(around.database, frozenset(), around.clock, state)
        job = measures(around.database, follower)
        async with around.database.begin() as session:
            await around.outbox.put(session, letter_of(fact("The sky over Kabul was clear.")))
            await deliveries.add(session, delivery(state="quiet"))
        around.clock.move(5)

        await job.run()
        waiting = shown("footnote_outbox_waiting")
        await around.beat(5)
        await job.run()

    assert (waiting, shown("footnote_outbox_waiting")) == (1, 0)
    assert shown("footnote_subscriptions", state="active") == 0
    assert (shown("footnote_digests", state="quiet"), shown("footnote_digests", state="failed")) == (1, 0)
    assert shown("footnote_ledger_head") == 7
    assert shown("footnote_index_age_seconds") == 10
