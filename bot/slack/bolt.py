"""The Bolt app: the listeners, joined, with each delivery handled once."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.handled import Handled
from bot.delivery.outbox import Outbox
from bot.slack import access, actions, checking, commands, events, evidence, failures, reasons, workspaces
from bot.slack import home as home_tab
from bot.slack.curating import listeners
from bot.slack.digests import listeners as digest_listeners
from bot.slack.failures import TRY_AGAIN
from bot.slack.home import Home
from bot.slack.surface import Surface
from bot.slack.work import Work

ANSWER_WITHIN_S = 2.5
"""Slack waits 3 s for an answer."""
SERVER_ERROR = 500

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot token says we are, and whom we serve."""

    team_id: str
    bot_id: str
    bot_user_id: str
    served: frozenset[str]
    """The ids of the workspaces that are answered: our own and those the settings list."""


class FootnoteApp(AsyncApp):
    """Bolt, which confirms a delivery when its listener has ended, and gives up before Slack does."""

    def __init__(self, handled: Handled, **bolt: Any) -> None:  # noqa: ANN401  # AsyncApp's own
        super().__init__(**bolt)
        self.work = Work()
        self._handled = handled

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Dispatch a request of either transport.

        What does not end in time, or fails so that Slack should send it again, is answered with 503 and
        its claim given back: the next try looks first whether this one was done after all.
        """
        started_s = time.perf_counter()
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                response = await super().async_dispatch(req)
        except TimeoutError:
            req.context["is_logged"] = True
            log.warning("request.postponed", reason="not done in time")
            response = BoltResponse(status=TRY_AGAIN, body="")
        claimed = req.context.get("claimed_key")
        if claimed and response.status < SERVER_ERROR:
            await self._handled.confirm(claimed)
        elif claimed:
            await self._handled.release(claimed)
        if not req.context.get("is_logged"):
            duration_ms = round((time.perf_counter() - started_s) * 1000, 2)
            log.info("request.handled", type=_type(req.body), status=response.status, duration_ms=duration_ms)
        return response


def build_bolt_app(  # noqa: PLR0913  # everything that a listener needs meets here
    surface: Surface,
    handled: Handled,
    client: AsyncWebClient,
    identity: Identity,
    *,
    outbox: Outbox,
    signing_secret: str | None,
    home: Home | None = None,
) -> FootnoteApp:
    """Join the listeners to a Bolt app; without a signing secret it takes Socket Mode's requests only.

    `home` has the parts for curation and digests, too; without it the bot answers, and nothing else.
    """
    app = FootnoteApp(
        handled,
        client=client,
        authorize=_authorize(identity, client),
        signing_secret=signing_secret,
        # Bolt would poll for the ack every 10 ms; so it takes microseconds. Listeners end within 3 s.
        process_before_response=True,
    )
    workspaces.register(app, identity.served)
    _handle_once(app, handled)
    failures.register(app)
    _listen(app, surface, outbox, home)
    return app


def delivery_key(body: dict[str, Any]) -> str | None:
    """Name a delivery that must be handled once: by the event's id, or by the trigger's for a press.

    A command has none: Slack never sends one again.
    """
    if "command" in body:
        return None
    key = body.get("event_id") or body.get("trigger_id")
    return f"{body.get('team_id') or ''}:{key}" if key else None


def _listen(app: FootnoteApp, surface: Surface, outbox: Outbox, home: Home | None) -> None:
    """Attach the listeners: Bolt asks one after the other, so those that are asked for most come first."""
    if home:
        listeners.register_words(app, home.curating, app.work)
        digest_listeners.register_word(app, home.digesting, app.work)
    checking.register(app, surface, app.work, outbox)
    commands.register(app, surface, app.work)
    events.register(app, surface, app.work, outbox)
    actions.register(app, surface, app.work, outbox)
    # What is asked of a fact comes before the menu, which takes the rest.
    reasons.register(app, surface, app.work)
    if home:
        evidence.register(app, surface, home.curating, app.work)
        listeners.register(app, home.curating, app.work)
        digest_listeners.register(app, home.digesting, app.work)
        home_tab.register(app, home, app.work)
    access.register(app, surface.access)


def _type(body: dict[str, Any]) -> str:
    """Return Slack's name for the kind of a request."""
    if "command" in body:
        return "command"
    return str((body.get("event") or body).get("type"))


def _authorize(identity: Identity, client: AsyncWebClient) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Return what tells Bolt as whom it speaks: as ourselves, always."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user_id,
            bot_token=client.token,
        )

    return authorize


def _handle_once(app: AsyncApp, handled: Handled) -> None:
    @app.middleware
    async def once(
        body: dict[str, Any], context: AsyncBoltContext, next_: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        key = delivery_key(body)
        claim = await handled.claim(key) if key else "first"
        if claim == "done":
            return BoltResponse(status=200, body="")
        if claim == "busy":
            # Not "done": should whoever has it die, Slack must send it again.
            return BoltResponse(status=TRY_AGAIN, body="")
        context["claim"] = claim
        context["claimed_key"] = key
        await next_()
        return None
