"""Channels and people as the Web API and events tell of them.

https://docs.slack.dev/reference/objects/conversation-object and …/user-object
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.console.delivering import Json
from bot.console.team import BOT_USER_ID, OTHER_TEAM_ID, TEAM_ID, Channel, Team, User


def channel_json(channel: Channel) -> Json:
    """Return a conversation; one between a person and the bot has neither a name nor members to look at."""
    told: Json = {
        "id": channel.id,
        "is_im": channel.is_im,
        "is_archived": channel.is_archived,
        "is_org_shared": channel.is_org_shared,
        "context_team_id": TEAM_ID,
    }
    if channel.is_im:
        [person] = channel.members - {BOT_USER_ID}
        return {**told, "user": person, "is_open": True, "is_user_deleted": False}
    is_group = channel.is_private and not channel.is_mpim
    teams = [TEAM_ID, OTHER_TEAM_ID] if channel.is_ext_shared else [TEAM_ID]
    return {
        **told,
        "name": channel.name,
        "is_channel": not channel.is_private,
        "is_group": is_group,
        "is_mpim": channel.is_mpim,
        "is_private": channel.is_private,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": channel.is_pending_ext_shared,
        "is_shared": channel.is_ext_shared or channel.is_org_shared,
        "shared_team_ids": teams,
        "pending_connected_team_ids": [OTHER_TEAM_ID] if channel.is_pending_ext_shared else [],
        "is_member": BOT_USER_ID in channel.members,
    }


def user_json(team: Team, user: User) -> Json:
    """Return a person; of one whose account is closed Slack tells less."""
    told: Json = {
        "id": user.id,
        "team_id": user.team,
        "name": user.name,
        "profile": {"real_name": user.real_name, "display_name": user.name, "team": user.team},
        "deleted": user.is_deleted,
        "is_bot": user.is_bot,
        "is_app_user": False,
    }
    if user.is_deleted:
        return told
    offset = team.now().astimezone(ZoneInfo(user.zone)).utcoffset() or timedelta()
    told |= {
        "real_name": user.real_name,
        "tz": user.zone,
        "tz_offset": int(offset.total_seconds()),
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
    }
    if user.team != TEAM_ID:
        told["is_stranger"] = not _is_met(team, user)
    return told


def _is_met(team: Team, user: User) -> bool:
    """Tell whether the bot shares a channel with somebody: then Slack calls them no stranger."""
    return any({user.id, BOT_USER_ID} <= channel.members for channel in team.channels.values())
