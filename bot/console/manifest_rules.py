"""Slack's limits on an app's manifest, and what the app may then do and hears.

https://docs.slack.dev/reference/app-manifest
"""

from collections.abc import Iterator
from typing import Any

from bot.console.shape_rules import MAX_ID, at_most, broken_string, fields_of, items_of

MAX_NAME = 35
MAX_DESCRIPTION = 140
LONG_DESCRIPTION = range(175, 4001)
"""How many characters a long description may have."""
MAX_COMMANDS = 50
MAX_COMMAND = 32
"""Characters, the slash included."""
MAX_USAGE_HINT = 1000
MAX_SHORTCUTS = 10
MAX_SHORTCUT_NAME = 24
MAX_SHORTCUT_DESCRIPTION = 150
MAX_AGENT_DESCRIPTION = 300


def broken_manifest(manifest: dict[str, Any]) -> Iterator[str]:
    """Yield what Slack would refuse, with the path in JSON-pointer form."""
    display, where = fields_of(manifest.get("display_information")), "/display_information"
    yield from broken_string(display.get("name"), f"{where}/name", MAX_NAME)
    yield from broken_string(display.get("description", " "), f"{where}/description", MAX_DESCRIPTION)
    if "long_description" in display and len(str(display["long_description"])) not in LONG_DESCRIPTION:
        limits = f"{LONG_DESCRIPTION.start} to {LONG_DESCRIPTION.stop - 1}"
        yield f"must be {limits} characters [json-pointer:{where}/long_description]"
    features = fields_of(manifest.get("features"))
    yield from _broken_commands(features.get("slash_commands", []), "/features/slash_commands")
    yield from _broken_shortcuts(features.get("shortcuts", []), "/features/shortcuts")
    if "agent_view" in features:
        description = fields_of(features["agent_view"]).get("agent_description")
        path = "/features/agent_view/agent_description"
        yield from broken_string(description, path, MAX_AGENT_DESCRIPTION)


def scopes_in(manifest: dict[str, Any]) -> tuple[str, ...]:
    """Return what the bot token may do."""
    return tuple(manifest["oauth_config"]["scopes"]["bot"])


def events_in(manifest: dict[str, Any]) -> frozenset[str]:
    """Return what the app subscribes to."""
    return frozenset(manifest["settings"]["event_subscriptions"]["bot_events"])


def shortcuts_in(manifest: dict[str, Any]) -> dict[str, str]:
    """Return the names of the app's message shortcuts, by callback_id."""
    shortcuts = manifest["features"].get("shortcuts", [])
    return {one["callback_id"]: one["name"] for one in shortcuts if one["type"] == "message"}


def _broken_commands(commands: object, path: str) -> Iterator[str]:
    yield from at_most(MAX_COMMANDS, commands, path)
    for index, item in enumerate(items_of(commands)):
        command, where = fields_of(item), f"{path}/{index}"
        yield from broken_string(command.get("command"), f"{where}/command", MAX_COMMAND)
        hint = command.get("usage_hint", "")
        yield from broken_string(hint, f"{where}/usage_hint", MAX_USAGE_HINT, may_be_empty=True)


def _broken_shortcuts(shortcuts: object, path: str) -> Iterator[str]:
    yield from at_most(MAX_SHORTCUTS, shortcuts, path)
    seen: set[str] = set()
    for index, item in enumerate(items_of(shortcuts)):
        shortcut, where = fields_of(item), f"{path}/{index}"
        if shortcut.get("type") not in {"message", "global"}:
            yield f"must be one of message, global [json-pointer:{where}/type]"
        yield from broken_string(shortcut.get("name"), f"{where}/name", MAX_SHORTCUT_NAME)
        description = shortcut.get("description")
        yield from broken_string(description, f"{where}/description", MAX_SHORTCUT_DESCRIPTION)
        yield from broken_string(shortcut.get("callback_id"), f"{where}/callback_id", MAX_ID)
        if str(shortcut.get("callback_id")) in seen:
            yield f"callback_id already exists: {shortcut['callback_id']} [json-pointer:{where}/callback_id]"
        seen.add(str(shortcut.get("callback_id")))
