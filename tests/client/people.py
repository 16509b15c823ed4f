"""What people do in the local Slack, by the way that it keeps for programs, and what stands there then."""

import asyncio

from client.local_slack import ANA, BOT, THREATS

ANSWERED_WITHIN_S = 5
LOOK_EVERY_S = 0.05


class People:
    """Ana, unless somebody else is named, in the channel."""

    def __init__(self, session):
        self._session = session

    async def begin_anew(self):
        """Forget what was said."""
        await self._do("reset")

    async def command(self, text, user=ANA):
        """Type the slash command."""
        await self._do("command", channel=THREATS, user=user, command="/threat", text=text)

    async def mention(self, text):
        """Say something to the bot in the channel; return the message's ts."""
        return await self._say(THREATS, f"<@{BOT}> {text}")

    async def direct(self, text):
        """Write to the bot directly; return the conversation's id."""
        await self._say(ANA, text)
        state = await self._read("state")
        [channel] = [one["id"] for one in state["channels"] if one["is_im"] and ANA in one["members"]]
        return channel

    async def press(self, message, label):
        """Press a button of a message."""
        for block in message["blocks"]:
            for element in block.get("elements", ()):
                if element["type"] == "button" and element["text"]["text"] == label:
                    await self._act(message, block, {**element, "type": "button"})
                    return
        raise AssertionError(f"There is no {label} to press in {message['text']}")

    async def choose(self, message, label):
        """Choose from the first menu of a message."""
        for block in message["blocks"]:
            for option in block.get("accessory", {}).get("options", ()):
                if option["text"]["text"] == label:
                    menu = {"type": "overflow", "action_id": block["accessory"]["action_id"]}
                    await self._act(message, block, {**menu, "selected_option": option})
                    return
        raise AssertionError(f"There is no {label} to choose in {message['text']}")

    async def messages(self, channel=THREATS):
        """All that stands in the channel, for somebody or for everybody."""
        return (await self._read(f"messages/{channel}"))["messages"]

    async def answers(self, count, channel=THREATS):
        """What the bot has said, as soon as it is so many messages."""
        async with asyncio.timeout(ANSWERED_WITHIN_S):
            while len(said := await self._said_by_bot(channel)) < count:  # noqa: ASYNC110  # by another process
                await asyncio.sleep(LOOK_EVERY_S)
        return said

    async def opened(self):
        """The modal that the bot has opened last, as it sent it, as soon as there is one."""
        async with asyncio.timeout(ANSWERED_WITHIN_S):
            while not (opened := await self._views()):  # noqa: ASYNC110  # by another process
                await asyncio.sleep(LOOK_EVERY_S)
        return opened[-1]

    async def _views(self):
        log = (await self._read("log"))["log"]
        return [one["detail"]["view"] for one in log if one["summary"] == "views.open"]

    async def _said_by_bot(self, channel):
        return [one for one in await self.messages(channel) if one["user"] == BOT]

    async def _say(self, channel, text):
        return (await self._do("message", channel=channel, user=ANA, text=text))["message"]["ts"]

    async def _act(self, message, block, action):
        action = {"block_id": block.get("block_id", "block"), **action}
        place = {"channel": message["channel"], "messageTs": message["ts"], "user": ANA}
        await self._do("interact", **place, action=action)

    async def _do(self, what, **how):
        async with self._session.post(what, json=how) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def _read(self, what):
        async with self._session.get(what) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()
