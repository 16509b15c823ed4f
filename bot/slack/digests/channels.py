"""What Slack says of channels and people: their names, who is where, and in which time zone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.digests.subscribing import SubscribingRefusedError
from bot.slack.kept import Kept
from bot.slack.posting import error_code
from bot.slack.surface import is_direct_channel

UTC = "UTC"
MEMBER_KEPT_S = 60.0
"""Who has just left a channel may manage its digests for so long."""
NAME_KEPT_S = 300.0
PATIENCE_S = 1.0
"""A form opens within 3 s of the press, and is acknowledged within 2.5."""
_MEMBERS_A_PAGE, _MOST_PAGES = 999, 20
_OUTSIDE = frozenset({"channel_not_found", "not_in_channel"})
_UNREACHED = (SlackApiError, ClientError, TimeoutError, OSError)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Seat:
    """How we are in a channel; what Slack does not say in time is taken for well."""

    paused_because: str = ""
    """Why nothing of ours can be posted there yet: `not_in_channel`."""
    missing_scope: str = ""
    """What we lack to look back into it, so that a digest may come twice after a crash."""


class Channels:
    """Asks Slack, and remembers for a while; `now_s` gives seconds of a clock that does not jump."""

    def __init__(self, client: AsyncWebClient, now_s: Callable[[], float]) -> None:
        self._client = client
        self._members: Kept[bool] = Kept(MEMBER_KEPT_S, now_s)
        self._zones: Kept[str] = Kept(NAME_KEPT_S, now_s)
        self._names: Kept[str] = Kept(NAME_KEPT_S, now_s)

    async def seat(self, channel: str) -> Seat:
        """Look whether we can post in a channel; SubscribingRefusedError where we never shall."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                if not await self._is_open(channel):
                    return Seat(paused_because="not_in_channel")
                return await self._looked_back(channel)
        except _UNREACHED as error:
            _note("channel.not_seen", error)
            return Seat()

    async def is_member(self, channel: str, user_id: str) -> bool:
        """Tell whether somebody is in a channel; SubscribingRefusedError where Slack does not say."""
        known = self._members.get((channel, user_id))
        if known is not None:
            return known
        try:
            async with asyncio.timeout(PATIENCE_S):
                return self._members.put((channel, user_id), await self._is_in(channel, user_id))
        except _UNREACHED as error:
            if isinstance(error, SlackApiError) and error_code(error) in _OUTSIDE:
                return False
            _note("members.unknown", error)
            raise SubscribingRefusedError(
                "Slack does not say who is in that channel. Type the command in the channel itself."
            ) from error

    async def zone_of(self, user_id: str) -> str:
        """Return the IANA name of somebody's time zone; UTC where Slack does not say."""
        known = self._zones.get(user_id)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(PATIENCE_S):
                told: Any = (await self._client.users_info(user=user_id)).data
        except _UNREACHED as error:
            _note("zone.unknown", error)
            return UTC
        return self._zones.put(user_id, str(told["user"].get("tz") or UTC))

    async def name_of(self, channel: str) -> str:
        """Say what a channel is called, as far as Slack says it."""
        if is_direct_channel(channel):
            return "direct messages"
        known = self._names.get(channel)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(PATIENCE_S):
                told = await _told(self._client.conversations_info(channel=channel))
        except _UNREACHED as error:
            _note("channel.not_seen", error)
            told = {}
        name = told.get("channel", {}).get("name")
        return self._names.put(channel, f"#{name}" if name else "its channel")

    async def _is_open(self, channel: str) -> bool:
        """Tell whether we are in a channel, as far as Slack says it."""
        told = await _told(self._client.conversations_info(channel=channel))
        is_outside = told.get("error") in _OUTSIDE
        if is_outside and is_direct_channel(channel):
            raise SubscribingRefusedError(
                "Nobody can invite me to this conversation. Type it in a channel, or in our direct messages."
            )
        if "channel" not in told:
            return not is_outside
        if told["channel"].get("is_archived"):
            raise SubscribingRefusedError(
                "That channel is archived: nothing can be posted there. Take another one."
            )
        return bool(told["channel"].get("is_member") or told["channel"].get("is_im"))

    async def _looked_back(self, channel: str) -> Seat:
        told = await _told(self._client.conversations_history(channel=channel, limit=1))
        if told.get("error") == "missing_scope":
            return Seat(missing_scope=str(told.get("needed", "")))
        return Seat(paused_because="not_in_channel") if told.get("error") in _OUTSIDE else Seat()

    async def _is_in(self, channel: str, user_id: str) -> bool:
        if is_direct_channel(channel):
            opened: Any = (await self._client.conversations_open(users=user_id)).data
            return bool(opened["channel"]["id"] == channel)
        cursor = ""
        for _ in range(_MOST_PAGES):
            page: Any = (
                await self._client.conversations_members(
                    channel=channel, cursor=cursor, limit=_MEMBERS_A_PAGE
                )
            ).data
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if user_id in page["members"] or not cursor:
                return user_id in page["members"]
        raise TimeoutError


async def _told(call: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """Return what Slack answers to a call, also that it refuses it: its name for why stands as `error`."""
    try:
        answer: Any = (await call).data
    except SlackApiError as error:
        answer = error.response.data
    return answer if isinstance(answer, dict) else {}


def _note(event: str, error: Exception) -> None:
    code = error_code(error) if isinstance(error, SlackApiError) else None
    log.warning(event, error=code or type(error).__name__)
