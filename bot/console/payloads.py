"""What Slack sends when a person acts in a channel: slash commands, events, presses."""

import re
import secrets
from dataclasses import dataclass

from bot.console.delivering import Json
from bot.console.replies import Choice, Reply, block_id_of
from bot.console.team import APP_ID, BOT_USER_ID, OTHER_TEAM_ID, TEAM_ID, Channel, Message, User

# What Slack's client puts in when a person picks a name or a channel; it is not escaped again.
_REFERENCE = re.compile(r"(<[@#!][^<>]*>|&(?:amp|lt|gt);)")
_DOMAINS = {TEAM_ID: "footnote-local", OTHER_TEAM_ID: "elsewhere"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and when."""

    user: User
    team: str
    """The workspace the person belongs to."""
    now_s: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Act(Actor):
    """Who acts, when, and in which channel."""

    channel: Channel


def as_slack_sends(text: str) -> str:
    """Escape what a person typed, as Slack does; references such as `<@U…>` stay."""
    parts = _REFERENCE.split(text)
    return "".join(part if index % 2 else _escaped(part) for index, part in enumerate(parts))


def slash_payload(act: Act, command: str, text: str, *, response_url: str) -> dict[str, str]:
    """Return the form of a slash command."""
    return {
        "token": "verification-tokens-are-legacy",
        "team_id": act.team,
        "team_domain": _DOMAINS.get(act.team, "elsewhere"),
        "channel_id": act.channel.id,
        "channel_name": _channel(act.channel)["name"],
        "user_id": act.user.id,
        "user_name": act.user.name,
        "command": command,
        "text": as_slack_sends(text),
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id(act),
    }


def event_payload(act: Act, message: Message) -> Json:
    """Return the event that tells the bot of a message: a mention, or words in a direct conversation."""
    event: Json = {
        "type": "message" if act.channel.is_im else "app_mention",
        "user": act.user.id,
        "text": message.text,
        "ts": message.ts,
        "event_ts": message.ts,
        "channel": act.channel.id,
        "team": act.team,
        "client_msg_id": secrets.token_hex(16),
    }
    if act.channel.is_im:
        event["channel_type"] = "im"
    if act.team != TEAM_ID or act.channel.is_ext_shared:
        event["user_team"] = event["source_team"] = act.team
    if message.thread_ts:
        event["thread_ts"] = message.thread_ts
    return event_callback(act, event, is_ext_shared=act.channel.is_ext_shared)


def event_callback(actor: Actor, event: Json, *, is_ext_shared: bool = False) -> Json:
    """Return what Slack wraps every event in."""
    installed = {"enterprise_id": None, "team_id": TEAM_ID, "user_id": BOT_USER_ID}
    return {
        "type": "event_callback",
        "token": "verification-tokens-are-legacy",
        # In a shared channel the outer team is the author's; where the app is installed stands below.
        "team_id": actor.team,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(actor.now_s),
        "authorizations": [{**installed, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": is_ext_shared,
    }


def interaction(actor: Actor, kind: str) -> Json:
    """Return what every interactive payload says: its kind, who acts, and for which app."""
    user = actor.user
    return {
        "type": kind,
        "token": "verification-tokens-are-legacy",
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": actor.team},
        "api_app_id": APP_ID,
        "team": {"id": actor.team, "domain": _DOMAINS.get(actor.team, "elsewhere")},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def press_payload(act: Act, reply: Reply, choice: Choice, *, response_url: str, message: Json | None) -> Json:
    """Return the block_actions payload of a press."""
    return {
        **interaction(act, "block_actions"),
        **in_message(act, reply, message),
        "trigger_id": trigger_id(act),
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [action(act, choice)],
    }


def in_message(act: Act, reply: Reply, message: Json | None) -> Json:
    """Return what a payload says of the message that is acted in; an ephemeral one comes without itself."""
    container = {
        "type": "message",
        "message_ts": reply.shown_ts,
        "channel_id": reply.channel,
        "is_ephemeral": reply.user is not None,
    }
    place: Json = {"container": container, "channel": _channel(act.channel)}
    return {**place, "message": {**message, "blocks": _with_ids(reply)}} if message else place


def shortcut_payload(act: Act, callback_id: str, message: Json, *, response_url: str) -> Json:
    """Return the payload of a message shortcut."""
    return {
        **interaction(act, "message_action"),
        "action_ts": f"{act.now_s:.6f}",
        "channel": _channel(act.channel),
        "callback_id": callback_id,
        "trigger_id": trigger_id(act),
        "response_url": response_url,
        "message_ts": message["ts"],
        "message": message,
    }


def action(actor: Actor, choice: Choice) -> Json:
    """Return what a payload says of the thing that was pressed."""
    element = choice.control.element
    kept = ("type", "action_id", "value", "style", "text", "placeholder")
    told = {name: element[name] for name in kept if name in element}
    told.setdefault("action_id", f"action{choice.control.number}")
    told |= {"block_id": choice.control.block_id, "action_ts": f"{actor.now_s:.6f}"}
    if choice.option:
        told["selected_option"] = choice.option
    return told


def _channel(channel: Channel) -> Json:
    """Return a channel in a payload's short form, which names no private channel."""
    return {"id": channel.id, "name": "privategroup" if channel.is_private else channel.name}


def _with_ids(reply: Reply) -> list[Json]:
    return [{**block, "block_id": block_id_of(block, index)} for index, block in enumerate(reply.blocks)]


def trigger_id(actor: Actor) -> str:
    """Return a fresh name for an act, with which the bot may open a view."""
    return f"{int(actor.now_s * 1000)}.{secrets.randbelow(10**9)}.{secrets.token_hex(8)}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
