"""The last door: whatever broke, the analyst gets a sentence, and the log its reference."""

import json
import secrets
import traceback
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

FRAMES_LOGGED = 8

log = structlog.get_logger()


def register(app: AsyncApp) -> None:
    """Attach the error handler to the app."""

    @app.error
    async def failed(
        error: Exception, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond
    ) -> BoltResponse:
        reference = secrets.token_hex(4)
        log.error("request.failed", reference=reference, **describe(error))
        words = (
            f"Something broke here, and it is not your question. Tell whoever runs Footnote: `{reference}`."
        )
        if "command" in body:
            reply = json.dumps({"response_type": "ephemeral", "text": words})
            return BoltResponse(status=200, body=reply, headers={"content-type": "application/json"})
        try:
            await _tell(body, client, respond, words)
        except Exception as second:  # noqa: BLE001  # the last door: there is nobody left to tell but the log
            log.error("failure.not_told", reference=reference, **describe(second))  # noqa: TRY400  # see describe
        return BoltResponse(status=200, body="")


def describe(error: Exception) -> dict[str, Any]:
    """Say what broke and where, without the error's message: it may hold a question's words."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES_LOGGED:]
    return {
        "error": type(error).__name__,
        "at": [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames],
    }


async def _tell(body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond, words: str) -> None:
    event = body.get("event")
    if event is None:
        await respond(response_type="ephemeral", replace_original=False, text=words)
        return
    await client.chat_postMessage(
        channel=event["channel"], thread_ts=event.get("thread_ts") or event["ts"], text=words
    )
