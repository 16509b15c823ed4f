"""The last door: whatever broke, the analyst gets a sentence, and the log its reference."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.postman import PausedError
from bot.log import describe

TRY_AGAIN = 503
ERRAND_S = 120.0
"""What is done after an acknowledgement; the slowest reads a past day of a large base."""
GIVEN_UP = "That took too long, and was given up. Ask again; if it goes on, tell whoever runs Footnote."

log = structlog.get_logger()


def register(app: AsyncApp) -> None:
    """Attach the error handler to the app."""

    @app.error
    async def failed(
        error: Exception, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext
    ) -> BoltResponse:
        context["is_logged"] = True
        event = body.get("event")
        if event and isinstance(error, PausedError):
            log.warning("request.postponed", reason="Slack asks for a pause")
            return BoltResponse(status=TRY_AGAIN, body="")
        words = _noted(error)
        if "command" in body:
            reply = json.dumps({"response_type": "ephemeral", "text": words})
            return BoltResponse(status=200, body=reply, headers={"content-type": "application/json"})
        if body.get("type") == "view_submission":
            return _beside_an_input(body["view"], words)
        if event is None:
            return BoltResponse(status=200, body="")
        try:
            await client.chat_postMessage(
                channel=event["channel"], thread_ts=event.get("thread_ts") or event["ts"], text=words
            )
        except Exception as second:  # noqa: BLE001  # the last door: Slack will send it again
            log.error("failure.not_told", **describe(second))  # noqa: TRY400  # see describe
            return BoltResponse(status=TRY_AGAIN, body="")
        return BoltResponse(status=200, body="")


async def told(
    errand: Awaitable[None], tell: Callable[[str], Awaitable[None]], *, within_s: float = ERRAND_S
) -> None:
    """Run an errand that nobody waits for; whatever breaks, and if it never ends, who asked is told."""
    bound = asyncio.timeout(within_s)
    try:
        async with bound:
            await errand
    except Exception as error:  # noqa: BLE001  # the last door: whatever broke, the analyst gets a sentence
        words = GIVEN_UP if bound.expired() else _noted(error)
        if bound.expired():
            log.warning("request.given_up", after_s=within_s)
        try:
            await tell(words)
        except Exception as second:  # noqa: BLE001  # there is nobody left to tell but the log
            log.error("failure.not_told", **describe(second))  # noqa: TRY400  # see describe


def _beside_an_input(view: dict[str, Any], words: str) -> BoltResponse:
    """Say it in the modal, which stays open: what was typed into it is not lost."""
    first = next((block["block_id"] for block in view["blocks"] if block["type"] == "input"), "")
    reply = json.dumps({"response_action": "errors", "errors": {first: words}})
    return BoltResponse(status=200, body=reply, headers={"content-type": "application/json"})


def _noted(error: Exception) -> str:
    """Log what broke under a reference, and say it in a sentence that names the reference."""
    reference = secrets.token_hex(4)
    log.error("request.failed", reference=reference, **describe(error))
    return f"Something broke here, and it is not your question. Tell whoever runs Footnote: `{reference}`."
