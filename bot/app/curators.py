"""The curators and their channel: whether Slack knows them."""

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.credentials import SLACK_FAILURES
from bot.app.looking import Look
from bot.settings import Settings
from bot.slack.curating.curators import GROUP
from bot.slack.posting import error_code

NOBODY = Look(
    "note",
    "curators: none named: nobody can decide on facts in Slack",
    "Set FOOTNOTE_CURATORS to ids of people (U…) and of user groups (S…).",
)
_MEND = "Mend FOOTNOTE_CURATORS."
_MEND_CHANNEL = "Mend FOOTNOTE_CURATORS_CHANNEL, or invite the bot there if it is private."
_UNKNOWN = frozenset({"user_not_found", "user_not_visible", "no_such_subteam", "channel_not_found"})
"""Slack's errors for an id of nothing, or of nothing that the bot may see."""


async def look_at_curators(client: AsyncWebClient, settings: Settings) -> list[Look]:
    """Ask Slack about everybody whom the settings name a curator, and about the curators' channel."""
    looks = []
    for each in settings.curators:
        look = _group if each.startswith(GROUP) else _person
        try:
            looks.append(await look(client, each))
        except SLACK_FAILURES as error:
            looks.append(_failed(f"curator {each}", error, _MEND))
    if settings.curators_channel:
        looks.append(await _channel(client, settings.curators_channel))
    return looks


async def _group(client: AsyncWebClient, group: str) -> Look:
    answer: Any = (await client.usergroups_users_list(usergroup=group)).data
    count = len(answer["users"])
    if not count:
        return Look("wrong", f"curators {group}: nobody is in this user group", "Add people to it in Slack.")
    return Look("ok", f"curators {group}: {count} in this user group")


async def _person(client: AsyncWebClient, person: str) -> Look:
    answer: Any = (await client.users_info(user=person)).data
    if answer["user"].get("deleted"):
        return Look("wrong", f"curator {person}: this account is closed", _MEND)
    return Look("ok", f"curator {person}: @{answer['user']['name']}")


async def _channel(client: AsyncWebClient, channel: str) -> Look:
    name = f"curators' channel {channel}"
    try:
        answer: Any = (await client.conversations_info(channel=channel)).data
        found = answer["channel"]
        name = f"{name} (#{found['name']})"
    except SLACK_FAILURES as error:
        return _failed(name, error, _MEND_CHANNEL)
    if found.get("is_archived"):
        return Look("wrong", f"{name}: archived", "Set FOOTNOTE_CURATORS_CHANNEL to another.")
    if not found.get("is_member"):
        return Look("wrong", f"{name}: the bot is not in it", "Type `/invite` and the bot's name there.")
    if not found.get("is_private"):
        return Look(
            "note",
            f"{name}: not private; everybody can read who flagged what, and why",
            "Make it private, or set FOOTNOTE_CURATORS_CHANNEL to a channel that is.",
        )
    return Look("ok", f"{name}: private, and the bot is in it")


def _failed(name: str, error: Exception, mend: str) -> Look:
    code = error_code(error) if isinstance(error, SlackApiError) else None
    if code in _UNKNOWN:
        return Look("wrong", f"{name}: Slack knows none of that id, or does not show it", mend)
    if code == "missing_scope":
        return Look("wrong", f"{name}: cannot be looked up (missing_scope)", "Add the scope that is missing.")
    return Look(
        "wrong", f"{name}: Slack does not say ({code or type(error).__name__})", "Try again in a minute."
    )
