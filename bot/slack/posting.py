"""Posting messages that others see; each carries the key of what it answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.blocks.replies import Message

EVENT_TYPE = "footnote_reply"
TIMEOUT_S = 20
"""Slack's slowest commits take seconds; an errand that nobody waits for may wait that long."""
LONGEST_PAUSE_S = 1
"""Within the 2.5 s that a listener has: one message a second and channel is Slack's usual limit."""
HTTP_OK = 200
PAGES_LOOKED_AT = 5
PAGE_LIMIT = 200
"""Slack's recommended most; a thread of over 1,000 messages is not looked through in the time there is."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes; without a thread, into the channel itself."""

    channel: str
    thread_ts: str | None = None


@asynccontextmanager
async def shared_session() -> AsyncIterator[ClientSession]:
    """Open the one session that all calls share: Bolt makes a client for each request."""
    async with ClientSession(timeout=ClientTimeout(total=TIMEOUT_S)) as session:
        yield session


def posting_client(token: str, base_url: str, session: ClientSession) -> AsyncWebClient:
    """Make a client that never repeats a post by itself.

    slack_sdk's default handler sends `chat.postMessage` again when the connection drops after Slack
    has accepted it, and the message stands twice. Only a 429, which posts nothing, is tried again.
    """
    return AsyncWebClient(
        token=token,
        base_url=base_url,
        session=session,
        timeout=TIMEOUT_S,
        retry_handlers=[_ShortPause(max_retry_count=1)],
    )


class _ShortPause(AsyncRateLimitErrorRetryHandler):
    """Waits for a pause of a second, the usual one for a channel; a longer one outlasts Slack's patience."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        is_limited = await super()._can_retry_async(
            state=state, request=request, response=response, error=error
        )
        pauses = response.headers.get("Retry-After", ["1"]) if response else []
        return is_limited and float(pauses[0]) <= LONGEST_PAUSE_S


def error_code(error: SlackApiError) -> str | None:
    """Return Slack's name for an error; None where the answer was not even Slack's JSON."""
    data = getattr(error.response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else None


async def post(client: AsyncWebClient, place: Place, message: Message, *, key: str) -> None:
    """Post a message; raise SlackApiError where Slack refuses it."""
    await client.chat_postMessage(
        channel=place.channel,
        thread_ts=place.thread_ts,
        text=message.text,
        blocks=message.blocks,
        unfurl_links=False,
        unfurl_media=False,
        metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
    )


async def whisper(client: AsyncWebClient, response_url: str, message: Message, thread_ts: str | None) -> None:
    """Answer only the person who pressed, beneath what they pressed, in its thread."""
    webhook = AsyncWebhookClient(response_url, session=client.session, timeout=TIMEOUT_S, retry_handlers=[])
    answer = await webhook.send_dict(
        {
            "response_type": "ephemeral",
            "replace_original": False,
            "text": message.text,
            "blocks": message.blocks,
            "unfurl_links": False,
            "unfurl_media": False,
            **({"thread_ts": thread_ts} if thread_ts else {}),
        }
    )
    if answer.status_code != HTTP_OK:
        log.warning("reply.refused", status=answer.status_code)


async def reply_once(
    client: AsyncWebClient, place: Place, message: Message, *, key: str, was_tried: bool
) -> None:
    """Reply in a thread; on doubt (an earlier try, a connection that broke) look before posting again."""
    if was_tried and await _stands_in_thread(client, place, key):
        log.info("reply.found", reason="an earlier try had posted it")
        return
    try:
        await post(client, place, message, key=key)
    except (ClientError, TimeoutError):
        if not await _stands_in_thread(client, place, key):
            raise
        log.info("reply.found", reason="the connection broke after Slack had it")


async def _stands_in_thread(client: AsyncWebClient, place: Place, key: str) -> bool:
    cursor = ""
    for _ in range(PAGES_LOOKED_AT):
        try:
            page = await client.conversations_replies(
                channel=place.channel,
                ts=place.thread_ts or "",
                include_all_metadata=True,
                limit=PAGE_LIMIT,
                cursor=cursor or None,
            )
        except SlackApiError as error:
            # Without a history scope we cannot know, and an answer given twice is better than none.
            log.warning("reply.not_looked_up", error=error_code(error))
            return False
        messages = page.get("messages") or []
        if any(one.get("metadata", {}).get("event_payload", {}).get("key") == key for one in messages):
            return True
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return False
    return False
