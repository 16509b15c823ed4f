"""The HTTP door: `/slack/events` for Slack, `/healthz` and `/readyz` for whoever keeps the bot alive."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import SettingsError

DRAIN_S = 8
"""How long a stop waits for requests under way: Docker kills after 10 s."""
LARGEST_REQUEST = 1_000_000
"""Bytes; Slack's own requests stay far below."""


log = structlog.get_logger()

Readiness = Callable[[], Awaitable[Mapping[str, Any]]]
"""Tells whether the bot can answer (`ready`), and whatever else its engineer should see."""


def build_http_app(app: AsyncApp, readiness: Readiness, *, with_events: bool) -> Starlette:
    """Serve the health of a Bolt app and, unless Socket Mode brings them, its requests."""
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > LARGEST_REQUEST:
            return JSONResponse(
                {"error": "a request must state its length, of at most 1 MB"}, status_code=413
            )
        return await handler.handle(request)

    async def healthz(_: Request) -> Response:
        return JSONResponse({"alive": True})

    async def readyz(_: Request) -> Response:
        state = await readiness()
        return JSONResponse(dict(state), status_code=200 if state["ready"] else 503)

    routes = [Route("/healthz", healthz), Route("/readyz", readyz)]
    if with_events:
        routes.append(Route("/slack/events", events, methods=["POST"]))
    return Starlette(routes=routes)


async def run_http(http_app: Starlette, host: str, port: int, *, stop: asyncio.Event) -> None:
    """Serve until `stop` is set, then finish what is under way; raise SettingsError if the port is taken."""
    with _bound(host, port) as bound:
        log.info("http.listening", host=host, port=bound.getsockname()[1])
        config = uvicorn.Config(
            http_app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=DRAIN_S,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        await stop.wait()
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to us: uvicorn would raise them again after a clean stop, and exit with 143."""
        yield


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=256)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} cannot be listened on ({error.strerror}). End what uses it, or set "
            "FOOTNOTE_PORT or FOOTNOTE_HOST to another."
        ) from error
