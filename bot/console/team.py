"""The state of the local Slack: its people, its channels, and what was said in them."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.console.agents import Agent
from bot.console.delivering import Json
from bot.console.errors import Refused
from bot.console.files import Files
from bot.console.homes import Homes
from bot.console.leaks import leaks
from bot.console.modals import Modals
from bot.console.paces import Pace
from bot.console.replies import Reply
from bot.console.timelines import Timeline

TEAM_ID = "T000FOOTNOT"
OTHER_TEAM_ID = "T0000OTHERS"
APP_ID = "A000FOOTNOT"
BOT_ID = "B000FOOTNOT"
BOT_USER_ID = "U000FOOTNOT"
BOT_NAME = "footnote"
TEAM_URL = "https://footnote-local.slack.com/"
SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "chat:write",
    "commands",
    "channels:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:read",
    "usergroups:read",
    "users:read",
)


@dataclass(frozen=True, slots=True)
class User:
    """A person, as `users.info` tells of them."""

    id: str
    name: str
    real_name: str
    is_restricted: bool = False
    """A guest, who sees only the channels they were let into."""
    is_ultra_restricted: bool = False
    """A guest of a single channel."""
    is_deleted: bool = False
    """Whether their account was closed."""
    team: str = TEAM_ID
    """The workspace they belong to; people of another organisation are met only in shared channels."""
    zone: str = "Europe/London"
    """IANA name of the time zone on their profile."""
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation, as `conversations.info` tells of it."""

    id: str
    name: str
    is_private: bool = False
    is_im: bool = False
    is_mpim: bool = False
    """A direct conversation of several people."""
    is_ext_shared: bool = False
    """Whether another organisation is in it."""
    is_pending_ext_shared: bool = False
    """Whether another organisation is invited, and has not come yet."""
    is_org_shared: bool = False
    """Whether other workspaces of the same organisation are in it."""
    is_archived: bool = False
    members: frozenset[str] = frozenset()
    """User ids; the bot posts only where its own is among them."""


@dataclass(frozen=True, slots=True)
class UserGroup:
    """People under one name, as `usergroups.users.list` tells of them."""

    id: str
    name: str
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What stands in a channel for everyone to read."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    thread_ts: str | None = None
    metadata: Json | None = None
    is_edited: bool = False
    team: str = TEAM_ID
    """The workspace of whoever wrote it."""


ANA = User("U0000000ANA", "ana", "Ana Analyst", zone="Europe/Berlin")
BEN = User("U0000000BEN", "ben", "Ben Curator", zone="America/New_York")
CAI = User("U0000000CAI", "cai", "Cai Analyst", zone="Asia/Kabul")
GUEST = User("U000000GUST", "gil", "Gil Guest", is_restricted=True, zone="Asia/Kabul")
STRANGER = User("U0STRANGER0", "sam", "Sam Stranger", team=OTHER_TEAM_ID)
PEOPLE = (ANA, BEN, CAI, GUEST, STRANGER)
BOT = User(BOT_USER_ID, BOT_NAME, "Footnote", zone="America/Los_Angeles", is_bot=True)
"""The bot itself; its zone is the one that Slack gives to every bot."""
_INSIDE = frozenset({ANA.id, BEN.id, CAI.id, BOT_USER_ID})
GENERAL = Channel("C0000GENRAL", "general", members=_INSIDE)
RANDOM = Channel("C0000RANDOM", "random", members=_INSIDE - {BOT_USER_ID})
CLOSED = Channel("C0000CLOSED", "analysts", is_private=True, members=_INSIDE)
VISITED = Channel("C0000VISITD", "visitors", members=_INSIDE | {GUEST.id})
SHARED = Channel("C0000SHARED", "partners", is_ext_shared=True, members=_INSIDE | {GUEST.id, STRANGER.id})
CURATION = Channel("C0000CURATE", "curation", is_private=True, members=frozenset({BEN.id, BOT_USER_ID}))
CURATORS = UserGroup("S0000CURATE", "curators", (BEN.id,))
_CHANNELS = (GENERAL, RANDOM, CLOSED, VISITED, SHARED, CURATION)


@dataclass
class Team:
    """Everything the local Slack remembers; its parts read and change it."""

    now: Callable[[], datetime]
    rate_limited: bool = True
    lacks: frozenset[str] = frozenset()
    """The types of blocks that are not rolled out here, such as `table`."""
    address: str = ""
    """Where the local Slack listens, such as `http://127.0.0.1:4000`; empty until it does."""
    revoked: str = ""
    """With what error every call is refused, since the bot was uninstalled; empty while it is not."""
    users: dict[str, User] = field(default_factory=lambda: {one.id: one for one in PEOPLE})
    usergroups: dict[str, UserGroup] = field(default_factory=lambda: {CURATORS.id: CURATORS})
    channels: dict[str, Channel] = field(default_factory=lambda: {one.id: one for one in _CHANNELS})
    messages: dict[tuple[str, str], Message] = field(default_factory=dict)
    """By channel and ts, in the order in which they were posted."""
    files: Files = field(default_factory=Files)
    agent: Agent = field(default_factory=Agent)
    replies: list[Reply] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    scopes: tuple[str, ...] = SCOPES
    """What the bot token may do; every answer of the Web API tells it."""
    events: frozenset[str] | None = None
    """What the app subscribes to, such as `message.im`; None for everything."""
    shortcuts: dict[str, str] | None = None
    """The app's message shortcuts: names by callback_id; None for whatever it answers to."""
    shown: asyncio.Event = field(default_factory=asyncio.Event)
    last_post_at: dict[str, datetime] = field(default_factory=dict)
    updates: Pace = field(default_factory=Pace)
    """How fast messages may be changed."""
    modals: Modals = field(init=False)
    homes: Homes = field(init=False)
    _timelines: defaultdict[str, Timeline] = field(default_factory=lambda: defaultdict(Timeline))
    _last_ts: int = 0

    def __post_init__(self) -> None:
        self.modals = Modals(self.violations, self.shown)
        self.homes = Homes(self.violations, self.shown)

    def next_ts(self) -> str:
        """Return a timestamp in Slack's form, later than every other, also when the clock stands still."""
        self._last_ts = max(int(self.now().timestamp() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def direct_channel(self, user: str) -> Channel:
        """Return the direct conversation between a user and the bot, opening it at first use."""
        if user not in self.users:
            raise Refused("user_not_found")
        members = frozenset({user, BOT_USER_ID})
        fresh = Channel(f"D{user[1:]}", "directmessage", is_im=True, members=members)
        return self.channels.setdefault(fresh.id, fresh)

    def channel(self, id: str) -> Channel:  # noqa: A002  # Slack's own word
        """Return a channel that the bot may know of; a user's id means the conversation with them."""
        if id.startswith("U"):
            return self.direct_channel(id)
        found = self.channels.get(id)
        if found is None or (found.is_private and BOT_USER_ID not in found.members):
            raise Refused("channel_not_found")
        return found

    def messages_in(self, channel: str) -> list[Message]:
        """Return what stands in a channel, threads included, oldest first."""
        return [self.messages[channel, ts] for ts in self._timelines[channel].everything]

    def newest_first(self, channel: str, before: float) -> Iterator[Message]:
        """Yield a channel's own messages, without threads, from a moment (included) backwards."""
        for ts in self._timelines[channel].newest_first(before):
            yield self.messages[channel, ts]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """Return the answers in a thread, oldest first."""
        return [self.messages[channel, one] for one in self._timelines[channel].thread(ts)]

    def message(self, channel: str, ts: str) -> Message | None:
        """Return one message, or None."""
        return self.messages.get((channel, ts))

    def put(self, message: Message) -> None:
        """Add a message, or put it in the place of the one with the same channel and ts."""
        if self.message(message.channel, message.ts) is None:
            self._timelines[message.channel].add(message.ts, message.thread_ts)
        self.messages[message.channel, message.ts] = message

    def take_away(self, channel: str, ts: str) -> None:
        """Delete a message."""
        if gone := self.messages.pop((channel, ts), None):
            self._timelines[channel].remove(ts, gone.thread_ts)

    def show(self, reply: Reply) -> None:
        """Let a person see something of the bot, and hold it against the leak guard."""
        self.replies.append(reply)
        self.violations.extend(f"{reply.kind} in {reply.channel}: {leak}" for leak in leaks(reply))
        self.shown.set()
