"""The bot is taken out of a workspace: its digests rest, until somebody resumes them."""

from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.digests.parts import Digesting

log = structlog.get_logger()


def register(app: AsyncApp, digesting: Digesting) -> None:
    """Attach the two events to the app; Slack promises no order of them."""

    @app.event("app_uninstalled")
    async def uninstalled(body: dict[str, Any]) -> None:
        await _rest(digesting, body, "app_uninstalled")

    @app.event("tokens_revoked")
    async def revoked(event: dict[str, Any], body: dict[str, Any]) -> None:
        # A person's token may be revoked as well, which changes nothing for us.
        if (event.get("tokens") or {}).get("bot"):
            await _rest(digesting, body, "tokens_revoked")


async def _rest(digesting: Digesting, body: dict[str, Any], code: str) -> None:
    """Pause them; StorageError if the database fails, so that Slack sends the event again."""
    paused = await digesting.subscriptions.pause_team(str(body.get("team_id", "")), code)
    log.warning("digests.paused", error=code, subscriptions=paused)
