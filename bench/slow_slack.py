"""The strict local Slack in a process of its own, which answers some time after it has acted."""

import asyncio
import random
from multiprocessing.connection import Connection

from aiohttp import ClientSession, web

from bot.console.delivering import Json
from bot.console.team import BOT_USER_ID, Channel, Message
from bot.console.workspace import Workspace
from bot.log import configure_logging

COMMITS_WITHIN_S = 0.05
ANSWERS_WITHIN_S = 0.15
UNHEARD = "X-Unheard"
"""The header that tells how many acts were carried out and nobody heard the answer."""
CHANNELS = tuple(f"C{number:09}" for number in range(6))


def run_slack(told: Connection, drops: float = 0.0) -> None:
    """Be Slack until this process is ended; tells its address and the bot's token.

    `drops` is the share of acts at which the connection is cut, before or after they are carried out.
    """
    configure_logging(to_terminal=False, is_quiet=True)
    asyncio.run(_slack(told, drops))


async def _slack(told: Connection, drops: float) -> None:
    chance = random.Random(7)  # noqa: S311  # reproducible, not secret
    unheard = 0
    async with Workspace(rate_limited=False, strict=False) as workspace, ClientSession() as session:
        for channel in CHANNELS:
            workspace.add_channel(Channel(channel, channel.lower(), members=frozenset({BOT_USER_ID})))

        async def pass_on(request: web.Request) -> web.Response:
            nonlocal unheard
            body, method = await request.read(), request.match_info["method"]
            headers = {name: request.headers.get(name, "") for name in ("Authorization", "Content-Type")}
            is_act = method.startswith("chat.")
            fate = chance.random() if is_act else 1.0
            await asyncio.sleep(chance.uniform(0, COMMITS_WITHIN_S) if is_act else 0)
            if fate < drops / 2:
                return _cut(request)
            address = f"{workspace.api_url}{method}?{request.query_string}"
            async with session.request(request.method, address, data=body, headers=headers) as answer:
                content = await answer.read()
            await asyncio.sleep(chance.uniform(0, ANSWERS_WITHIN_S) if is_act else 0)
            is_gone = request.transport is None or request.transport.is_closing()
            unheard += is_act and (is_gone or fate < drops)
            if fate < drops:
                return _cut(request)
            return web.Response(body=content, content_type="application/json")

        async def tell(_request: web.Request) -> web.Response:
            standing = [_told(one) for channel in CHANNELS for one in workspace.messages(channel)]
            return web.json_response(standing, headers={UNHEARD: str(unheard)})

        app = web.Application()
        app.router.add_route("*", "/api/{method}", pass_on)
        app.router.add_get("/messages", tell)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        told.send((f"http://127.0.0.1:{runner.addresses[0][1]}", workspace.bot_token))
        await asyncio.Event().wait()


def _cut(request: web.Request) -> web.Response:
    """Cut the connection instead of answering."""
    if request.transport:
        request.transport.abort()
    return web.Response()


def _told(message: Message) -> Json:
    return {
        "channel": message.channel,
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "blocks": list(message.blocks),
        "key": (message.metadata or {}).get("event_payload", {}).get("key", ""),
    }
