"""Who is typing at the console, in which channel, and who else sees what the bot shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.console.dates import in_zone
from bot.console.delivering import Json
from bot.console.errors import ConsoleError
from bot.console.replies import Reply
from bot.console.team import ANA, BOT_USER_ID, GENERAL, Channel, Team, User


@dataclass
class Standing:
    """One person at a time, in one channel at a time."""

    team: Team
    me: User = ANA
    here: Channel = GENERAL

    @property
    def words(self) -> str:
        """The person and the channel, as one line."""
        return f"You are {self.me.name}, in #{self.here.name}."

    def become(self, name: str) -> None:
        """Let another person type; where they may not be, they stand in the first channel that is theirs."""
        people = {user.name: user for user in self.team.users.values()}
        if name not in people:
            raise ConsoleError(f"There is no {name} here. There are {', '.join(people)}.")
        self.me = people[name]
        if self.me.id not in self.here.members:
            self.here = self._channels()[0]

    def go(self, name: str) -> None:
        """Stand in another channel."""
        mine = {channel.name: channel for channel in self._channels()}
        if name not in mine:
            known = ", ".join(f"#{one}" for one in mine)
            raise ConsoleError(f"{self.me.name} sees no #{name}. {self.me.name} is in {known}.")
        self.here = mine[name]

    def mine(self, blocks: Iterable[Json]) -> tuple[Json, ...]:
        """Return blocks as the person sees them: with dates in their own time."""
        today = self.team.now().astimezone(ZoneInfo(self.me.zone)).date()
        return tuple(in_zone(each, self.me.zone, today) for each in blocks)

    def people(self) -> str:
        """Return who there is, and what each sees, one person a line."""
        lines = []
        for user in self.team.users.values():
            mine = " ".join(
                f"#{channel.name}"
                for channel in self.team.channels.values()
                if user.id in channel.members and not channel.is_im
            )
            groups = [f"@{one.name}" for one in self.team.usergroups.values() if user.id in one.users]
            lines.append("  ".join([f"  {user.name:<5}", f"{user.real_name:<13}", *groups, mine]))
        return "\n".join(lines)

    def where(self, reply: Reply, acted_in: str) -> str:
        """Say where a reply stands and who sees it; nothing if that is where it was asked for."""
        if reply.channel == acted_in or reply.user:
            return ""
        channel = self.team.channels.get(reply.channel)
        if channel is None:
            return "in a channel that is gone"
        if channel.is_im:
            [reader] = channel.members - {BOT_USER_ID}
            return f"direct message to {'you' if reader == self.me.id else self._name(reader)}"
        return f"in #{channel.name}, seen by {self._names(channel.members)}"

    def check_sees(self, reply: Reply) -> None:
        """Raise ConsoleError unless the person sees a reply: nobody presses what they do not see."""
        channel = self.team.channels.get(reply.channel)
        if channel is None:
            raise ConsoleError("The channel of that message is gone.")
        readers = {reply.user} if reply.user else channel.members
        if self.me.id not in readers:
            raise ConsoleError(
                f"{self.me.name} does not see that message. Type `as NAME` first: {self._names(readers)}."
            )

    def _channels(self) -> list[Channel]:
        return [
            channel
            for channel in self.team.channels.values()
            if self.me.id in channel.members and not channel.is_im
        ]

    def _name(self, user: str) -> str:
        return self.team.users[user].name

    def _names(self, users: Iterable[str | None]) -> str:
        return ", ".join(user.name for user in self.team.users.values() if user.id in set(users))
