"""The bot's own page: its Home tab, and the questions that it suggests under *Messages*."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.curation.reported import Reported
from bot.curation.waiting import Waiting
from bot.domain.handling import Tlp
from bot.domain.ledger import Actor
from bot.errors import FootnoteError
from bot.slack import agent
from bot.slack.blocks.home import CARDS, DIGESTS, Held, Page, Queue, Retention, home_sentence, home_view
from bot.slack.blocks.text import mrkdwn
from bot.slack.curating.curators import NoCuratorError
from bot.slack.curating.parts import Curating
from bot.slack.digests.parts import Digesting, all_listed
from bot.slack.failures import told
from bot.slack.presses import refusal
from bot.slack.surface import Surface
from bot.slack.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the page is made from."""

    surface: Surface
    digesting: Digesting
    curating: Curating
    reported: Reported
    waiting: Waiting
    retention: Retention


def register(app: AsyncApp, home: Home, work: Work) -> None:
    """Attach the event to the app; from now on, who acts at home sees what came of it."""
    work.show_home = partial(publish, home)

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        user_id = str(event["user"])
        if event.get("tab") == "home":
            work.begin(told(publish(home, client, user_id), partial(_say, client, user_id)))
        elif event.get("tab") == "messages":
            work.begin(_suggest(home, client, str(event["channel"]), user_id))


async def publish(home: Home, client: AsyncWebClient, user_id: str) -> None:
    """Show somebody their home as it is now, or a sentence that says why it cannot be shown."""
    try:
        page = await _page(home, user_id)
    except FootnoteError as error:
        await _say(client, user_id, mrkdwn(refusal(error)))
        return
    view = home_view(page, home.surface.today(), home.surface.command)
    await client.views_publish(user_id=user_id, view=view)


async def _page(home: Home, user_id: str) -> Page:
    """Put together what one person may see."""
    surface, digesting, actor = home.surface, home.digesting, Actor.in_slack(user_id, user_id)
    ceiling = await surface.access.person(user_id)
    desk = surface.desks.within(ceiling.tlp)
    mine = await digesting.subscriptions.of_owner(actor)
    return Page(
        held=Held(desk.holdings, desk.documents, desk.tally, surface.desks.away(surface.now())),
        because=ceiling.because,
        digests=await all_listed(digesting, mine[:DIGESTS], is_elsewhere=True),
        more_digests=max(0, len(mine) - DIGESTS),
        reports=await home.reported.of(actor, ceiling.tlp, desk.base),
        queue=await _queue(home, user_id, ceiling.tlp),
        retention=home.retention,
    )


async def _queue(home: Home, user_id: str, ceiling: Tlp) -> Queue | None:
    """Return what awaits a curator; None for whoever is none."""
    curating = home.curating
    try:
        await curating.curators.require(user_id)
    except NoCuratorError:
        return None
    hidden = curating.desks.whole.base.above(ceiling)
    cards = await curating.reviews.queue(ceiling, limit=CARDS)
    laid = [await curating.cards.lay_out(card, ceiling, with_checks=False) for card in cards]
    return Queue(await home.waiting.counts(ceiling, hidden), tuple(laid))


async def _suggest(home: Home, client: AsyncWebClient, channel: str, user_id: str) -> None:
    desk = home.surface.desks.within((await home.surface.access.person(user_id)).tlp)
    await agent.suggest(client, channel, desk.suggested)


async def _say(client: AsyncWebClient, user_id: str, words: str) -> None:
    await client.views_publish(user_id=user_id, view=home_sentence(words))
