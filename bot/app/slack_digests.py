"""Digests, joined to Slack: subscriptions, the form, the buttons and the Home tab."""

import time
from collections.abc import Callable
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.app.digesting import state_of
from bot.app.following import Follower
from bot.curation.choosing import Choosing
from bot.digests.composing import Composer
from bot.digests.naming import Naming
from bot.digests.subscribing import Subscriptions
from bot.settings import Settings
from bot.slack.access import Access
from bot.slack.digests.channels import Channels
from bot.slack.digests.parts import Digesting
from bot.storage.engine import Database


def digests_in_slack(  # noqa: PLR0913  # everything that digests need meets here
    database: Database,
    follower: Follower,
    composer: Composer,
    client: AsyncWebClient,
    settings: Settings,
    *,
    access: Access,
    now: Callable[[], datetime],
) -> Digesting:
    """Join what people do with digests in Slack."""
    return Digesting(
        subscriptions=Subscriptions(database, now),
        composer=composer,
        naming=Naming(state_of(follower)),
        choosing=Choosing(database, lambda: follower.base),
        channels=Channels(client, time.monotonic),
        access=access,
        desks=follower.desks,
        now=now,
        command=settings.command,
    )
