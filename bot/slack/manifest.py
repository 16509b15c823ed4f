"""The app's manifest: everything Slack must know of the app, for either transport.

The schema and its limits: https://docs.slack.dev/reference/app-manifest.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError

REQUIRED_SCOPES = {
    "app_mentions:read": "to hear mentions",
    "chat:write": "to reply, and to share answers",
    "commands": "for the slash command",
    "im:history": "to hear direct messages",
    "im:write": "to tell directly, who flagged or proposed a fact, what came of it",
}
OPTIONAL_SCOPES = {
    "channels:history": "to look, after a crash, whether a reply or digest stands in a public channel",
    "groups:history": "the same in private channels",
    "channels:read": "to see whether it is in a public channel with digests, and who may manage them",
    "groups:read": "the same of private channels",
    "files:write": "to show a chart as an image where Slack does not take its own chart block yet",
    "usergroups:read": "to know the curators by their user group, where FOOTNOTE_CURATORS names one",
    "users:read": "to know people's time zones, and names of who asked, where FOOTNOTE_GAP_ASKERS is set",
}
EVENTS = ("app_mention", "message.im", "app_home_opened", "app_uninstalled", "tokens_revoked")
PATH = "/slack/events"

_HOME = {
    "home_tab_enabled": True,
    "messages_tab_enabled": True,
    "messages_tab_read_only_enabled": False,
}

_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?")

_DESCRIPTION = "Sourced facts: each rests on the exact words of a stored document."
_LONG_DESCRIPTION = (
    "Footnote answers questions with facts that your team's curators have taken from stored documents. "
    "Each fact comes with the document's exact words, who said it and through whom, when, how old that is, "
    "how good the source is, and who contradicts it. It writes no sentence of its own about the world: "
    "what no fact supports gets “nothing on that”. Ask with the slash command, mention it in a channel, "
    "or write to it directly."
)


def manifest(command: str, address: str | None) -> dict[str, Any]:
    """Return the manifest for HTTP at a public address (`https://host`), or for Socket Mode without one.

    Raises SettingsError if the address is one that Slack would refuse.
    """
    request_url = None if address is None else f"{_checked(address)}{PATH}"
    return {
        "display_information": {
            "name": "Footnote",
            "description": _DESCRIPTION,
            "long_description": _LONG_DESCRIPTION,
            "background_color": "#24343d",
        },
        "features": {
            "app_home": _HOME,
            "bot_user": {"display_name": "footnote", "always_online": True},
            "slash_commands": [
                {
                    "command": command,
                    "description": "What the fact base holds on a name or a question",
                    "usage_hint": "afghanistan | is ISIS getting richer? | digest | propose | help",
                    "should_escape": True,
                    **_address("url", request_url),
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": [*REQUIRED_SCOPES, *OPTIONAL_SCOPES]}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **_address("request_url", request_url)},
            "interactivity": {
                "is_enabled": True,
                **_address("request_url", request_url),
                **_address("message_menu_options_url", request_url),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": request_url is None,
            "token_rotation_enabled": False,
        },
    }


def _checked(address: str) -> str:
    parts = urlsplit(address)
    is_plain = parts.path.rstrip("/") in ("", PATH) and not parts.query and not parts.fragment
    if parts.scheme != "https" or not _HOST.fullmatch(parts.netloc) or not is_plain:
        raise SettingsError(
            f"“{address}” is no address that Slack would call. Give one like https://bot.example.org, "
            "without a path."
        )
    return f"https://{parts.netloc}"


def _address(name: str, url: str | None) -> dict[str, str]:
    return {} if url is None else {name: url}
