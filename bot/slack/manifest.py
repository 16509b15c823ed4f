"""The app's manifest: everything Slack must know of the app, for either transport.

The schema and its limits: https://docs.slack.dev/reference/app-manifest.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.slack.blocks.check_buttons import CHECK_MESSAGE

REQUIRED_SCOPES = {
    "app_mentions:read": "to hear mentions",
    "channels:read": "to see who is in a public channel, and whether other organisations share it: what is "
    "marked above TLP:CLEAR is shown only where everybody is known",
    "chat:write": "to reply, to share answers, and to say in direct messages that it looks something up",
    "commands": "for the slash command",
    "groups:read": "to see the same of private channels",
    "im:history": "to hear direct messages",
    "im:read": "to see whose a direct conversation is",
    "im:write": "to tell directly, who flagged or proposed a fact, what came of it",
    "mpim:read": "to see who is in a direct conversation of several people",
    "users:read": "to tell who is a guest or of another organisation, and to know time zones and names",
}
OPTIONAL_SCOPES = {
    "assistant:write": "to suggest questions under *Messages*, and for the agent view that shows them",
    "channels:history": "to look, after a crash, whether a reply or digest stands in a public channel",
    "groups:history": "the same in private channels",
    "files:write": "to show a chart as an image where Slack does not take its own chart block yet",
    "usergroups:read": "to know the curators by their user group, where FOOTNOTE_CURATORS names one",
}
EVENTS = (
    "app_mention",
    "message.im",
    "app_home_opened",
    "app_uninstalled",
    "tokens_revoked",
    # Whoever comes may lower what a channel is told.
    "member_joined_channel",
    "member_left_channel",
    "channel_shared",
    "channel_unshared",
    "user_change",
    "team_join",
)
PATH = "/slack/events"

_HOME = {
    "home_tab_enabled": True,
    "messages_tab_enabled": True,
    "messages_tab_read_only_enabled": False,
}

_AGENT = {
    "agent_description": "Ask what the fact base holds: a name, a place, a topic, or a question in plain "
    "words. Each answer is made of facts with the exact words of their documents; what no fact supports gets "
    "“nothing on that”.",
}
"""Its questions to begin with are suggested from the base, as far as each person may see it."""

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
        "features": _features(command, request_url),
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


def _features(command: str, request_url: str | None) -> dict[str, Any]:
    return {
        "agent_view": _AGENT,
        "app_home": _HOME,
        "shortcuts": [
            {
                "name": "Check against the base",
                "type": "message",
                "callback_id": CHECK_MESSAGE,
                "description": "What the fact base says of each sentence of this message",
            }
        ],
        "bot_user": {"display_name": "footnote", "always_online": True},
        "slash_commands": [
            {
                "command": command,
                "description": "What the fact base holds on a name or a question",
                "usage_hint": "afghanistan | isis since:2024 | compare iraq syria | digest | help",
                "should_escape": True,
                **_address("url", request_url),
            }
        ],
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
