"""What the metrics show of the database, and of how this process follows the ledger."""

from typing import get_args

from bot import metrics
from bot.app.following import Follower
from bot.domain.digests import DeliveryState, SubscriptionState
from bot.scheduling.jobs import Job
from bot.storage import deliveries, outbox, subscriptions
from bot.storage.engine import Database

COUNT_S = 15.0
"""Prometheus looks every 15 s to 60 s, usually."""


def measures(database: Database, follower: Follower) -> Job:
    """Show how the index stands from now on, and return the job that counts what waits in the database."""
    metrics.show_index(lambda: follower.base.head, follower.age_s)

    async def count() -> None:
        async with database.reading() as session:
            waiting = await outbox.waiting(session)
            subscribed = await subscriptions.counts(session)
            made = await deliveries.counts(session)
        metrics.outbox_waiting(waiting)
        for state in get_args(SubscriptionState):
            metrics.subscriptions(state, subscribed.get(state, 0))
        for state in get_args(DeliveryState):
            metrics.digests(state, made.get(state, 0))

    return Job("measures", COUNT_S, count)
