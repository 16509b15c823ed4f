"""The Web API methods that look: at conversations, what was said in them, and people."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.console.delivering import Json
from bot.console.errors import Refused
from bot.console.places import Arguments, readable
from bot.console.showing import message_json
from bot.console.team import BOT, BOT_USER_ID, TEAM_URL, Channel, Message, Team

PAGE, MAX_PAGE = 100, 999
TRUE = {True, "1", "true", "True"}


def conversation_info(team: Team, arguments: Arguments) -> Json:
    """Tell what a channel is, also one that the bot is not in."""
    return {"channel": _channel_json(team.channel(str(arguments.get("channel", ""))))}


def open_conversation(team: Team, arguments: Arguments) -> Json:
    """Open the direct conversation with one user."""
    return {"channel": _channel_json(team.direct_channel(str(arguments.get("users", ""))))}


def history(team: Team, arguments: Arguments) -> Json:
    """Return a channel's own messages, newest first, a page at a time; threads stay closed."""
    channel = readable(team, arguments)
    after, before = _seconds(arguments.get("oldest") or "0"), _seconds(arguments.get("latest") or "inf")
    cursor, limit = _seconds(arguments.get("cursor") or "inf"), _limit(arguments)
    is_inclusive = arguments.get("inclusive") in TRUE
    found: list[Message] = []
    for message in team.newest_first(channel.id, min(before, cursor)):
        at = _seconds(message.ts)
        if at < after or len(found) > limit:
            break
        if at < cursor and (is_inclusive or after < at < before):
            found.append(message)
    return _page(found, arguments)


def replies(team: Team, arguments: Arguments) -> Json:
    """Return a thread: its first message, then the answers, oldest first."""
    channel = readable(team, arguments)
    ts = str(arguments.get("ts", ""))
    first = team.message(channel.id, ts)
    if first is None:
        raise Refused("thread_not_found")
    after = _seconds(str(arguments.get("cursor") or "0"))
    thread = [first, *team.thread(channel.id, ts)]
    return _page([one for one in thread if _seconds(one.ts) > after], arguments)


def user_info(team: Team, arguments: Arguments) -> Json:
    """Tell who somebody is."""
    user = {**team.users, BOT.id: BOT}.get(str(arguments.get("user", "")))
    if user is None:
        raise Refused("user_not_found")
    offset = team.now().astimezone(ZoneInfo(user.zone)).utcoffset() or timedelta()
    return {
        "user": {
            "id": user.id,
            "team_id": user.team,
            "name": user.name,
            "real_name": user.real_name,
            "profile": {"real_name": user.real_name, "display_name": user.name},
            "tz": user.zone,
            "tz_offset": int(offset.total_seconds()),
            "deleted": False,
            "is_bot": user.is_bot,
            "is_restricted": user.is_restricted,
            "is_ultra_restricted": False,
            "is_stranger": user.is_stranger,
        }
    }


def members(team: Team, arguments: Arguments) -> Json:
    """Tell who is in a conversation, a page at a time."""
    channel = team.channel(str(arguments.get("channel", "")))
    start, limit = int(arguments.get("cursor") or 0), _limit(arguments)
    found = sorted(channel.members)
    end = start + limit
    return {
        "members": found[start:end],
        "response_metadata": {"next_cursor": str(end) if end < len(found) else ""},
    }


def usergroup_users(team: Team, arguments: Arguments) -> Json:
    """Tell who belongs to a user group."""
    group = team.usergroups.get(str(arguments.get("usergroup", "")))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.users)}


def permalink(team: Team, arguments: Arguments) -> Json:
    """Tell the address at which a message is read."""
    channel = team.channel(str(arguments.get("channel", "")))
    message = team.message(channel.id, str(arguments.get("message_ts", "")))
    if message is None:
        raise Refused("message_not_found")
    path = f"archives/{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else ""
    return {"channel": channel.id, "permalink": f"{TEAM_URL}{path}{thread}"}


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
    limit = _limit(arguments)
    with_metadata = arguments.get("include_all_metadata") in TRUE
    page, has_more = found[:limit], len(found) > limit
    return {
        "messages": [message_json(message, with_metadata=with_metadata) for message in page],
        "has_more": has_more,
        "response_metadata": {"next_cursor": page[-1].ts if has_more else ""},
    }


def _limit(arguments: Arguments) -> int:
    return min(int(arguments.get("limit") or PAGE), MAX_PAGE)


def _seconds(ts: str) -> float:
    """Read a timestamp; a float tells microseconds of this century apart."""
    try:
        return float(ts)
    except ValueError:
        raise Refused("invalid_ts_oldest") from None
