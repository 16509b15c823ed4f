"""The HTTP door: `/slack/events` for Slack; `/healthz`, `/readyz` and `/metrics` for whoever runs the bot."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import structlog
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import metrics
from bot.errors import SettingsError

REQUESTS_END_S = 3
"""How long a stop waits for requests under way: each ends within 2.5 s."""
DRAIN_S = 6
"""And for what is still to do after them; Docker kills after 10 s."""
BODY_WITHIN_S = 5.0
"""Slack sends a request at once; who sends it byte by byte only holds a connection."""
LARGEST_REQUEST = 1_000_000
"""Bytes; Slack's own requests stay far below."""


log = structlog.get_logger()

Readiness = Callable[[], Awaitable[Mapping[str, Any]]]
"""Tells whether the bot can answer (`ready`), and whatever else its engineer should see."""


def build_http_app(
    app: AsyncApp, readiness: Readiness, *, signing_secret: str | None, with_metrics: bool = True
) -> Starlette:
    """Serve the health of a Bolt app, its metrics and, where there is a signing secret, its requests."""

    async def healthz(_: Request) -> Response:
        return JSONResponse({"alive": True})

    async def readyz(_: Request) -> Response:
        state = await readiness()
        return JSONResponse(dict(state), status_code=200 if state["ready"] else 503)

    async def measured(_: Request) -> Response:
        return Response(metrics.page(), headers={"content-type": metrics.CONTENT_TYPE})

    routes = [Route("/healthz", healthz), Route("/readyz", readyz)]
    if with_metrics:
        routes.append(Route("/metrics", measured))
    if signing_secret is not None:
        routes.append(_events_route(app, signing_secret))
    return Starlette(routes=routes)


def _events_route(app: AsyncApp, signing_secret: str) -> Route:
    handler = AsyncSlackRequestHandler(app)
    verifier = SignatureVerifier(signing_secret)

    async def events(request: Request) -> Response:
        if not _is_small(request):
            log.warning("request.refused", reason="too large")
            return JSONResponse(
                {"error": "a request must state its length, of at most 1 MB"}, status_code=413
            )
        # Bolt reads a body before it verifies it, and stumbles over what is none of Slack's.
        if not await _is_signed(verifier, request):
            log.warning("request.refused", reason="not signed")
            return JSONResponse({"error": "not signed by Slack"}, status_code=401)
        try:
            return await handler.handle(request)
        except (TypeError, ValueError, LookupError, AttributeError, RecursionError):
            # Bolt reads what it is about before any listener does, and breaks on what it does not expect.
            log.warning("request.refused", reason="not in Slack's form")
            return JSONResponse({"error": "not in Slack's form"}, status_code=400)

    return Route("/slack/events", events, methods=["POST"])


@asynccontextmanager
async def http_serving(http_app: Starlette, host: str, port: int) -> AsyncIterator[asyncio.Task[None]]:
    """Serve for as long as this lasts, then finish what is under way; the task ends early if serving fails.

    Raises SettingsError if the port is taken.
    """
    with _bound(host, port) as bound:
        log.info("http.listening", host=host, port=bound.getsockname()[1])
        config = uvicorn.Config(
            http_app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=REQUESTS_END_S,
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            yield serving
        finally:
            server.should_exit = True
            await serving


def _is_small(request: Request) -> bool:
    """Tell whether a request says how long it is, and that is no more than we read."""
    length = request.headers.get("content-length", "")
    # In parts, it would be as long as it likes, whatever it says.
    return (
        "transfer-encoding" not in request.headers
        and bool(re.fullmatch(r"[0-9]{1,7}", length))
        and int(length) <= LARGEST_REQUEST
    )


async def _is_signed(verifier: SignatureVerifier, request: Request) -> bool:
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            body = await request.body()
        return bool(verifier.is_valid_request(body, {**request.headers}))
    except (ValueError, TypeError):  # a timestamp that is no number, a signature that is not ASCII
        return False
    except (TimeoutError, ClientDisconnect):
        return False


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to us: uvicorn would raise them again after a clean stop, and exit with 143."""
        yield


def _bound(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=256)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "no such address"
        raise SettingsError(
            f"{host}:{port} cannot be listened on ({reason}). End what uses it, or set "
            "FOOTNOTE_PORT or FOOTNOTE_HOST to another."
        ) from error
