"""What a line at the console does to the workspace itself: who is in a channel, what is said there."""

import re
from dataclasses import dataclass

from bot.console.errors import ConsoleError
from bot.console.standing import Standing
from bot.console.team import BOT_NAME, BOT_USER_ID, TEAM_ID, Message, User
from bot.console.workspace import Workspace

SHORTCUT = "/shortcut"
MOST_LISTED = 9
"""Messages: one digit names each."""
_SHOWN = 56
"""Characters of a message in the list."""
_PERSON = re.compile(r"/(invite|remove)\s+@?(\w+)", re.IGNORECASE)
_SHARE = re.compile(r"(un)?share\s+#([\w-]+)", re.IGNORECASE)
_SAY = re.compile(r"say:\s*(\S.*)", re.IGNORECASE)
_ON_MESSAGE = re.compile(r"(\d)(?:\s+(\S+))?")


@dataclass
class TeamActs:
    """The acts of whoever types, in the channel where they are."""

    workspace: Workspace
    standing: Standing

    async def do(self, line: str) -> str | None:
        """Do what a line says, and return what Slack then says; None if the line is no such act."""
        if found := _PERSON.fullmatch(line):
            return await self._move(found[1].lower(), found[2].lower())
        if found := _SHARE.fullmatch(line):
            return await self._share(found[2].lower(), ends=bool(found[1]))
        if found := _SAY.fullmatch(line):
            me, here = self.standing.me, self.standing.here
            self.workspace.say(found[1], user=me.id, channel=here.id)
            return f"{me.name} said it in #{here.name}. {SHORTCUT} lists what can be done with it."
        return self._listed() if line.lower() == SHORTCUT else None

    async def shortcut(self, text: str) -> None:
        """Do a message shortcut, such as `2 check`, on a message of the list."""
        found = _ON_MESSAGE.fullmatch(text.strip())
        if found is None:
            raise ConsoleError(f"Say which message and which shortcut: `{SHORTCUT} 1 check`.")
        messages = self._messages()
        if not 1 <= int(found[1]) <= len(messages):
            raise ConsoleError(f"There is no message {found[1]} here. {SHORTCUT} lists those there are.")
        callback_id = self._callback_id(found[2] or "")
        message = messages[int(found[1]) - 1]
        await self.workspace.shortcut(message, callback_id, user=self.standing.me.id)

    async def _move(self, verb: str, name: str) -> str:
        here, user = self.standing.here, self._id(name)
        person = self.workspace.team.users.get(user)
        if verb == "remove":
            await self.workspace.leave(here.id, user)
        elif person and person.team != TEAM_ID and not here.is_ext_shared:
            raise ConsoleError(f"{name} is of another organisation. `share #{here.name}` with it first.")
        else:
            await self.workspace.join(here.id, user, inviter=self.standing.me.id)
        self.standing.here = self.workspace.team.channels[here.id]
        return f"@{name} is {'no longer ' if verb == 'remove' else ''}in #{here.name}."

    async def _share(self, name: str, *, ends: bool) -> str:
        named = [one for one in self.workspace.team.channels.values() if one.name == name and not one.is_im]
        if not named:
            raise ConsoleError(f"There is no #{name}. `people` says which channels there are.")
        [channel] = named
        act = self.workspace.unshare_channel if ends else self.workspace.share_channel
        await act(channel.id)
        self.standing.here = self.workspace.team.channels[self.standing.here.id]
        return f"#{name} is {'no longer' if ends else 'now'} shared with another organisation."

    def _id(self, name: str) -> str:
        people = {user.name: user.id for user in self.workspace.team.users.values()}
        known = {**people, BOT_NAME: BOT_USER_ID}
        if name not in known:
            raise ConsoleError(f"There is no {name} here. There are {', '.join(known)}.")
        return known[name]

    def _messages(self) -> list[Message]:
        """Return what stands in the channel, newest first."""
        return self.workspace.messages(self.standing.here.id)[::-1][:MOST_LISTED]

    def _listed(self) -> str:
        shortcuts = self.workspace.team.shortcuts or {}
        lines = [f"  {place}  {self._line(one)}" for place, one in enumerate(self._messages(), 1)]
        lines = lines or ["  Nothing was said here yet. `say: text` says something."]
        lines += [f"  {SHORTCUT} 1 {callback_id}  {name}" for callback_id, name in shortcuts.items()]
        return "\n".join(lines)

    def _line(self, message: Message) -> str:
        author: User | None = self.workspace.team.users.get(message.user)
        words = " ".join(message.text.split())
        cut = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        return f"{author.name if author else BOT_NAME}: {cut}"

    def _callback_id(self, beginning: str) -> str:
        """Return the shortcut whose callback_id begins so; the only one, where none is named."""
        known = self.workspace.team.shortcuts
        if known is None:
            return beginning
        found = [one for one in known if one.startswith(beginning.lower())]
        if len(found) != 1:
            raise ConsoleError(f"Say which shortcut: {', '.join(known) or 'the bot has none'}.")
        return found[0]
