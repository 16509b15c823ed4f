"""The Web API's HTTP side: tokens, arguments, errors, limits and the faults on order."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.console.delivering import Json
from bot.console.errors import RateLimited, Refused
from bot.console.faults import Fault, Faults
from bot.console.methods import METHODS, SCOPES_NEEDED
from bot.console.places import check_scope
from bot.console.team import Team

OPEN_LINK = "apps.connections.open"


@dataclass
class WebApi:
    """Answers `POST` and `GET /api/<method>` as slack.com does."""

    team: Team
    bot_token: str
    app_token: str
    link_url: Callable[[], str]
    """Makes a fresh address for Socket Mode."""
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the workspace closes, so that no call hangs for longer."""

    def __post_init__(self) -> None:
        self.faults = Faults(self.team.now)

    async def handle(self, request: web.Request) -> web.Response:
        """Carry one call out, or refuse it; a refusal is HTTP 200 with `ok: false`, as Slack's are."""
        method = request.match_info["method"]
        arguments = await _arguments(request)
        fault = self.faults.take(method)
        match fault and fault.kind:
            case "hang":
                await self.closing.wait()
                return web.Response(status=500)
            case "500":
                return web.Response(status=500, text="Internal Server Error")
            case "429" if fault:
                return _too_many(fault.retry_after_s)
        try:
            self._authorize(method, request, arguments)
            _obey(fault)
            answer = (
                {"url": self.link_url()} if method == OPEN_LINK else METHODS[method](self.team, arguments)
            )
        except RateLimited as limited:
            self.team.refusals.append(limited)
            return _too_many(limited.retry_after_s)
        except Refused as refused:
            self.team.refusals.append(refused)
            return _refusal(refused)
        if fault and fault.kind == "silence":
            await self.closing.wait()
        elif fault and request.transport:
            request.transport.abort()
        return web.json_response(
            {"ok": True, **answer}, headers={"x-oauth-scopes": ",".join(self.team.scopes)}
        )

    def _authorize(self, method: str, request: web.Request, arguments: Json) -> None:
        if method not in METHODS and method != OPEN_LINK:
            raise Refused("unknown_method")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or arguments.get("token")
        if not token:
            raise Refused("not_authed")
        if token not in {self.bot_token, self.app_token}:
            raise Refused("invalid_auth")
        if token != (self.app_token if method == OPEN_LINK else self.bot_token):
            raise Refused("not_allowed_token_type")
        if self.team.revoked:
            raise Refused(self.team.revoked)
        if needed := SCOPES_NEEDED.get(method):
            check_scope(self.team, needed)


def _obey(fault: Fault | None) -> None:
    if fault and fault.kind == "refuse":
        raise Refused(fault.error)


async def _arguments(request: web.Request) -> Json:
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except json.JSONDecodeError:
            body = {}
        return {**request.query, **body}
    return {**request.query, **await request.post()}


def _refusal(refused: Refused) -> web.Response:
    answer: Json = {"ok": False, "error": refused.error, **refused.told}
    if refused.details:
        answer["errors"] = list(refused.details)
        answer["response_metadata"] = {"messages": [f"[ERROR] {detail}" for detail in refused.details]}
    return web.json_response(answer)


def _too_many(retry_after_s: int) -> web.Response:
    headers = {"Retry-After": str(retry_after_s)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
