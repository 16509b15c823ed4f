"""The local Slack while nobody acts in it: its parts, its addresses on loopback, and what was seen."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.console.courier import Courier
from bot.console.delivering import Deliver, Json, Kind, Retry
from bot.console.errors import ConsoleError, WorkspaceViolation
from bot.console.manifest_rules import broken_manifest, events_in, scopes_in, shortcuts_in
from bot.console.payloads import Act
from bot.console.replies import Reply
from bot.console.response_urls import ResponseUrls
from bot.console.socket_mode import SocketMode
from bot.console.submitting import Submitting
from bot.console.team import BOT_USER_ID, GENERAL, TEAM_ID, Channel, Message, Team
from bot.console.web_api import WebApi

ACK_WITHIN_S = 3.0
LOOPBACK = "127.0.0.1"
MAX_BODY = 16 * 1024**2
"""Bytes of a request; a file that is uploaded is the largest."""


class Site:
    """What `Workspace` stands on, whose docstring tells how it is used.

    Tests reach through it what people cannot: `team` is all that is remembered, `faults` orders what goes
    wrong, `deliveries` keeps what the bot was sent, `links` are those of Socket Mode.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        port: int = 0,
        strict: bool = True,
        rate_limited: bool = True,
        ack_within_s: float = ACK_WITHIN_S,
    ) -> None:
        self.team = Team(now, rate_limited)
        self.team_id, self.bot_user_id = TEAM_ID, BOT_USER_ID
        self.bot_token = f"xoxb-{secrets.token_hex(8)}"
        self.app_token = f"xapp-{secrets.token_hex(8)}"
        self.signing_secret = secrets.token_hex(16)
        self._courier = Courier(self.team, lambda: self.signing_secret, ack_within_s)
        self.deliveries = self._courier.deliveries
        self._submitting = Submitting(self.team, self._courier)
        self._web_api = WebApi(self.team, self.bot_token, self.app_token, self._link_url)
        self.faults = self._web_api.faults
        self.links = SocketMode()
        self._response_urls = ResponseUrls(self.team)
        self._port, self._strict = port, strict

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/api/{method}", self._web_api.handle)
        app.router.add_post("/response/{token}", self._response_urls.handle)
        app.router.add_post("/upload/{token}", self.team.files.handle)
        app.router.add_get("/link/", self.links.accept)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, self._port).start()
        self._port = self._runner.addresses[0][1]
        self.team.address = f"http://{LOOPBACK}:{self._port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._web_api.closing.set()
        await self.links.close()
        await self._runner.cleanup()
        if self._strict and self.violations and error is None:
            raise WorkspaceViolation(self.violations)

    @property
    def api_url(self) -> str:
        """The Web API's address, for `AsyncWebClient(base_url=…)`; only while the workspace is open."""
        return f"{self.team.address}/api/"

    @property
    def replies(self) -> list[Reply]:
        """What people saw of the bot since the last `clear()`."""
        return self.team.replies

    @property
    def violations(self) -> list[str]:
        """Leaks, late and failed acknowledgements, and replies that only Slack knows it threw away."""
        return self.team.violations

    @property
    def refusals(self) -> list[str]:
        """The errors that the bot was told, in order, such as `invalid_blocks`."""
        return [refused.error for refused in self.team.refusals]

    def connect(self, deliver: Deliver) -> None:
        """Say how payloads reach the bot; the last word counts."""
        self._courier.deliver = deliver

    def install(self, manifest: Json) -> None:
        """Install the app as its manifest says: its scopes, events and shortcuts are those and no others.

        Raises ConsoleError if Slack would refuse the manifest.
        """
        if problems := list(broken_manifest(manifest)):
            raise ConsoleError("Slack refuses the manifest. Mend each of these:\n- " + "\n- ".join(problems))
        self.team.scopes = scopes_in(manifest)
        self.team.events = events_in(manifest)
        self.team.shortcuts = shortcuts_in(manifest)

    def without_blocks(self, types: Iterable[str]) -> None:
        """Be an older Slack, to which these types of blocks are `invalid_blocks`."""
        self.team.lacks = frozenset(types)

    def clear(self) -> None:
        """Forget the replies seen so far; messages stay in their channels."""
        self.team.replies.clear()

    def add_channel(self, channel: Channel) -> None:
        """Open a channel, or change one with the same id."""
        self.team.channels[channel.id] = channel

    def remove_channel(self, channel: str) -> None:
        """Delete a channel: the bot is told `channel_not_found` from now on."""
        del self.team.channels[channel]

    def messages(self, channel: str = GENERAL.id) -> list[Message]:
        """Return what stands in a channel, threads included, oldest first."""
        return self.team.messages_in(channel)

    async def wait_for(self, has_happened: Callable[[], bool], *, timeout_s: float = 5.0) -> bool:
        """Wait until something that people see makes the condition true; False if that takes too long."""
        try:
            async with asyncio.timeout(timeout_s):
                while not has_happened():
                    self.team.shown.clear()
                    await self.team.shown.wait()
        except TimeoutError:
            return False
        return True

    async def wait_for_replies(self, count: int = 1, *, timeout_s: float = 5.0) -> list[Reply]:
        """Wait until there are `count` replies since `clear()` and return them all; ConsoleError if not."""
        if not await self.wait_for(lambda: len(self.replies) >= count, timeout_s=timeout_s):
            found = len(self.replies)
            raise ConsoleError(f"{found} of {count} replies came within {timeout_s:g} seconds.")
        return self.replies

    def _is_subscribed(self, event: str) -> bool:
        return self.team.events is None or event in self.team.events

    def _act(self, user: str, channel: Channel, team: str) -> Act:
        person = self.team.users[user]
        return Act(person, team or person.team, self.team.now().timestamp(), channel)

    async def _seen(self, act: Awaitable[None]) -> list[Reply]:
        seen = len(self.replies)
        await act
        return self.replies[seen:]

    async def _send(self, kind: Kind, payload: Json, *, retry: Retry | None = None) -> list[Reply]:
        seen = len(self.replies)
        delivery = await self._courier.send(kind, payload, retry=retry)
        if delivery and kind == "slash_commands" and delivery.answer.body:
            self._courier.show_answer(delivery)
        return self.replies[seen:]

    def _link_url(self) -> str:
        return f"ws://{LOOPBACK}:{self._port}{self.links.ticket()}"

    def _response_url(self, act: Act, original: Reply | None = None) -> str:
        path = self._response_urls.hand_out(act.channel.id, act.user.id, original)
        return f"{self.team.address}{path}"
