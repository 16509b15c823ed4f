"""Who is inside: the members of the workspaces that are served, without guests and other organisations."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeAlias

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.kept import Kept
from bot.slack.posting import HTTP_TOO_MANY, LIMITED_PAUSE_S

KEPT_S = 120.0
"""An event tells one replica at once that somebody has become a guest; the others learn it in this time."""
ASKED_SINGLY = 20
"""Of more people whom we do not know, the list of all is read: it takes fewer calls."""
AT_ONCE = 8
LIST_PAGE = 1000
MOST_PAGES = 100

Outside: TypeAlias = Literal["", "shared", "guest"]
"""How somebody is outside: of another organisation, or as a guest; empty for who is inside."""


class People:
    """Asks Slack who people are, and remembers for a while; raises what slack_sdk and aiohttp raise."""

    def __init__(self, client: AsyncWebClient, served: frozenset[str], now_s: Callable[[], float]) -> None:
        """People of the workspaces `served` are inside, if they are no guests there."""
        self._client = client
        self._served = served
        self._known: Kept[dict[str, Outside]] = Kept(KEPT_S, now_s)
        self._single: Kept[Outside] = Kept(KEPT_S, now_s)
        self._asking = asyncio.Semaphore(AT_ONCE)

    async def outside(self, user_ids: Iterable[str]) -> set[Outside]:
        """Return in which ways some of these are outside; only the empty one where all are inside."""
        listed = self._known.get("all") or {}
        found: dict[str, Outside] = {}
        unknown = []
        for each in user_ids:
            known = self._single.get(each)
            known = listed.get(each) if known is None else known
            if known is None:
                unknown.append(each)
            else:
                found[each] = known
        if len(unknown) > ASKED_SINGLY and not listed:
            listed = self._known.put("all", await self._list())
            found |= {each: listed[each] for each in unknown if each in listed}
            unknown = [each for each in unknown if each not in listed]
        asked = await asyncio.gather(*map(self._ask, unknown))
        return {*found.values(), *asked}

    def heard_of(self, user: Mapping[str, Any]) -> bool:
        """Note what an event says of somebody; tell whether they are outside, or were until now."""
        user_id, now = str(user.get("id")), self._outside(user)
        before = self._single.get(user_id)
        before = (self._known.get("all") or {}).get(user_id, "") if before is None else before
        self._single.put(user_id, now)
        return bool(now or before)

    async def _ask(self, user_id: str) -> Outside:
        async with self._asking:
            told: Any = (await self._client.users_info(user=user_id)).data
        # What was heard meanwhile is newer.
        heard = self._single.get(user_id)
        return heard if heard is not None else self._single.put(user_id, self._outside(told["user"]))

    async def _list(self) -> dict[str, Outside]:
        people: dict[str, Outside] = {}
        cursor = ""
        for _ in range(MOST_PAGES):
            page: Any = await self._page(cursor)
            people |= {str(each["id"]): self._outside(each) for each in page["members"]}
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return people

    async def _page(self, cursor: str) -> Any:  # noqa: ANN401  # slack_sdk's
        while True:
            try:
                return (await self._client.users_list(cursor=cursor, limit=LIST_PAGE)).data
            except SlackApiError as error:
                response: Any = error.response
                if getattr(response, "status_code", 0) != HTTP_TOO_MANY:
                    raise
                await asyncio.sleep(float(response.headers.get("Retry-After", LIMITED_PAUSE_S)))

    def _outside(self, user: Mapping[str, Any]) -> Outside:
        team = user.get("team_id")
        if user.get("is_stranger") or (team and self._served and team not in self._served):
            return "shared"
        return "guest" if user.get("is_restricted") or user.get("is_ultra_restricted") else ""
