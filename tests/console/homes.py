"""A small real Bolt app with a home, so that Home tabs are tried from the outside."""

from slack_bolt.async_app import AsyncApp

from bot.console.workspace import Workspace
from tests.console.echo import button
from tests.console.forms import form_view, forms_app, plain


def homes_app(workspace: Workspace) -> AsyncApp:
    """A bot with a home: *Pause* changes it, *Edit* opens a modal."""
    app = forms_app(workspace)
    app.seen = []

    @app.event("app_home_opened")
    async def opened(event, client):
        app.seen.append(event)
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=home_view("Pause", "Edit"))

    @app.action("pause_digest")
    async def pause(ack, body, client):
        await ack()
        app.pressed = body
        user = body["user"]["id"]
        await client.views_publish(user_id=user, hash=body["view"]["hash"], view=home_view("Resume"))

    @app.action("edit_digest")
    async def edit(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=form_view(title="Edit"))

    @app.event("tokens_revoked")
    @app.event("app_uninstalled")
    async def uninstalled(event):
        app.seen.append(event)

    return app


def home_view(*labels: str, **fields) -> dict:
    """A home with a button for each label."""
    blocks = [{"type": "header", "text": plain("Your digests")}]
    if labels:
        acts = [button(label, f"{label.lower()}_digest", value="d1") for label in labels]
        blocks.append({"type": "actions", "elements": acts})
    return {"type": "home", "blocks": blocks, **fields}
