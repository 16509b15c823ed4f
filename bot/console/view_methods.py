"""The Web API methods that open, push and change modals, and publish Home tabs."""

from bot.console.delivering import Json
from bot.console.errors import Refused
from bot.console.places import Arguments
from bot.console.team import APP_ID, BOT_ID, TEAM_ID, Team
from bot.console.view_rules import accepted_view, broken_home
from bot.console.views import View


def open_view(team: Team, arguments: Arguments) -> Json:
    """Show a modal to the person whose act the trigger belongs to."""
    trigger = team.modals.trigger(str(arguments.get("trigger_id", "")), team.now())
    content = accepted_view(team, arguments.get("view"))
    view = team.modals.open(trigger.user, content, team.now())
    trigger.is_used = True
    return {"view": view_json(view)}


def push_view(team: Team, arguments: Arguments) -> Json:
    """Lay a modal on top of the one in which the trigger was pulled."""
    trigger = team.modals.trigger(str(arguments.get("trigger_id", "")), team.now())
    content = accepted_view(team, arguments.get("view"))
    if not trigger.view_id or team.modals.find(id=trigger.view_id) is None:
        raise Refused("not_found")
    view = team.modals.push(trigger.user, content, team.now())
    trigger.is_used = True
    return {"view": view_json(view)}


def update_view(team: Team, arguments: Arguments) -> Json:
    """Give an open modal another content, unless it has changed since the `hash` that is given."""
    content = accepted_view(team, arguments.get("view"))
    view = team.modals.find(
        id=str(arguments.get("view_id", "")), external_id=str(arguments.get("external_id", ""))
    )
    if view is None:
        raise Refused("not_found")
    if arguments.get("hash") and arguments["hash"] != view.hash:
        raise Refused("hash_conflict")
    return {"view": view_json(team.modals.change(view, content, team.now()))}


def publish_view(team: Team, arguments: Arguments) -> Json:
    """Show a person a Home tab, unless the one they have has changed since the `hash` that is given."""
    user = str(arguments.get("user_id", ""))
    if user not in team.users:
        raise Refused("user_not_found")
    content, before = accepted_view(team, arguments.get("view"), broken_home), team.homes.of(user)
    if arguments.get("hash") and (before is None or arguments["hash"] != before.hash):
        raise Refused("hash_conflict")
    return {"view": view_json(team.homes.publish(user, content, team.now()))}


def view_json(view: View) -> Json:
    """Return a view as the Web API and payloads tell of it."""
    content = view.content
    return {
        "id": view.id,
        "team_id": TEAM_ID,
        "type": content["type"],
        "blocks": list(view.blocks),
        "private_metadata": content.get("private_metadata", ""),
        "callback_id": view.callback_id,
        "state": view.state,
        "hash": view.hash,
        "title": content.get("title"),
        "clear_on_close": content.get("clear_on_close", False),
        "notify_on_close": content.get("notify_on_close", False),
        "close": content.get("close"),
        "submit": content.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": APP_ID,
        "external_id": content.get("external_id", ""),
        "app_installed_team_id": TEAM_ID,
        "bot_id": BOT_ID,
    }
