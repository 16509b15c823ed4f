"""The strict local Slack: a Web API on loopback, and the acts of the people in it.

async with Workspace(now=clock) as workspace:
    workspace.connect(deliver)
    [reply] = await workspace.slash("/threat", "afganistan")
"""

from collections.abc import Mapping

from bot.console.agents import Prompt
from bot.console.app_events import UNINSTALLED, Tab, home_opened
from bot.console.courier import Delivery
from bot.console.delivering import Deliver, Json, Retry
from bot.console.errors import ConsoleError
from bot.console.filling import Entry
from bot.console.membership import Membership
from bot.console.payloads import (
    Act,
    as_slack_sends,
    event_callback,
    event_payload,
    press_payload,
    shortcut_payload,
    slash_payload,
)
from bot.console.replies import Reply, choice_named
from bot.console.showing import message_json
from bot.console.socket_mode import envelope_delivery
from bot.console.team import ANA, BOT_USER_ID, GENERAL, Message
from bot.console.views import View


class Workspace(Membership):
    """A Slack workspace with a few people and channels, which holds the bot to Slack's rules.

    Each act returns the replies that came while it ran; `replies` holds all since `clear()`. What came
    later (from lazy listeners, digests) is awaited with `wait_for_replies`. `violations` lists what Slack
    would punish without telling the bot; unless `strict` is off, leaving the workspace with any raises
    `WorkspaceViolation`. `now` gives aware datetimes; it drives rate limits, faults and response URLs.
    """

    async def slash(
        self, command: str, text: str = "", *, user: str = ANA.id, channel: str = GENERAL.id, team: str = ""
    ) -> list[Reply]:
        """Type a slash command, in any conversation; a user's id means the one between them and the bot."""
        is_direct = channel in self.team.users
        place = self.team.direct_channel(channel) if is_direct else self.team.channels[channel]
        act = self._act(user, place, team)
        url = self._response_url(act)
        return await self._send("slash_commands", slash_payload(act, command, text, response_url=url))

    async def mention(
        self,
        text: str,
        *,
        user: str = ANA.id,
        channel: str = GENERAL.id,
        thread_ts: str | None = None,
        team: str = "",
    ) -> list[Reply]:
        """Say something to the bot in a channel; `<@bot>` is put before it unless it is in it."""
        place = self.team.channels[channel]
        if BOT_USER_ID not in place.members:
            raise ConsoleError(f"Slack tells the bot nothing from #{place.name}. Invite it there first.")
        mention = f"<@{BOT_USER_ID}>"
        said = text if mention in text else f"{mention} {text}"
        return await self._say(self._act(user, place, team), said, thread_ts)

    async def direct(
        self, text: str, *, user: str = ANA.id, thread_ts: str | None = None, team: str = ""
    ) -> list[Reply]:
        """Write to the bot in the direct conversation with it."""
        return await self._say(self._act(user, self.team.direct_channel(user), team), text, thread_ts)

    def say(self, text: str, *, user: str = ANA.id, channel: str = GENERAL.id) -> Message:
        """Say something in a channel that is not for the bot, which is told nothing of it."""
        person = self.team.users[user]
        said = Message(channel, self.team.next_ts(), user, as_slack_sends(text), team=person.team)
        self.team.put(said)
        return said

    async def shortcut(
        self,
        on: Message | Reply | str,
        callback_id: str,
        *,
        user: str = ANA.id,
        channel: str = GENERAL.id,
        team: str = "",
    ) -> list[Reply]:
        """Do a message shortcut on a message; a ts alone means one in `channel`.

        What the app answers to none of raises ConsoleError if its manifest is installed, and is a violation
        if not.
        """
        message = self._message(on, channel)
        place = self.team.channels[message.channel]
        if user not in place.members:
            raise ConsoleError(f"{user} does not see what stands in #{place.name}.")
        if self.team.shortcuts is not None and callback_id not in self.team.shortcuts:
            known = ", ".join(self.team.shortcuts) or "none"
            raise ConsoleError(f"The app has no message shortcut {callback_id!r}. It has: {known}.")
        act = self._act(user, place, team)
        url = self._response_url(act)
        payload = shortcut_payload(act, callback_id, message_json(message), response_url=url)
        return await self._seen(self._courier.send_shortcut(payload))

    async def press(
        self,
        where: Reply | View,
        which: str | int,
        *,
        user: str = "",
        team: str = "",
        option: Json | None = None,
    ) -> list[Reply]:
        """Press a button, or an option of a menu, by its label or its number (`2`, `"4.1"`), or in a view.

        Of equal labels the first. The one who presses is who saw the reply, or Ana. `option` is one that
        `type_ahead` returned; `which` then names the menu: its number, label or action_id.
        """
        choice = choice_named(where.controls, str(which), option)
        if isinstance(where, View):
            _check_owner(where, user)
            return await self._seen(self._submitting.press(where, choice))
        act = self._act(user or where.user or ANA.id, self.team.channels[where.channel], team)
        message = self.team.message(where.channel, where.shown_ts)
        payload = press_payload(
            act,
            where,
            choice,
            response_url=self._response_url(act, where),
            message=message_json(message) if message else None,
        )
        return await self._send("interactive", payload)

    async def open_home(self, user: str = ANA.id, *, tab: Tab = "home") -> list[Reply]:
        """Open the bot's own page; what it publishes then is seen in `home`."""
        channel, ts = self.team.direct_channel(user), self.team.next_ts()
        if not self._is_subscribed("app_home_opened"):
            return []
        event = home_opened(user, channel.id, tab, ts, self.home(user))
        return await self._send("events_api", event_callback(self._act(user, channel, ""), event))

    def home(self, user: str = ANA.id) -> View | None:
        """Return a person's Home tab, or None if the bot has published none."""
        return self.team.homes.of(user)

    async def uninstall(self, error: str = "account_inactive") -> None:
        """Take the bot out of the workspace: every call is refused from now on, and it is told so."""
        self.team.revoked = error
        for event in UNINSTALLED:
            act = self._act(ANA.id, GENERAL, "")
            await self._send("events_api", event_callback(act, event))

    def modals(self, user: str = ANA.id) -> list[View]:
        """Return the modals that a person has open, topmost last."""
        return self.team.modals.of(user)

    def fill(self, view: View, entries: Mapping[str, Entry]) -> View:
        """Fill fields of a modal in without submitting; each is named as in `submit`."""
        return self._submitting.fill(view, entries)

    async def submit(
        self, view: View, entries: Mapping[str, Entry] | None = None, *, user: str = ""
    ) -> list[Reply]:
        """Fill fields in, each named by its label, block_id, action_id or number, and submit the modal.

        A text or a day is given as such; an option by its label, its value or as `type_ahead` returned it;
        several as a list. What Slack's client would not let through raises ConsoleError. Whether the modal
        is still open afterwards, and with which `errors`, is seen in `modals`.
        """
        _check_owner(view, user)
        return await self._seen(self._submitting.submit(view, entries or {}))

    async def close_modal(self, view: View, *, is_all: bool = False) -> list[Reply]:
        """Press *close*; with `is_all` the cross, which closes what lies beneath as well."""
        return await self._seen(self._submitting.close(view, is_all=is_all))

    async def type_ahead(self, where: View | Reply, which: str, typed: str, *, user: str = "") -> list[Json]:
        """Type into a menu, named as in `submit`, whose options the bot suggests, and return those."""
        place = GENERAL if isinstance(where, View) else self.team.channels[where.channel]
        act = self._act(user or where.user or ANA.id, place, "")
        return await self._submitting.suggest(where, which, typed, act)

    async def redeliver(
        self, delivery: Delivery | None = None, *, attempt: int = 1, reason: str = "http_timeout"
    ) -> list[Reply]:
        """Send a payload once more, the same to the letter; the last one, unless another is given.

        An event says that it is a retry; a command or a press comes as if clicked twice.
        """
        again = delivery or self.deliveries[-1]
        retry = Retry(attempt, reason) if again.kind == "events_api" else None
        return await self._send(again.kind, again.payload, retry=retry)

    def prompts(self, user: str = ANA.id) -> list[Prompt]:
        """Return what the bot suggests to a person in their direct conversation."""
        return self.team.agent.prompts_in(self.team.direct_channel(user).id)

    def statuses(self, channel: str) -> list[str]:
        """Return what the bot says that it is doing, in a channel or in the conversation with a user."""
        return self.team.agent.statuses_in(self.team.channel(channel).id, self.team.now())

    def _message(self, on: Message | Reply | str, channel: str) -> Message:
        place, ts = (channel, on) if isinstance(on, str) else (on.channel, on.ts)
        message = self.team.message(place, ts) if ts else None
        if message is None:
            raise ConsoleError(
                "Slack offers shortcuts on messages that stand in a channel. This one does not."
            )
        return message

    async def _say(self, act: Act, text: str, thread_ts: str | None) -> list[Reply]:
        sent = as_slack_sends(text)
        message = Message(
            act.channel.id, self.team.next_ts(), act.user.id, sent, thread_ts=thread_ts, team=act.team
        )
        self.team.put(message)
        if not self._is_subscribed("message.im" if act.channel.is_im else "app_mention"):
            return []
        return await self._send("events_api", event_payload(act, message))


def _check_owner(view: View, user: str) -> None:
    if user and user != view.user:
        raise ConsoleError(f"{view.title!r} is seen by {view.user} alone; {user} cannot act in it.")


def socket_delivery(workspace: Workspace) -> Deliver:
    """Return a deliverer that reaches the bot by Socket Mode, once it has connected."""
    return envelope_delivery(workspace.links)
