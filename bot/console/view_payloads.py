"""What Slack sends when a person acts in a modal, or types ahead in a menu."""

from bot.console.delivering import Json
from bot.console.payloads import Actor, action, interaction, trigger_id
from bot.console.replies import Choice
from bot.console.view_methods import view_json
from bot.console.views import Place, View


def submission_payload(actor: Actor, view: View) -> Json:
    """Return the payload of *submit*."""
    return {
        **interaction(actor, "view_submission"),
        "trigger_id": trigger_id(actor),
        "view": view_json(view),
        "response_urls": [],
    }


def closed_payload(actor: Actor, view: View, *, is_cleared: bool) -> Json:
    """Return the payload that tells of a closed view; `is_cleared` if the whole stack went with it."""
    return {**interaction(actor, "view_closed"), "view": view_json(view), "is_cleared": is_cleared}


def view_press_payload(actor: Actor, view: View, choice: Choice) -> Json:
    """Return the payload of a press inside a modal: it has a view, and neither channel nor response_url."""
    return {
        **interaction(actor, "block_actions"),
        **in_view(view),
        "trigger_id": trigger_id(actor),
        "actions": [action(actor, choice)],
    }


def in_view(view: View) -> Json:
    """Return what a payload says of the view that is acted in."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view_json(view)}


def suggestion_payload(actor: Actor, where: Json, menu: Place, typed: str) -> Json:
    """Return the payload that asks the bot for options; `where` is `in_view` or `in_message`."""
    block_id, action_id = menu
    return {
        **interaction(actor, "block_suggestion"),
        **where,
        "block_id": block_id,
        "action_id": action_id,
        "value": typed,
    }
