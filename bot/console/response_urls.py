"""Response URLs: how the bot answers an act later, five times within half an hour."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.console.errors import Refused
from bot.console.outgoing import accepted
from bot.console.replies import Reply
from bot.console.showing import change, say, whisper
from bot.console.team import Team

MAX_USES = 5
LIFETIME = timedelta(minutes=30)


@dataclass
class ResponseUrl:
    """One address, handed out with one act of one person."""

    channel: str
    user: str
    opened_at: datetime
    original: Reply | None
    """What was pressed; None for a slash command."""
    uses: int = 0


@dataclass
class ResponseUrls:
    """Serves the addresses that were handed out."""

    team: Team
    _open: dict[str, ResponseUrl] = field(default_factory=dict)

    def hand_out(self, channel: str, user: str, original: Reply | None = None) -> str:
        """Return the path of a fresh address."""
        token = secrets.token_hex(8)
        self._open[token] = ResponseUrl(channel, user, self.team.now(), original)
        return f"/response/{token}"

    async def handle(self, request: web.Request) -> web.Response:
        """Show what the bot sends; tell it no ts."""
        try:
            self._use(request.match_info["token"], await request.json())
        except Refused as refused:
            self.team.refusals.append(refused)
            # Slack answers a spent address with 404 and a bad message with 400.
            status = 404 if refused.error in {"used_url", "expired_url"} else 400
            return web.json_response({"ok": False, "error": refused.error}, status=status)
        return web.Response(text="ok")

    def _use(self, token: str, body: dict[str, Any]) -> None:
        url = self._open.get(token)
        if url is None or self.team.now() - url.opened_at >= LIFETIME:
            raise Refused("expired_url")
        if url.uses >= MAX_USES:
            raise Refused("used_url")
        url.uses += 1
        if body.get("delete_original"):
            self._delete(url.original)
            return
        outgoing = accepted(self.team, body)
        original = url.original
        if body.get("replace_original") and original and original.ts is None:
            self.team.show(replace(original, kind="update", text=outgoing.text, blocks=outgoing.blocks))
        elif body.get("replace_original") and original and original.ts:
            message = self.team.message(original.channel, original.ts)
            if message is None:
                raise Refused("message_not_found")
            change(self.team, message, outgoing)
        elif body.get("response_type") == "in_channel":
            say(self.team, url.channel, outgoing, thread_ts=body.get("thread_ts"))
        else:
            whisper(self.team, url.channel, url.user, outgoing, thread_ts=body.get("thread_ts"))

    def _delete(self, original: Reply | None) -> None:
        if original is None:
            raise Refused("message_not_found")
        if original.ts:
            self.team.take_away(original.channel, original.ts)
        self.team.show(replace(original, kind="deletion", text="", blocks=(), metadata=None))
