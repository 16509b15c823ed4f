"""What people do to channels and to each other: invite, leave, share with another organisation, make a guest.

https://docs.slack.dev/reference/events: each act sends what the app subscribes to and has the scope for.
"""

from dataclasses import replace

from bot.console.delivering import Json
from bot.console.describing import user_json
from bot.console.errors import ConsoleError
from bot.console.payloads import event_callback
from bot.console.places import kind_of
from bot.console.replies import Reply
from bot.console.site import Site
from bot.console.team import ANA, BOT_USER_ID, GENERAL, OTHER_TEAM_ID, Channel, User


class Membership(Site):
    """The acts of `Workspace` that change who is where; each returns the replies that came while it ran."""

    async def join(self, channel: str, user: str, *, inviter: str = ANA.id) -> list[Reply]:
        """Let somebody, or the bot, into a channel."""
        before = self._place(channel)
        if user in before.members:
            return []
        place = self._change(before, members=before.members | {user})
        return await self._came_or_left("member_joined_channel", place, user, inviter=inviter)

    async def leave(self, channel: str, user: str) -> list[Reply]:
        """Take somebody, or the bot, out of a channel; the bot hears no more from where it was taken out."""
        before = self._place(channel)
        if user not in before.members:
            raise ConsoleError(f"{user} is not in #{before.name}.")
        place = self._change(before, members=before.members - {user})
        if user == BOT_USER_ID:
            event: Json = {"type": "group_left" if place.is_private else "channel_left", "channel": channel}
            return await self._tell(place, event, needs=f"{kind_of(place)}:read")
        return await self._came_or_left("member_left_channel", place, user)

    async def share_channel(self, channel: str, *, with_team: str = OTHER_TEAM_ID) -> list[Reply]:
        """Let another organisation into a channel; its people come by `join`."""
        place = self._change(self._place(channel), is_ext_shared=True, is_pending_ext_shared=False)
        event: Json = {"type": "channel_shared", "connected_team_id": with_team, "channel": channel}
        return await self._tell_members(place, event)

    async def unshare_channel(self, channel: str, *, with_team: str = OTHER_TEAM_ID) -> list[Reply]:
        """Take another organisation out of a channel, and its people with it."""
        users = self.team.users
        before = self._place(channel)
        stayed = frozenset(
            each for each in before.members if each not in users or users[each].team != with_team
        )
        place = self._change(before, is_ext_shared=False, members=stayed)
        event: Json = {
            "type": "channel_unshared",
            "previously_connected_team_id": with_team,
            "channel": channel,
            "is_ext_shared": False,
        }
        return await self._tell_members(place, event)

    async def make_guest(self, user: str, *, is_ultra: bool = False) -> list[Reply]:
        """Make somebody a guest of the workspace, with `is_ultra` of a single channel."""
        return await self._change_person(
            replace(self.team.users[user], is_restricted=True, is_ultra_restricted=is_ultra)
        )

    async def make_member(self, user: str) -> list[Reply]:
        """Make a guest a full member of the workspace."""
        return await self._change_person(
            replace(self.team.users[user], is_restricted=False, is_ultra_restricted=False)
        )

    async def deactivate(self, user: str) -> list[Reply]:
        """Close somebody's account."""
        return await self._change_person(replace(self.team.users[user], is_deleted=True))

    def _place(self, channel: str) -> Channel:
        if channel not in self.team.channels or self.team.channels[channel].is_im:
            raise ConsoleError(f"There is no channel {channel!r} that people could join.")
        return self.team.channels[channel]

    def _change(self, channel: Channel, **changes: object) -> Channel:
        changed = replace(channel, **changes)  # type: ignore[arg-type]  # fields of Channel, named above
        self.team.channels[channel.id] = changed
        return changed

    async def _change_person(self, changed: User) -> list[Reply]:
        self.team.users[changed.id] = changed
        event: Json = {"type": "user_change", "user": user_json(self.team, changed)}
        return await self._tell(GENERAL, event, needs="users:read", user=changed.id)

    async def _came_or_left(self, kind: str, place: Channel, user: str, **told: str) -> list[Reply]:
        event: Json = {"type": kind, "user": user, "channel": place.id, "team": self._team_of(user), **told}
        event["channel_type"] = "G" if place.is_private else "C"
        return await self._tell_members(place, event)

    async def _tell_members(self, place: Channel, event: Json) -> list[Reply]:
        """Tell the bot of what happened to a channel, if it is in it."""
        if BOT_USER_ID not in place.members:
            return []
        return await self._tell(place, event, needs=f"{kind_of(place)}:read")

    async def _tell(self, place: Channel, event: Json, *, needs: str, user: str = ANA.id) -> list[Reply]:
        if needs not in self.team.scopes or not self._is_subscribed(event["type"]):
            return []
        dated = {**event, "event_ts": self.team.next_ts()}
        act = self._act(user, place, "")
        return await self._send("events_api", event_callback(act, dated, is_ext_shared=place.is_ext_shared))

    def _team_of(self, user: str) -> str:
        return self.team.users[user].team if user in self.team.users else self.team_id
