"""Which workspaces are served: the token's own, and those the settings list."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext

_TELLS_OF_OTHERS = frozenset({"member_joined_channel", "member_left_channel"})
"""Told to us, about somebody: their `team` asks us for nothing, and who comes lowers a ceiling."""

log = structlog.get_logger()


def register(app: AsyncApp, served: frozenset[str]) -> None:
    """Refuse every request that any other workspace has a part in."""

    @app.middleware
    async def only_served(
        body: dict[str, Any], context: AsyncBoltContext, next_: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        strangers = workspaces_in(body) - served
        if not strangers:
            await next_()
            return None
        context["is_logged"] = True
        log.warning("request.refused", reason="another workspace")
        return BoltResponse(status=200, body="")


def workspaces_in(body: dict[str, Any]) -> frozenset[str]:
    """Return the ids of every workspace that a request says it, its user or its event is from."""
    event, user, team = body.get("event") or {}, body.get("user"), body.get("team") or {}
    found = [
        body.get("team_id"),
        team.get("id"),
        user.get("team_id") if isinstance(user, dict) else None,
        event.get("user_team"),
        None if event.get("type") in _TELLS_OF_OTHERS else event.get("team"),
        event.get("source_team"),
    ]
    return frozenset(str(team_id) for team_id in found if team_id)
