"""The Web API methods of the local Slack, by name; those with which a bot speaks are written out here."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from bot.console.agent_methods import set_status, set_suggested_prompts
from bot.console.delivering import Json
from bot.console.errors import RateLimited, Refused
from bot.console.file_methods import complete_upload, upload_url
from bot.console.outgoing import accepted
from bot.console.places import Arguments, writable
from bot.console.reading_methods import (
    TRUE,
    conversation_info,
    history,
    members,
    open_conversation,
    permalink,
    replies,
    user_info,
    usergroup_users,
    users,
)
from bot.console.showing import change, message_json, say, take_away, whisper
from bot.console.team import BOT_ID, BOT_NAME, BOT_USER_ID, TEAM_ID, TEAM_URL, Channel, Message, Team
from bot.console.view_methods import open_view, publish_view, push_view, update_view

Method: TypeAlias = Callable[[Team, Arguments], Json]

BETWEEN_POSTS = timedelta(seconds=1)
MAX_UPDATE_TEXT = 4000
"""Bytes of a changed message's `text`; a longer one is `msg_too_long`, though a new one may hold 40,000."""


def auth_test(_team: Team, _arguments: Arguments) -> Json:
    """Tell the bot who it is."""
    return {
        "url": TEAM_URL,
        "team": "Footnote local",
        "user": BOT_NAME,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def post_message(team: Team, arguments: Arguments) -> Json:
    """Put a message into a channel or a thread."""
    channel = writable(team, arguments)
    outgoing = accepted(team, arguments)
    thread_ts = _thread(team, channel, arguments)
    _watch_parsing(team, arguments)
    _keep_pace(team, channel)
    message = say(team, channel.id, outgoing, thread_ts=thread_ts)
    return {"channel": channel.id, "ts": message.ts, "message": message_json(message)}


def post_ephemeral(team: Team, arguments: Arguments) -> Json:
    """Show something to one member of a channel."""
    channel = writable(team, arguments)
    user = str(arguments.get("user", ""))
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    outgoing = accepted(team, arguments)
    shown_ts = whisper(team, channel.id, user, outgoing, thread_ts=arguments.get("thread_ts"))
    return {"message_ts": shown_ts}


def update(team: Team, arguments: Arguments) -> Json:
    """Change a message of the bot's own; what is not given stays, its thread too."""
    if team.rate_limited:
        team.updates.step(team.now())
    channel = writable(team, arguments, archived="is_inactive")
    message = _own(team, channel, arguments, "cant_update_message")
    if len(str(arguments.get("text") or "").encode()) > MAX_UPDATE_TEXT:
        raise Refused("msg_too_long")
    kept = {"blocks": list(message.blocks), "metadata": message.metadata}
    outgoing = accepted(team, {**kept, **arguments})
    changed = change(team, message, outgoing)
    return {"channel": channel.id, "ts": changed.ts, "text": changed.text, "message": message_json(changed)}


def delete(team: Team, arguments: Arguments) -> Json:
    """Take a message of the bot's own away."""
    channel = writable(team, arguments)
    message = _own(team, channel, arguments, "cant_delete_message")
    take_away(team, message)
    return {"channel": channel.id, "ts": message.ts}


METHODS: dict[str, Method] = {
    "assistant.threads.setStatus": set_status,
    "assistant.threads.setSuggestedPrompts": set_suggested_prompts,
    "auth.test": auth_test,
    "chat.delete": delete,
    "chat.getPermalink": permalink,
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "conversations.info": conversation_info,
    "conversations.open": open_conversation,
    "conversations.history": history,
    "conversations.members": members,
    "conversations.replies": replies,
    "files.completeUploadExternal": complete_upload,
    "files.getUploadURLExternal": upload_url,
    "usergroups.users.list": usergroup_users,
    "users.info": user_info,
    "users.list": users,
    "views.open": open_view,
    "views.publish": publish_view,
    "views.push": push_view,
    "views.update": update_view,
}
SCOPES_NEEDED = {
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "users.list": "users:read",
}
"""Of the methods that the bot may have to do without; a team that withholds the scope is told of."""


def _own(team: Team, channel: Channel, arguments: Arguments, error: str) -> Message:
    message = team.message(channel.id, str(arguments.get("ts", "")))
    if message is None:
        raise Refused("message_not_found")
    if message.user != BOT_USER_ID:
        raise Refused(error)
    return message


def _thread(team: Team, channel: Channel, arguments: Arguments) -> str | None:
    """Return the thread to post into; an answer within a thread is not one."""
    ts = arguments.get("thread_ts")
    if not ts:
        return None
    parent = team.message(channel.id, str(ts))
    if parent is None or parent.thread_ts:
        raise Refused("thread_not_found")
    return str(ts)


def _watch_parsing(team: Team, arguments: Arguments) -> None:
    if arguments.get("link_names") in TRUE or arguments.get("parse") == "full":
        team.violations.append("chat.postMessage: link_names and parse=full turn a quoted @name into a ping.")


def _keep_pace(team: Team, channel: Channel) -> None:
    last, now = team.last_post_at.get(channel.id), team.now()
    if team.rate_limited and last is not None and now - last < BETWEEN_POSTS:
        raise RateLimited
    team.last_post_at[channel.id] = now
