"""Socket Mode: the bot connects to the local Slack, and every payload comes down that link."""

import asyncio
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from bot.console.delivering import (
    NO_ANSWER,
    PATIENCE_S,
    Deliver,
    HttpReply,
    Json,
    SignedRequest,
    opened_request,
)
from bot.console.team import APP_ID


@dataclass
class SocketMode:
    """The open links, and the envelopes whose acknowledgement is awaited."""

    is_closed: bool = False
    """Whether Slack lets nobody in."""
    _tickets: set[str] = field(default_factory=set)
    _links: list[web.WebSocketResponse] = field(default_factory=list)
    _linked: asyncio.Event = field(default_factory=asyncio.Event)
    _awaited: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many links are open, as far as their ends were seen."""
        return len(self._links)

    def ticket(self) -> str:
        """Return the path of a link; it opens once."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return f"/link/?ticket={ticket}&app_id={APP_ID}"

    async def accept(self, request: web.Request) -> web.WebSocketResponse:
        """Keep one link until the bot leaves; aiohttp answers its pings."""
        if self.is_closed or request.query.get("ticket") not in self._tickets:
            raise web.HTTPForbidden(text="This address of Socket Mode was used before. Ask for a new one.")
        self._tickets.remove(request.query["ticket"])
        link = web.WebSocketResponse()
        await link.prepare(request)
        self._links.append(link)
        hello = {"type": "hello", "num_connections": len(self._links), "connection_info": {"app_id": APP_ID}}
        await link.send_json(hello)
        self._linked.set()
        try:
            async for message in link:
                if message.type == WSMsgType.TEXT:
                    self._hear(json.loads(message.data))
        finally:
            # aiohttp cancels this where the bot was killed.
            self._links.remove(link)
            if not self._links:
                self._linked.clear()
        return link

    async def send(self, envelope: Json) -> Json | None:
        """Send an envelope down the newest link and return the payload of its acknowledgement, if any.

        Raises TimeoutError if there is no link, or no acknowledgement, within ten seconds.
        """
        envelope_id = secrets.token_hex(8)
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._awaited[envelope_id] = answer
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._linked.wait()
                await self._links[-1].send_json({"envelope_id": envelope_id, **envelope})
                return await answer
        finally:
            del self._awaited[envelope_id]

    async def close(self) -> None:
        """Tell the bot that the links end, and end them."""
        for link in tuple(self._links):
            # A bot that was killed is gone already, and cannot be told.
            with suppress(ConnectionError):
                await link.send_json({"type": "disconnect", "reason": "link_disabled"})
            await link.close()

    def _hear(self, acknowledgement: Json) -> None:
        answer = self._awaited.get(acknowledgement.get("envelope_id", ""))
        if answer and not answer.done():
            answer.set_result(acknowledgement.get("payload"))


def envelope_delivery(socket_mode: SocketMode) -> Deliver:
    """Return a deliverer that sends each request as an envelope instead."""

    async def deliver(request: SignedRequest) -> HttpReply:
        kind, payload, retry = opened_request(request)
        envelope: Json = {"type": kind, "payload": payload, "accepts_response_payload": kind != "events_api"}
        if retry:
            envelope |= {"retry_attempt": retry.attempt, "retry_reason": retry.reason}
        try:
            answer = await socket_mode.send(envelope)
        except TimeoutError:
            return HttpReply(NO_ANSWER)
        return HttpReply(200, json.dumps(answer) if answer else "")

    return deliver
