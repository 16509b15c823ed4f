"""The strict local Slack: a Web API on loopback, and the acts of the people in it.

async with Workspace(now=clock) as workspace:
    workspace.connect(deliver)
    [reply] = await workspace.slash("/threat", "afganistan")
"""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.console.delivering import Deliver, HttpReply, Json, Kind, Retry, signed_request
from bot.console.errors import ConsoleError, Refused, WorkspaceViolation
from bot.console.outgoing import accepted
from bot.console.payloads import Act, as_slack_sends, event_payload, press_payload, slash_payload
from bot.console.replies import Choice, Reply
from bot.console.response_urls import ResponseUrls
from bot.console.showing import message_json, say, whisper
from bot.console.socket_mode import SocketMode, envelope_delivery
from bot.console.team import ANA, BOT_USER_ID, GENERAL, TEAM_ID, Channel, Message, Team
from bot.console.web_api import WebApi

ACK_WITHIN_S = 3.0
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One payload that was sent to the bot, and how it was acknowledged."""

    kind: Kind
    payload: Json
    answer: HttpReply
    duration_s: float

    @property
    def is_acked(self) -> bool:
        """Whether Slack would count it as delivered: it sends an event again unless this holds."""
        return self.answer.status == 200  # noqa: PLR2004  # HTTP's OK


class Workspace:
    """A Slack workspace with a few people and channels, which holds the bot to Slack's rules.

    Each act returns the replies that came while it ran; `replies` holds all since `clear()`. What came
    later (from lazy listeners, digests) is awaited with `wait_for_replies`. `violations` lists what Slack
    would punish without telling the bot; unless `strict` is off, leaving the workspace with any raises
    `WorkspaceViolation`. `now` gives aware datetimes; it drives rate limits and response URLs.
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
        self.deliveries: list[Delivery] = []
        self._web_api = WebApi(self.team, self.bot_token, self.app_token, self._link_url)
        self.faults = self._web_api.faults
        self.links = SocketMode()
        self._response_urls = ResponseUrls(self.team)
        self._port, self._strict, self._ack_within_s = port, strict, ack_within_s
        self._deliver: Deliver | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._web_api.handle)
        app.router.add_post("/response/{token}", self._response_urls.handle)
        app.router.add_get("/link/", self.links.accept)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, self._port).start()
        self._port = self._runner.addresses[0][1]
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
        return f"http://{LOOPBACK}:{self._port}/api/"

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
        self._deliver = deliver

    def clear(self) -> None:
        """Forget the replies seen so far; messages stay in their channels."""
        self.team.replies.clear()

    def add_channel(self, channel: Channel) -> None:
        """Open a channel, or change one with the same id."""
        self.team.channels[channel.id] = channel

    def messages(self, channel: str = GENERAL.id) -> list[Message]:
        """Return what stands in a channel, threads included, oldest first."""
        return self.team.messages_in(channel)

    async def slash(
        self, command: str, text: str = "", *, user: str = ANA.id, channel: str = GENERAL.id, team: str = ""
    ) -> list[Reply]:
        """Type a slash command."""
        act = self._act(user, self.team.channels[channel], team)
        url = self._response_url(act)
        return await self._send("slash_commands", slash_payload(act, command, text, response_url=url))

    async def mention(
        self,
        text: str,
        *,
        user: str = ANA.id,
        channel: str = GENERAL.id,
        thread_ts: str | None = None,
        team: str = "",
    ) -> list[Reply]:
        """Say something to the bot in a channel; `<@bot>` is put before it unless it is in it."""
        place = self.team.channels[channel]
        if BOT_USER_ID not in place.members:
            raise ConsoleError(f"Slack tells the bot nothing from #{place.name}. Invite it there first.")
        mention = f"<@{BOT_USER_ID}>"
        said = text if mention in text else f"{mention} {text}"
        return await self._say(self._act(user, place, team), said, thread_ts)

    async def direct(
        self, text: str, *, user: str = ANA.id, thread_ts: str | None = None, team: str = ""
    ) -> list[Reply]:
        """Write to the bot in the direct conversation with it."""
        return await self._say(self._act(user, self.team.direct_channel(user), team), text, thread_ts)

    async def press(self, reply: Reply, which: str | int, *, user: str = "", team: str = "") -> list[Reply]:
        """Press a button, or an option of a menu, by its label or its number (`2`, `"4.1"`).

        Of equal labels the first. The one who presses is who saw the reply, or Ana.
        """
        choice = _choice(reply, str(which))
        act = self._act(user or reply.user or ANA.id, self.team.channels[reply.channel], team)
        message = self.team.message(reply.channel, reply.shown_ts)
        payload = press_payload(
            act,
            reply,
            choice,
            response_url=self._response_url(act, reply),
            message=message_json(message) if message else None,
        )
        return await self._send("interactive", payload)

    async def redeliver(
        self, delivery: Delivery | None = None, *, attempt: int = 1, reason: str = "http_timeout"
    ) -> list[Reply]:
        """Send a payload once more, the same to the letter; the last one, unless another is given.

        An event says that it is a retry; a command or a press comes as if clicked twice.
        """
        again = delivery or self.deliveries[-1]
        retry = Retry(attempt, reason) if again.kind == "events_api" else None
        return await self._send(again.kind, again.payload, retry=retry)

    async def wait_for_replies(self, count: int = 1, *, timeout_s: float = 5.0) -> list[Reply]:
        """Wait until there are `count` replies since `clear()` and return them all; ConsoleError if not."""
        try:
            async with asyncio.timeout(timeout_s):
                while len(self.replies) < count:
                    self.team.shown.clear()
                    await self.team.shown.wait()
        except TimeoutError:
            found = len(self.replies)
            raise ConsoleError(f"{found} of {count} replies came within {timeout_s:g} seconds.") from None
        return self.replies

    def _act(self, user: str, channel: Channel, team: str) -> Act:
        person = self.team.users[user]
        return Act(person, channel, team or person.team, self.team.now().timestamp())

    def _link_url(self) -> str:
        return f"ws://{LOOPBACK}:{self._port}{self.links.ticket()}"

    def _response_url(self, act: Act, original: Reply | None = None) -> str:
        path = self._response_urls.hand_out(act.channel.id, act.user.id, original)
        return f"http://{LOOPBACK}:{self._port}{path}"

    async def _say(self, act: Act, text: str, thread_ts: str | None) -> list[Reply]:
        sent = as_slack_sends(text)
        message = Message(act.channel.id, self.team.next_ts(), act.user.id, sent, thread_ts=thread_ts)
        self.team.put(message)
        return await self._send("events_api", event_payload(act, message))

    async def _send(self, kind: Kind, payload: Json, *, retry: Retry | None = None) -> list[Reply]:
        if self._deliver is None:
            raise ConsoleError("No bot is connected to the workspace. Call `connect` with a deliverer first.")
        seen = len(self.replies)
        request = signed_request(kind, payload, secret=self.signing_secret, retry=retry)
        started = time.perf_counter()
        answer = await self._deliver(request)
        delivery = Delivery(kind, payload, answer, time.perf_counter() - started)
        self.deliveries.append(delivery)
        self._judge(delivery)
        return self.replies[seen:]

    def _judge(self, delivery: Delivery) -> None:
        """Do with an acknowledgement what Slack does: show it, or tell the person that it failed."""
        name = delivery.payload.get("command") or delivery.payload["type"]
        if delivery.duration_s > self._ack_within_s:
            late = f"acknowledged after {delivery.duration_s:.1f} s, not {self._ack_within_s:g}"
            self.violations.append(f"operation_timeout: {name} was {late}. Answer at once and work later.")
        elif not delivery.is_acked and delivery.kind != "events_api":
            status = delivery.answer.status
            self.violations.append(f"dispatch_failed: {name} was answered with HTTP {status}, not 200.")
        elif delivery.is_acked and delivery.kind == "slash_commands" and delivery.answer.body:
            self._show_answer(delivery)

    def _show_answer(self, delivery: Delivery) -> None:
        body, payload = delivery.answer.body, delivery.payload
        content = json.loads(body) if body.startswith("{") else {"text": body}
        if not content.get("text") and not content.get("blocks"):
            return
        try:
            outgoing = accepted(content)
        except Refused as refused:
            self.violations.append(f"the answer to {payload['command']} is refused: {refused}")
            return
        if content.get("response_type") == "in_channel":
            say(self.team, payload["channel_id"], outgoing)
        else:
            whisper(self.team, payload["channel_id"], payload["user_id"], outgoing)


def socket_delivery(workspace: Workspace) -> Deliver:
    """Return a deliverer that reaches the bot by Socket Mode, once it has connected."""
    return envelope_delivery(workspace.links)


def _choice(reply: Reply, which: str) -> Choice:
    found = [choice for choice in reply.choices if which in {choice.label, choice.number}]
    if not found:
        offered = ", ".join(f"{choice.number} {choice.label}" for choice in reply.choices) or "nothing"
        raise ConsoleError(f"There is no {which!r} to press here. What can be pressed: {offered}.")
    return found[0]
