"""The Home tab: what the base holds, and the digests of whoever opens it."""

from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.ledger import Actor
from bot.errors import FootnoteError
from bot.slack.blocks.digest_home import Held, home_sentence, home_view
from bot.slack.blocks.text import mrkdwn
from bot.slack.digests.parts import Digesting, all_listed
from bot.slack.failures import told
from bot.slack.presses import refusal
from bot.slack.work import Work


def register(app: AsyncApp, digesting: Digesting, work: Work) -> None:
    """Attach the event to the app."""

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home":
            user_id = str(event["user"])
            say = partial(_say, client, user_id)
            work.begin(told(publish(digesting, client, user_id), say))


async def publish(digesting: Digesting, client: AsyncWebClient, user_id: str) -> None:
    """Show somebody their home as it is now, or a sentence that says why it cannot be shown."""
    try:
        mine = await digesting.subscriptions.of_owner(Actor.in_slack(user_id, user_id))
        listed = await all_listed(digesting, mine, is_elsewhere=True)
    except FootnoteError as error:
        await _say(client, user_id, mrkdwn(refusal(error)))
        return
    desks, now = digesting.desks, digesting.now()
    held = Held(desks.now.holdings, desks.now.documents, desks.away(now))
    view = home_view(listed, held, now.date(), digesting.command)
    await client.views_publish(user_id=user_id, view=view)


async def _say(client: AsyncWebClient, user_id: str, words: str) -> None:
    await client.views_publish(user_id=user_id, view=home_sentence(words))
