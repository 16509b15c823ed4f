"""Which conversation a call of the Web API means, and whether the bot may read or write in it."""

from collections.abc import Mapping
from typing import TypeAlias

from bot.console.delivering import AnyJson
from bot.console.errors import Refused
from bot.console.team import BOT_USER_ID, Channel, Team

Arguments: TypeAlias = Mapping[str, AnyJson]


def writable(
    team: Team, arguments: Arguments, *, name: str = "channel", archived: str = "is_archived"
) -> Channel:
    """Return a channel that the bot may write in; `archived` is what Slack says of one that is closed."""
    channel = team.channel(str(arguments.get(name, "")))
    if channel.is_archived:
        raise Refused(archived)
    if BOT_USER_ID not in channel.members:
        raise Refused("not_in_channel")
    return channel


def readable(team: Team, arguments: Arguments) -> Channel:
    """Return a channel whose messages the bot may read; each kind of conversation has its own scope."""
    channel = team.channel(str(arguments.get("channel", "")))
    check_scope(team, f"{kind_of(channel)}:history")
    if BOT_USER_ID not in channel.members:
        raise Refused("not_in_channel")
    return channel


def visible(team: Team, arguments: Arguments) -> Channel:
    """Return a channel that the bot may ask about; each kind of conversation has its own scope."""
    channel = team.channel(str(arguments.get("channel", "")))
    check_scope(team, f"{kind_of(channel)}:read")
    return channel


def kind_of(channel: Channel) -> str:
    """Return what scopes call a channel's kind."""
    if channel.is_im:
        return "im"
    if channel.is_mpim:
        return "mpim"
    return "groups" if channel.is_private else "channels"


def check_scope(team: Team, needed: str) -> None:
    """Raise `Refused` unless the bot's token has a scope."""
    if needed not in team.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(team.scopes))


def check_any_scope(team: Team, *enough: str) -> None:
    """Raise `Refused` unless the bot's token has one of these scopes; the first is the one that is told."""
    if not set(enough) & set(team.scopes):
        check_scope(team, enough[0])
