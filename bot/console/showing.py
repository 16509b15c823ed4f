"""The ways in which a person comes to see something of the bot."""

from dataclasses import replace
from typing import Literal

from bot.console.delivering import Json
from bot.console.outgoing import Outgoing
from bot.console.replies import Reply
from bot.console.team import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, Message, Team


def say(team: Team, channel: str, outgoing: Outgoing, *, thread_ts: str | None = None) -> Message:
    """Let everybody in a channel see something new."""
    message = Message(
        channel,
        team.next_ts(),
        BOT_USER_ID,
        outgoing.text,
        outgoing.blocks,
        thread_ts=thread_ts,
        metadata=outgoing.metadata,
    )
    team.put(message)
    team.agent.answered(channel, thread_ts)
    team.show(_reply("message", message))
    return message


def change(team: Team, message: Message, outgoing: Outgoing) -> Message:
    """Let everybody see a message in its new form."""
    changed = replace(
        message, text=outgoing.text, blocks=outgoing.blocks, metadata=outgoing.metadata, is_edited=True
    )
    team.put(changed)
    team.show(_reply("update", changed))
    return changed


def take_away(team: Team, message: Message) -> None:
    """Let everybody see a message vanish."""
    team.take_away(message.channel, message.ts)
    gone = replace(message, text="", blocks=(), metadata=None)
    team.show(_reply("deletion", gone))


def whisper(team: Team, channel: str, user: str, outgoing: Outgoing, *, thread_ts: str | None = None) -> str:
    """Let one person see something, and return the name their client has for it."""
    shown_ts = team.next_ts()
    team.show(
        Reply(
            "ephemeral",
            channel,
            outgoing.text,
            outgoing.blocks,
            thread_ts=thread_ts,
            user=user,
            shown_ts=shown_ts,
        )
    )
    return shown_ts


def message_json(message: Message, *, with_metadata: bool = True) -> Json:
    """Return a message as the Web API and payloads tell of it."""
    told: Json = {
        "type": "message",
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "team": message.team,
    }
    if message.team != TEAM_ID:
        told |= {"user_team": message.team, "source_team": message.team}
    if message.user == BOT_USER_ID:
        told |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if message.blocks:
        told["blocks"] = list(message.blocks)
    if message.thread_ts:
        told["thread_ts"] = message.thread_ts
    if message.metadata and with_metadata:
        told["metadata"] = message.metadata
    if message.is_edited:
        told["edited"] = {"user": message.user, "ts": message.ts}
    return told


def _reply(kind: Literal["message", "update", "deletion"], message: Message) -> Reply:
    return Reply(
        kind,
        message.channel,
        message.text,
        message.blocks,
        ts=message.ts,
        thread_ts=message.thread_ts,
        metadata=message.metadata,
        shown_ts=message.ts,
    )
