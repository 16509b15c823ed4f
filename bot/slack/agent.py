"""Direct messages as with an agent: questions to begin with, and a word that something is being looked up.

Both need scopes or features that a workspace may refuse: then the answers come all the same.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import TypeVar

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.postman import Place
from bot.slack.blocks.text import cut
from bot.slack.posting import error_code

SOON_S = 0.5
"""An answer that comes within this time needs no word before it."""
STATUS_S = 0.5
"""How long Slack may take to show it: the answer itself must come within 3 s."""
TITLE = "What the base holds most on"
STATUS = "is looking it up …"
PROMPT_LIMIT = 60
_UNREACHED = (SlackApiError, ClientError, TimeoutError, OSError)
_Found = TypeVar("_Found")

log = structlog.get_logger()


async def suggest(client: AsyncWebClient, channel: str, questions: Sequence[str]) -> None:
    """Suggest questions in somebody's conversation with the bot; without any, nothing is suggested."""
    if not questions:
        return
    prompts = [{"title": cut(each, PROMPT_LIMIT), "message": each} for each in questions]
    try:
        # With a thread_ts, Slack shows an agent's prompts nowhere.
        await client.assistant_threads_setSuggestedPrompts(channel_id=channel, title=TITLE, prompts=prompts)
    except _UNREACHED as error:
        _note("prompts", error)


async def looking_up(client: AsyncWebClient, place: Place, finding: Awaitable[_Found]) -> _Found:
    """Return what is found; if that takes a while, Slack says meanwhile that it is looked up."""
    task = asyncio.ensure_future(finding)
    try:
        done, _ = await asyncio.wait({task}, timeout=SOON_S)
        # The status goes by itself when the answer comes, and so must have come before it.
        if not done:
            await _say_so(client, place)
        return await task
    finally:
        task.cancel()


async def _say_so(client: AsyncWebClient, place: Place) -> None:
    try:
        async with asyncio.timeout(STATUS_S):
            await client.assistant_threads_setStatus(
                channel_id=place.channel, thread_ts=place.thread_ts or "", status=STATUS
            )
    except _UNREACHED as error:
        _note("status", error)


def _note(what: str, error: Exception) -> None:
    code = error_code(error) if isinstance(error, SlackApiError) else None
    log.info("agent.not_shown", what=what, error=code or type(error).__name__)
