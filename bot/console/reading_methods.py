"""The Web API methods that look: at conversations, what was said in them, and people."""

from base64 import b64encode
from collections.abc import Sequence

from bot.console.delivering import Json
from bot.console.describing import channel_json, user_json
from bot.console.errors import Refused
from bot.console.places import Arguments, readable, visible
from bot.console.showing import message_json
from bot.console.team import BOT, TEAM_URL, Message, Team

PAGE, MAX_PAGE = 100, 999
MAX_LISTED = 1000
"""Of a page of people."""
TRUE = {True, "1", "true", "True"}


def conversation_info(team: Team, arguments: Arguments) -> Json:
    """Tell what a channel is, also one that the bot is not in."""
    return {"channel": channel_json(visible(team, arguments))}


def open_conversation(team: Team, arguments: Arguments) -> Json:
    """Open the direct conversation with one user."""
    return {"channel": channel_json(team.direct_channel(str(arguments.get("users", ""))))}


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
    return {"user": user_json(team, user)}


def users(team: Team, arguments: Arguments) -> Json:
    """Tell of everybody, those of other organisations whom the workspace knows included, a page at a time."""
    known = {**team.users, BOT.id: BOT}
    page, cursor = _listed(sorted(known), arguments)
    people = [user_json(team, known[each]) for each in page]
    return {"members": people, "response_metadata": {"next_cursor": cursor}}


def members(team: Team, arguments: Arguments) -> Json:
    """Tell who is in a conversation, a page at a time."""
    page, cursor = _listed(sorted(visible(team, arguments).members), arguments)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


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


def _page(found: list[Message], arguments: Arguments) -> Json:
    limit = _limit(arguments)
    with_metadata = arguments.get("include_all_metadata") in TRUE
    page, has_more = found[:limit], len(found) > limit
    return {
        "messages": [message_json(message, with_metadata=with_metadata) for message in page],
        "has_more": has_more,
        "response_metadata": {"next_cursor": page[-1].ts if has_more else ""},
    }


def _listed(ids: Sequence[str], arguments: Arguments) -> tuple[list[str], str]:
    """Return a page of ids, and the cursor of the next; a cursor is Slack's own, nobody makes one up."""
    start, cursor = 0, str(arguments.get("cursor") or "")
    limit = str(arguments.get("limit") or PAGE)
    if not limit.isdecimal() or not 1 <= int(limit) <= MAX_LISTED:
        raise Refused("invalid_limit")
    if cursor:
        cursors = [_cursor(each) for each in ids]
        if cursor not in cursors:
            raise Refused("invalid_cursor")
        start = cursors.index(cursor)
    end = start + int(limit)
    return list(ids[start:end]), _cursor(ids[end]) if end < len(ids) else ""


def _cursor(first: str) -> str:
    """Return the cursor of the page that begins with an id, in the form that Slack gives it."""
    return b64encode(f"user:{first}".encode()).decode()


def _limit(arguments: Arguments) -> int:
    return min(int(arguments.get("limit") or PAGE), MAX_PAGE)


def _seconds(ts: str) -> float:
    """Read a timestamp; a float tells microseconds of this century apart."""
    try:
        return float(ts)
    except ValueError:
        raise Refused("invalid_ts_oldest") from None
