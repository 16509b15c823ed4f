"""What a conversation may hold: the ceiling of a channel, and of one person, as Slack says who is there.

What Slack does not say counts as outside.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.handling import Because, Ceiling, Tlp
from bot.slack.kept import Kept
from bot.slack.people import People
from bot.slack.posting import error_code

OUTSIDE: Tlp = "CLEAR"
"""Of TLP 2.0's markings the only one for everybody."""
KEPT_S = 120.0
"""An event tells one replica at once who came to a channel; the others learn it within this time."""
PATIENCE_S = 1.0
"""Slack waits 3 s for an answer."""
MEMBERS_A_PAGE = 999
MOST_PAGES = 20
"""A channel of more than 20,000 is not looked through: who is there is unknown."""
_CAME_OR_LEFT = ("member_joined_channel", "channel_shared", "channel_unshared")
_UNREACHED = (SlackApiError, ClientError, TimeoutError, OSError)

log = structlog.get_logger()


class Access:
    """Knows ceilings; asks Slack, and remembers for a while."""

    def __init__(
        self,
        client: AsyncWebClient,
        people: People,
        now_s: Callable[[], float],
        *,
        ceiling: Tlp,
        named: Mapping[str, Tlp],
    ) -> None:
        """Inside, `ceiling` holds, but for the channels and people that are `named`, by id.

        `now_s` gives seconds of a clock that does not jump.
        """
        self._client = client
        self._people = people
        self._ceiling = ceiling
        self._named = named
        self._known: Kept[Because] = Kept(KEPT_S, now_s)
        self._looking: dict[str, asyncio.Task[Because]] = {}
        self._whose: dict[str, str] = {}
        """By direct conversation the person: what is named for them holds there, too."""

    async def channel(self, channel: str, user_id: str = "") -> Ceiling:
        """Return a channel's ceiling; without a channel, and of a direct conversation, the person's.

        Whoever is outside is told no more in a channel than alone.
        What Slack does not say within a second counts as unknown, and is looked up further meanwhile.
        """
        if user_id and (not channel or channel.startswith("D")):
            return await self.person(user_id)
        if not channel or channel.startswith(("U", "W")):
            return await self.person(channel)
        because = await self._in_time(channel, self._outside)
        if user_id and not because:
            # A guest who was taken out of the channel may still press what they saw there.
            because = await self._in_time(user_id, self._outside_alone)
        return self._under(self._whose.get(channel, channel), because)

    async def person(self, user_id: str) -> Ceiling:
        """Return the ceiling of what one person is told alone."""
        return self._under(user_id, await self._in_time(user_id, self._outside_alone))

    async def tlp_of(self, place: str) -> Tlp:
        """Return the ceiling of a channel or a person, by id: a `CeilingOf`."""
        return (await self.channel(place)).tlp

    def forget(self, channel: str) -> None:
        """Ask anew who is in a channel: somebody came, or it has become shared."""
        self._known.drop(channel)
        self._looking.pop(channel, None)

    def heard_of(self, user: Mapping[str, Any]) -> None:
        """Take in what Slack says of a person now; they may be in any channel."""
        if self._people.heard_of(user):
            self._known.clear()
            self._looking.clear()

    async def close(self) -> None:
        """Give up the looks that are under way."""
        looking = [*self._looking.values()]
        for task in looking:
            task.cancel()
        await asyncio.gather(*looking, return_exceptions=True)

    def _under(self, place: str, because: Because) -> Ceiling:
        if because:
            log.info("access.lowered", reason=because)
            return Ceiling(OUTSIDE, because)
        return Ceiling(self._named.get(place, self._ceiling))

    async def _in_time(self, place: str, look: Callable[[str], Coroutine[Any, Any, Because]]) -> Because:
        """Return what is known of a place, or wait for a look at it, which all who ask share."""
        known = self._known.get(place)
        if known is not None:
            return known
        task = self._looking.get(place)
        if task is None:
            task = self._looking[place] = asyncio.create_task(self._look(place, look))
        done, _ = await asyncio.wait({task}, timeout=PATIENCE_S)
        return task.result() if done else "unknown"

    async def _look(self, place: str, look: Callable[[str], Coroutine[Any, Any, Because]]) -> Because:
        """Ask Slack about a place; what it does not say is not kept."""
        task = asyncio.current_task()
        try:
            because = await look(place)
        except _UNREACHED as error:
            code = error_code(error) if isinstance(error, SlackApiError) else None
            log.warning("access.unknown", error=code or type(error).__name__)
            because = "unknown"
        # Somebody may have come meanwhile: then this look is no longer the place's.
        if self._looking.get(place) is task:
            del self._looking[place]
            if because != "unknown":
                self._known.put(place, because)
        return because

    async def _outside(self, channel: str) -> Because:
        told: Any = (await self._client.conversations_info(channel=channel)).data
        about = told["channel"]
        if about.get("is_ext_shared") or about.get("is_pending_ext_shared"):
            return "shared"
        if about.get("is_im"):
            self._whose[channel] = str(about.get("user", ""))
            return await self._outside_alone(self._whose[channel])
        return await self._worst(await self._members(channel))

    async def _outside_alone(self, user_id: str) -> Because:
        return await self._worst([user_id]) if user_id else "unknown"

    async def _worst(self, user_ids: list[str]) -> Because:
        found = await self._people.outside(user_ids)
        return "shared" if "shared" in found else "guest" if "guest" in found else ""

    async def _members(self, channel: str) -> list[str]:
        people: list[str] = []
        cursor = ""
        for _ in range(MOST_PAGES):
            page: Any = (
                await self._client.conversations_members(channel=channel, cursor=cursor, limit=MEMBERS_A_PAGE)
            ).data
            people += page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return people
        raise TimeoutError


def register(app: AsyncApp, access: Access) -> None:
    """Attach the events that say who comes, and which channel others share."""

    async def came(event: dict[str, Any]) -> None:
        access.forget(_channel_of(event))

    async def changed(event: dict[str, Any]) -> None:
        access.heard_of(event["user"])

    for name in _CAME_OR_LEFT:
        app.event(name)(came)
    for name in ("user_change", "team_join"):
        app.event(name)(changed)


def _channel_of(event: Mapping[str, Any]) -> str:
    channel = event.get("channel", "")
    return str(channel.get("id", "") if isinstance(channel, dict) else channel)
