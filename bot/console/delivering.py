"""How a payload reaches the bot: signed as Slack signs it, then handed to whoever delivers it."""

import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias
from urllib.parse import parse_qsl, urlencode

from bot.console.errors import ConsoleError

Json: TypeAlias = dict[str, Any]
AnyJson: TypeAlias = Any
"""Any value that JSON can hold; whoever reads it looks first."""
Kind: TypeAlias = Literal["slash_commands", "events_api", "interactive"]
"""What is delivered, in Socket Mode's words."""

# Slack waits three seconds; ten tell a slow bot (a violation) from one that never answers.
PATIENCE_S = 10.0
NO_ANSWER = 504
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """One HTTP request of Slack's, body and headers as they go over the wire."""

    body: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class HttpReply:
    """The bot's acknowledgement; Bolt's own response has the same three fields."""

    status: int
    body: str = ""
    headers: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Retry:
    """Says that an event was sent before, and why it comes again."""

    attempt: int = 1
    """1, 2 or 3."""
    reason: str = "http_timeout"


Deliver: TypeAlias = Callable[[SignedRequest], Awaitable[HttpReply]]


def signed_request(kind: Kind, payload: Json, *, secret: str, retry: Retry | None = None) -> SignedRequest:
    """Encode a payload and sign it with Slack's v0 scheme."""
    match kind:
        case "events_api":
            body, content_type = json.dumps(payload), "application/json"
        case "interactive":
            body, content_type = urlencode({"payload": json.dumps(payload)}), _FORM
        case "slash_commands":
            body, content_type = urlencode(payload), _FORM
    from slack_sdk.signature import SignatureVerifier  # noqa: PLC0415  # what only draws need not wait for it

    # Bolt compares with the machine's clock, whatever the workspace's own clock says.
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "content-type": content_type,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature or "",
    }
    if retry:
        headers |= {"x-slack-retry-num": str(retry.attempt), "x-slack-retry-reason": retry.reason}
    return SignedRequest(body, headers)


def opened_request(request: SignedRequest) -> tuple[Kind, Json, Retry | None]:
    """Read a signed request back into what it delivers; the inverse of `signed_request`."""
    attempt = request.headers.get("x-slack-retry-num")
    retry = Retry(int(attempt), request.headers["x-slack-retry-reason"]) if attempt else None
    if request.headers["content-type"] == "application/json":
        return "events_api", json.loads(request.body), retry
    form = dict(parse_qsl(request.body, keep_blank_values=True))
    if "payload" in form:
        return "interactive", json.loads(form["payload"]), retry
    return "slash_commands", form, retry


def http_delivery(url: str) -> Deliver:
    """Return a deliverer that posts to the bot's own address, such as `http://127.0.0.1:3000/slack/events`."""
    import aiohttp  # noqa: PLC0415  # what only draws need not wait for it

    async def deliver(request: SignedRequest) -> HttpReply:
        timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(url, data=request.body.encode(), headers=request.headers) as response,
            ):
                headers = {name.lower(): [value] for name, value in response.headers.items()}
                return HttpReply(response.status, await response.text(), headers)
        except TimeoutError:
            return HttpReply(NO_ANSWER)
        except aiohttp.ClientError as error:
            raise ConsoleError(f"The bot does not answer at {url} ({error}). Start it there.") from error

    return deliver
