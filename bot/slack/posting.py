"""Posting messages that others see, each with the key of what it answers: the Postman of Slack."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot import metrics
from bot.delivery.outbox import Kind, Letter
from bot.delivery.views import MENTIONED, PAST
from bot.domain.answers import Answer, Dissent, Overview, Reply, SourceRecord, Withdrawn
from bot.domain.fact_checks import FactCheck
from bot.domain.postman import Block, PausedError, Place, RefusedError, UnknownOutcomeError, Writing
from bot.domain.refusals import BOT_REFUSED, SCOPE_MISSING
from bot.slack.blocks.charts import in_words, is_chart
from bot.slack.blocks.corrections import withdrawn_block_id
from bot.slack.blocks.replies import Message
from bot.slack.chart_fallback import IMAGE_READY_S, ChartFallback
from bot.slack.watching import Watch

EVENT_TYPE = "footnote_reply"
TIMEOUT_S = 20
"""Slack's slowest commits take seconds; an errand that nobody waits for may wait that long."""
DIRECT = "D"
"""The ids of direct conversations begin so."""
HTTP_OK = 200
HTTP_TOO_MANY = 429
PAGE_LIMIT = 200
"""Slack's recommended most."""
CLOCKS_APART = timedelta(hours=1)
"""How far our clock may be ahead of Slack's when a message is looked for from its first try on.

Only what is in doubt is looked for, so an hour's messages cost little."""
SLACKS_OWN = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Errors inside Slack, after which a message may stand or not."""
REFUSED_PAUSE_S = 60.0
"""How long nothing is asked where Slack refuses the bot."""
RATE_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
"""chat.postMessage has the second in its table of errors; the third is about the workspace's day."""
LIMITED_PAUSE_S = 30.0
"""Where Slack does not say how long."""

Kept: TypeAlias = Answer | Withdrawn | FactCheck | Overview | SourceRecord
"""What names facts that must be corrected where they stand."""

log = structlog.get_logger()


@asynccontextmanager
async def shared_session() -> AsyncIterator[ClientSession]:
    """Open the one session that all calls share: Bolt makes a client for each request."""
    async with ClientSession(timeout=ClientTimeout(total=TIMEOUT_S)) as session:
        yield session


def posting_client(
    token: str, base_url: str, session: ClientSession, watch: Watch | None = None
) -> AsyncWebClient:
    """Make a client that never repeats a call by itself; a watch sees what comes of each.

    slack_sdk's default handler sends `chat.postMessage` again when the connection drops after Slack
    has accepted it, and the message stands twice.
    """
    return AsyncWebClient(
        token=token,
        base_url=base_url,
        session=session,
        timeout=TIMEOUT_S,
        retry_handlers=[watch] if watch else [],
    )


def error_code(error: SlackApiError) -> str | None:
    """Return Slack's name for an error; None where the answer was not even Slack's JSON."""
    data = getattr(error.response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else None


def letter(
    place: Place, message: Message, reply: Reply | FactCheck | None, *, key: str, kind: Kind
) -> Letter:
    """Make a letter of a message; the facts in it are named, so that they are corrected where they stand.

    Not where one person reads it alone, which is nobody's to keep. An answer from the ledger of a past day
    says what was held then, whatever came after: of it, only what is taken down is corrected.
    """
    kept = None
    if isinstance(reply, Kept) and not place.channel.startswith(DIRECT):
        kept = reply
    text, blocks = message.text, [*message.blocks]
    if isinstance(kept, Withdrawn):
        # All of it is about the one fact: it is replaced as a whole.
        text = text.replace("\n", " · ")
        blocks[0] = {**blocks[0], "block_id": withdrawn_block_id(kept.fact_id)}
    return Letter(
        key=key,
        kind=kind,
        channel=place.channel,
        thread_ts=place.thread_ts,
        text=text,
        blocks=[*blocks],
        facts=_named(kept, f"{text} {blocks}") if kept else (),
        seen_seq=kept.head if kept else 0,
        tlp=message.tlp,
    )


def _named(reply: Kept, said: str) -> tuple[tuple[str, str], ...]:
    """Return the ids of all facts whose words a reply says, and the hashes of the wordings."""
    own: dict[str, str]
    others: tuple[Dissent, ...] = ()
    if isinstance(reply, Overview | SourceRecord):
        # Each stands in a line, in whose place its correction comes.
        own = dict.fromkeys(reply.fact_ids, MENTIONED)
    elif isinstance(reply, Withdrawn):
        own, others = {reply.fact_id: reply.content_hash}, reply.replaced_by
    else:
        own = {each.cited.fact.id: each.content_hash for each in reply.shown}
        others = tuple(other for each in reply.shown for other in each.dissent)
    named = {other.fact_id: MENTIONED for other in others if f"`{other.fact_id}`" in said} | own
    return tuple((fact_id, PAST if reply.moment.state_on else shown) for fact_id, shown in named.items())


class SlackPostman:
    """Brings messages to Slack; raises the postman's errors in place of Slack's."""

    def __init__(self, client: AsyncWebClient, *, image_ready_s: float = IMAGE_READY_S) -> None:
        self._client = client
        self._charts = ChartFallback(
            client, lambda: self._failures_named(scope=False), image_ready_s=image_ready_s
        )
        self._conversations: dict[str, str] = {}
        self._warned_of: set[str] = set()

    async def post(self, place: Place, writing: Writing, *, key: str) -> str:
        """Post a message that carries a key, and return its ts."""

        async def send(blocks: Sequence[Block]) -> str:
            with self._failures_named():
                posted = await self._client.chat_postMessage(
                    channel=place.channel,
                    thread_ts=place.thread_ts,
                    text=writing.text,
                    blocks=list(map(dict, blocks)) or None,
                    unfurl_links=False,
                    unfurl_media=False,
                    metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
                )
                return str(posted["ts"])

        return await self._charts.send(writing.blocks, send)

    async def correct(self, channel: str, ts: str, writing: Writing) -> None:
        """Put something else in the place of what a message of ours said."""

        async def send(blocks: Sequence[Block]) -> str:
            with self._failures_named():
                await self._client.chat_update(
                    channel=channel, ts=ts, text=writing.text, blocks=list(map(dict, blocks))
                )
                return ts

        await self._charts.send(writing.blocks, send)

    async def find(self, place: Place, *, key: str, since: datetime) -> str | None:
        """Look through a thread, or a channel, for the message with a key, from then on to the end."""
        cursor: str | None = None
        while True:
            with self._failures_named(scope=False):
                page: Any = (await self._page(place, since - CLOCKS_APART, cursor)).data
            for one in page.get("messages") or []:
                if one.get("metadata", {}).get("event_payload", {}).get("key") == key:
                    return str(one["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None

    async def direct(self, user_id: str) -> str:
        """Return the channel of our conversation with one person."""
        if user_id not in self._conversations:
            with self._failures_named():
                opened: Any = (await self._client.conversations_open(users=user_id)).data
                self._conversations[user_id] = str(opened["channel"]["id"])
        return self._conversations[user_id]

    async def _page(self, place: Place, since: datetime, cursor: str | None) -> Any:  # noqa: ANN401  # slack_sdk's
        wanted: dict[str, Any] = {
            "channel": place.channel,
            "oldest": f"{since.timestamp():.6f}",
            "include_all_metadata": True,
            "limit": PAGE_LIMIT,
            "cursor": cursor,
        }
        if place.thread_ts:
            return await self._client.conversations_replies(ts=place.thread_ts, **wanted)
        return await self._client.conversations_history(**wanted)

    @contextmanager
    def _failures_named(self, *, scope: bool = True) -> Iterator[None]:
        """Say of a call that failed whether it may be tried again, and when.

        `scope` says that nothing goes on without the scope for this call.
        """
        try:
            yield
        except SlackApiError as error:
            response: Any = error.response
            code = error_code(error)
            if getattr(response, "status_code", 0) == HTTP_TOO_MANY or code in RATE_LIMITED:
                raise PausedError(float(response.headers.get("Retry-After", LIMITED_PAUSE_S))) from error
            if code is None or code in SLACKS_OWN:
                raise UnknownOutcomeError(code or "no answer of Slack's") from error
            if code in BOT_REFUSED and (scope or code != SCOPE_MISSING):
                self._warn_once(code)
                raise PausedError(REFUSED_PAUSE_S, code) from error
            raise RefusedError(code) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise UnknownOutcomeError(type(error).__name__) from error

    def _warn_once(self, code: str) -> None:
        # Each message would say it anew; a mended token comes with a new process.
        if code not in self._warned_of:
            log.warning("slack.bot_refused", error=code)
        self._warned_of.add(code)


async def say_in_ack(ack: AsyncAck, message: Message) -> None:
    """Answer a command in its acknowledgement, for whoever typed it alone."""
    await ack(
        response_type="ephemeral",
        text=message.text,
        blocks=message.blocks,
        unfurl_links=False,
        unfurl_media=False,
    )


async def whisper(client: AsyncWebClient, response_url: str, message: Message, thread_ts: str | None) -> None:
    """Answer only who pressed, beneath what they pressed, in its thread; in older blocks if need be."""
    webhook = AsyncWebhookClient(response_url, session=client.session, timeout=TIMEOUT_S, retry_handlers=[])

    async def send(blocks: Sequence[Block]) -> int:
        answer = await webhook.send_dict(
            {
                "response_type": "ephemeral",
                "replace_original": False,
                "text": message.text,
                "blocks": blocks,
                "unfurl_links": False,
                "unfurl_media": False,
                **({"thread_ts": thread_ts} if thread_ts else {}),
            }
        )
        return answer.status_code

    status = await send(message.newer or message.blocks)
    if status != HTTP_OK and message.newer:
        status = await send(message.blocks)
    if status != HTTP_OK and any(map(is_chart, message.blocks)):
        status = await send(in_words(message.blocks))
    if status != HTTP_OK:
        metrics.slack_error("response_url", f"http_{status}")
        log.warning("reply.refused", status=status)
