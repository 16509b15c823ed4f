"""The strict local Slack: a Web API on loopback, and the acts of the people in it.

async with Workspace(now=clock) as workspace:
    workspace.connect(deliver)
    [reply] = await workspace.slash("/threat", "afganistan")
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.console.courier import Courier, Delivery
from bot.console.delivering import Deliver, Json, Kind, Retry
from bot.console.errors import ConsoleError, WorkspaceViolation
from bot.console.filling import Entry
from bot.console.payloads import Act, Actor, as_slack_sends, event_payload, press_payload, slash_payload
from bot.console.replies import Reply, choice_named
from bot.console.response_urls import ResponseUrls
from bot.console.showing import message_json
from bot.console.socket_mode import SocketMode, envelope_delivery
from bot.console.submitting import Submitting
from bot.console.team import ANA, BOT_USER_ID, GENERAL, TEAM_ID, Channel, Message, Team
from bot.console.views import View
from bot.console.web_api import WebApi

ACK_WITHIN_S = 3.0
LOOPBACK = "127.0.0.1"


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
        self._courier = Courier(self.team, lambda: self.signing_secret, ack_within_s)
        self.deliveries = self._courier.deliveries
        self._submitting = Submitting(self.team, self._courier)
        self._web_api = WebApi(self.team, self.bot_token, self.app_token, self._link_url)
        self.faults = self._web_api.faults
        self.links = SocketMode()
        self._response_urls = ResponseUrls(self.team)
        self._port, self._strict = port, strict

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
        self._courier.deliver = deliver

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

    async def press(
        self,
        where: Reply | View,
        which: str | int,
        *,
        user: str = "",
        team: str = "",
        option: Json | None = None,
    ) -> list[Reply]:
        """Press a button, or an option of a menu, by its label or its number (`2`, `"4.1"`), or in a modal.

        Of equal labels the first. The one who presses is who saw the reply, or Ana. `option` is one that
        `type_ahead` returned; `which` then names the menu: its number, label or action_id.
        """
        choice = choice_named(where.controls, str(which), option)
        if isinstance(where, View):
            _check_owner(where, user)
            return await self._seen(self._submitting.press(where, choice))
        act = self._act(user or where.user or ANA.id, self.team.channels[where.channel], team)
        message = self.team.message(where.channel, where.shown_ts)
        payload = press_payload(
            act,
            where,
            choice,
            response_url=self._response_url(act, where),
            message=message_json(message) if message else None,
        )
        return await self._send("interactive", payload)

    def modals(self, user: str = ANA.id) -> list[View]:
        """Return the modals that a person has open, topmost last."""
        return self.team.modals.of(user)

    def fill(self, view: View, entries: Mapping[str, Entry]) -> View:
        """Fill fields of a modal in without submitting; each is named as in `submit`."""
        return self._submitting.fill(view, entries)

    async def submit(
        self, view: View, entries: Mapping[str, Entry] | None = None, *, user: str = ""
    ) -> list[Reply]:
        """Fill fields in, each named by its label, block_id, action_id or number, and submit the modal.

        A text or a day is given as such; an option by its label, its value or as `type_ahead` returned it;
        several as a list. What Slack's client would not let through raises ConsoleError. Whether the modal
        is still open afterwards, and with which `errors`, is seen in `modals`.
        """
        _check_owner(view, user)
        return await self._seen(self._submitting.submit(view, entries or {}))

    async def close_modal(self, view: View, *, is_all: bool = False) -> list[Reply]:
        """Press *close*; with `is_all` the cross, which closes what lies beneath as well."""
        return await self._seen(self._submitting.close(view, is_all=is_all))

    async def type_ahead(self, where: View | Reply, which: str, typed: str, *, user: str = "") -> list[Json]:
        """Type into a menu, named as in `submit`, whose options the bot suggests, and return those."""
        person = self.team.users[user or where.user or ANA.id]
        actor = Actor(person, person.team, self.team.now().timestamp())
        return await self._submitting.suggest(where, which, typed, actor)

    async def redeliver(
        self, delivery: Delivery | None = None, *, attempt: int = 1, reason: str = "http_timeout"
    ) -> list[Reply]:
        """Send a payload once more, the same to the letter; the last one, unless another is given.

        An event says that it is a retry; a command or a press comes as if clicked twice.
        """
        again = delivery or self.deliveries[-1]
        retry = Retry(attempt, reason) if again.kind == "events_api" else None
        return await self._send(again.kind, again.payload, retry=retry)

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

    def _act(self, user: str, channel: Channel, team: str) -> Act:
        person = self.team.users[user]
        return Act(person, team or person.team, self.team.now().timestamp(), channel)

    async def _seen(self, act: Awaitable[None]) -> list[Reply]:
        seen = len(self.replies)
        await act
        return self.replies[seen:]

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
        seen = len(self.replies)
        delivery = await self._courier.send(kind, payload, retry=retry)
        if delivery and kind == "slash_commands" and delivery.answer.body:
            self._courier.show_answer(delivery)
        return self.replies[seen:]


def _check_owner(view: View, user: str) -> None:
    if user and user != view.user:
        raise ConsoleError(f"{view.title!r} is seen by {view.user} alone; {user} cannot act in it.")


def socket_delivery(workspace: Workspace) -> Deliver:
    """Return a deliverer that reaches the bot by Socket Mode, once it has connected."""
    return envelope_delivery(workspace.links)
