"""Who is a curator: the people and the user groups that the settings name."""

from collections.abc import Callable
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import FootnoteError
from bot.slack.kept import Kept
from bot.slack.posting import error_code

KEPT_S = 300.0
"""For how long the members of a group, and the names of people, are not asked for again."""
GROUP = "S"
"""The ids of user groups begin so."""
_FAILURES = (SlackApiError, ClientError, TimeoutError, OSError)

log = structlog.get_logger()


class NoCuratorError(FootnoteError):
    """Somebody who is no curator wanted to do what only curators may."""


class Curators:
    """Knows the curators; `now_s` gives seconds of a clock that does not jump."""

    def __init__(self, client: AsyncWebClient, ids: tuple[str, ...], now_s: Callable[[], float]) -> None:
        self._client = client
        self._people = frozenset(each for each in ids if not each.startswith(GROUP))
        self._groups = tuple(each for each in ids if each.startswith(GROUP))
        self._members: Kept[frozenset[str]] = Kept(KEPT_S, now_s)
        self._names: Kept[str] = Kept(KEPT_S, now_s)

    async def require(self, user_id: str) -> None:
        """Raise NoCuratorError unless somebody is a curator; while Slack is silent, only the named are."""
        if user_id in self._people:
            return
        for group in self._groups:
            if user_id in await self._members_of(group):
                return
        if not (self._people or self._groups):
            raise NoCuratorError("Nobody is a curator yet. Whoever runs Footnote names them in its settings.")
        raise NoCuratorError(
            "Only curators can do that. Flag the fact or propose one: a curator looks at it."
        )

    async def names(self, user_ids: set[str]) -> dict[str, str]:
        """Return what people are called, as far as Slack says it."""
        return {each: await self._name_of(each) for each in sorted(user_ids)}

    async def _members_of(self, group: str) -> frozenset[str]:
        known = self._members.get(group)
        if known is not None:
            return known
        try:
            answer: Any = (await self._client.usergroups_users_list(usergroup=group)).data
        except _FAILURES as error:
            _note("curators.unknown", error)
            return frozenset()
        return self._members.put(group, frozenset(answer["users"]))

    async def _name_of(self, user_id: str) -> str:
        known = self._names.get(user_id)
        if known is not None:
            return known
        try:
            answer: Any = (await self._client.users_info(user=user_id)).data
        except _FAILURES as error:
            _note("name.unknown", error)
            return user_id
        return self._names.put(user_id, str(answer["user"]["name"]))


def _note(event: str, error: Exception) -> None:
    code = error_code(error) if isinstance(error, SlackApiError) else None
    log.warning(event, error=code or type(error).__name__)
