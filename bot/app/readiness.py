"""Whether the bot can do its work: the index is loaded, the database there, and Slack in reach."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.credentials import SLACK_FAILURES
from bot.app.following import Follower
from bot.slack.watching import Watch

LEFT_OUT_SHOWN = 20
FRESH_S = 30.0
"""For how long Slack's last answer counts; a bot that nobody asks anything asks Slack as often."""
DOUBTED_S = 5.0
"""For how long a failure counts: one call may fail where the next does not."""
ANSWERS = "answers"
ASKING_S = 3.0
"""Below the 4 s that the image's health check waits."""
LATE_S = 30.0
"""The ledger is read once a second; taking over a large change may take some seconds more."""
THERE = "there"
CONNECTED = "connected"


@dataclass
class Link:
    """The Socket Mode connection, as far as there is one."""

    is_needed: bool
    client: SocketModeClient | None = None

    async def is_connected(self) -> bool:
        """Tell whether Slack can reach us; by HTTP it always can."""
        return not self.is_needed or (self.client is not None and await self.client.is_connected())


@dataclass
class Reach:
    """Whether we can reach Slack."""

    client: AsyncWebClient
    watch: Watch
    link: Link
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def state(self) -> str:
        """Say how it stands with Slack; asks Slack itself where its last answer is too old."""
        if not await self.link.is_connected():
            return "not connected"
        async with self._asking:
            is_well = self.watch.attitude == ANSWERS
            if self.watch.age_s() > (FRESH_S if is_well else DOUBTED_S):
                await self._ask()
        return CONNECTED if self.watch.attitude == ANSWERS else self.watch.attitude

    async def _ask(self) -> None:
        try:
            async with asyncio.timeout(ASKING_S):
                await self.client.auth_test()
        except TimeoutError:
            self.watch.note("does not answer")
        except SLACK_FAILURES:
            return  # the watch has seen it


@dataclass(frozen=True, slots=True)
class Ready:
    """Looks at every part that the bot's work needs."""

    follower: Follower
    reach: Reach

    async def __call__(self) -> Mapping[str, Any]:
        """Tell whether the bot is `ready`, which parts are not, and how each stands; no words of any fact."""
        base = self.follower.base
        states = {"index": self._index(), "database": self._database(), "slack": await self.reach.state()}
        not_ready = [part for part, state in states.items() if state not in {THERE, CONNECTED}]
        return {
            "ready": not not_ready,
            "not_ready": not_ready,
            **states,
            "facts": len(base.facts),
            "ledger": base.head,
            "index_age_s": round(self.follower.age_s(), 1),
            "left_out": len(base.left_out),
            # Ids and files only: this page may be public, and the findings quote the documents.
            "problems": list(base.left_out)[:LEFT_OUT_SHOWN],
        }

    def _index(self) -> str:
        return THERE if self.follower.base.facts else "holds no fact"

    def _database(self) -> str:
        away_since = self.follower.desks.away_since
        if away_since:
            return f"away since {away_since:%Y-%m-%dT%H:%M:%SZ}"
        return THERE if self.follower.age_s() <= LATE_S else "late"
