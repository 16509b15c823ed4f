"""The Web API methods of the local Slack: what a bot calls to speak, to look, and to say who it is."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

from bot.console.delivering import Json
from bot.console.errors import Refused
from bot.console.outgoing import accepted
from bot.console.showing import change, message_json, say, whisper
from bot.console.team import BOT_ID, BOT_NAME, BOT_USER_ID, TEAM_ID, Channel, Message, Team

Arguments: TypeAlias = Mapping[str, Any]
Method: TypeAlias = Callable[[Team, Arguments], Json]

BETWEEN_POSTS = timedelta(seconds=1)
MAX_UPDATE_TEXT = 4000
"""Bytes of a changed message's `text`; a longer one is `msg_too_long`, though a new one may hold 40,000."""
PAGE, MAX_PAGE = 100, 999
_TRUE = {True, "1", "true", "True"}


def auth_test(_team: Team, _arguments: Arguments) -> Json:
    """Tell the bot who it is."""
    return {
        "url": "https://footnote-local.slack.com/",
        "team": "Footnote local",
        "user": BOT_NAME,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def post_message(team: Team, arguments: Arguments) -> Json:
    """Put a message into a channel or a thread."""
    channel = _writable(team, arguments)
    outgoing = accepted(arguments)
    thread_ts = _thread(team, channel, arguments)
    _watch_parsing(team, arguments)
    _keep_pace(team, channel)
    message = say(team, channel.id, outgoing, thread_ts=thread_ts)
    return {"channel": channel.id, "ts": message.ts, "message": message_json(message)}


def post_ephemeral(team: Team, arguments: Arguments) -> Json:
    """Show something to one member of a channel."""
    channel = _writable(team, arguments)
    user = str(arguments.get("user", ""))
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    outgoing = accepted(arguments)
    shown_ts = whisper(team, channel.id, user, outgoing, thread_ts=arguments.get("thread_ts"))
    return {"message_ts": shown_ts}


def update(team: Team, arguments: Arguments) -> Json:
    """Change a message of the bot's own; what is not given stays."""
    channel = team.channel(str(arguments.get("channel", "")))
    message = team.message(channel.id, str(arguments.get("ts", "")))
    if message is None:
        raise Refused("message_not_found")
    if message.user != BOT_USER_ID:
        raise Refused("cant_update_message")
    if len(str(arguments.get("text") or "").encode()) > MAX_UPDATE_TEXT:
        raise Refused("msg_too_long")
    kept = {"blocks": list(message.blocks), "metadata": message.metadata}
    outgoing = accepted({**kept, **arguments})
    changed = change(team, message, outgoing)
    return {"channel": channel.id, "ts": changed.ts, "text": changed.text, "message": message_json(changed)}


def conversation_info(team: Team, arguments: Arguments) -> Json:
    """Tell what a channel is, also one that the bot is not in."""
    return {"channel": _channel_json(team.channel(str(arguments.get("channel", ""))))}


def open_conversation(team: Team, arguments: Arguments) -> Json:
    """Open the direct conversation with one user."""
    return {"channel": _channel_json(team.direct_channel(str(arguments.get("users", ""))))}


def history(team: Team, arguments: Arguments) -> Json:
    """Return a channel's own messages, newest first, a page at a time; threads stay closed."""
    channel = _readable(team, arguments)
    after, before = _seconds(arguments.get("oldest") or "0"), _seconds(arguments.get("latest") or "inf")
    cursor = _seconds(arguments.get("cursor") or "inf")
    is_inclusive = arguments.get("inclusive") in _TRUE
    found = []
    for message in reversed(team.messages_in(channel.id)):
        at = _seconds(message.ts)
        is_within = after <= at <= before if is_inclusive else after < at < before
        if message.thread_ts is None and is_within and at < cursor:
            found.append(message)
    return _page(found, arguments)


def replies(team: Team, arguments: Arguments) -> Json:
    """Return a thread: its first message, then the answers, oldest first."""
    channel = _readable(team, arguments)
    ts = str(arguments.get("ts", ""))
    if team.message(channel.id, ts) is None:
        raise Refused("thread_not_found")
    after = _seconds(str(arguments.get("cursor") or "0"))
    thread = [one for one in team.messages_in(channel.id) if ts in {one.ts, one.thread_ts}]
    return _page([one for one in thread if _seconds(one.ts) > after], arguments)


def user_info(team: Team, arguments: Arguments) -> Json:
    """Tell who somebody is."""
    user = team.users.get(str(arguments.get("user", "")))
    if user is None:
        raise Refused("user_not_found")
    return {
        "user": {
            "id": user.id,
            "team_id": user.team,
            "name": user.name,
            "real_name": user.real_name,
            "profile": {"real_name": user.real_name, "display_name": user.name},
            "tz": "UTC",
            "deleted": False,
            "is_bot": False,
            "is_restricted": user.is_restricted,
            "is_ultra_restricted": False,
            "is_stranger": user.is_stranger,
        }
    }


METHODS: dict[str, Method] = {
    "auth.test": auth_test,
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "conversations.info": conversation_info,
    "conversations.open": open_conversation,
    "conversations.history": history,
    "conversations.replies": replies,
    "users.info": user_info,
}


def _writable(team: Team, arguments: Arguments) -> Channel:
    channel = team.channel(str(arguments.get("channel", "")))
    if channel.is_archived:
        raise Refused("is_archived")
    if BOT_USER_ID not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _readable(team: Team, arguments: Arguments) -> Channel:
    channel = team.channel(str(arguments.get("channel", "")))
    if BOT_USER_ID not in channel.members:
        raise Refused("not_in_channel")
    return channel


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
    if arguments.get("link_names") in _TRUE or arguments.get("parse") == "full":
        team.violations.append("chat.postMessage: link_names and parse=full turn a quoted @name into a ping.")


def _keep_pace(team: Team, channel: Channel) -> None:
    last, now = team.last_post_at.get(channel.id), team.now()
    if team.rate_limited and last is not None and now - last < BETWEEN_POSTS:
        raise Refused("ratelimited")
    team.last_post_at[channel.id] = now


def _channel_json(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.is_im,
        "is_im": channel.is_im,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_ext_shared": channel.is_ext_shared,
        "is_shared": channel.is_ext_shared,
        "is_member": BOT_USER_ID in channel.members,
    }


def _page(found: list[Message], arguments: Arguments) -> Json:
    limit = min(int(arguments.get("limit") or PAGE), MAX_PAGE)
    with_metadata = arguments.get("include_all_metadata") in _TRUE
    page, has_more = found[:limit], len(found) > limit
    return {
        "messages": [message_json(message, with_metadata=with_metadata) for message in page],
        "has_more": has_more,
        "response_metadata": {"next_cursor": page[-1].ts if has_more else ""},
    }


def _seconds(ts: str) -> float:
    """Read a timestamp; a float tells microseconds of this century apart."""
    try:
        return float(ts)
    except ValueError:
        raise Refused("invalid_ts_oldest") from None
