"""A small real Bolt app with modals, so that they are tried from the outside."""

from slack_bolt.async_app import AsyncApp

from bot.console.workspace import Workspace
from tests.console.echo import button, echo_app

PLACES = ["Kabul", "Kandahar", "Kunduz"]


def forms_app(workspace: Workspace) -> AsyncApp:
    """A bot that opens a form, finds names in it, and takes what was filled in."""
    app = echo_app(workspace)
    app.opened = []
    app.submitted = []
    app.answers = {}
    app.closed = []

    @app.command("/form")
    async def form(ack, command, client):
        await ack()
        app.trigger_id = command["trigger_id"]
        answer = await client.views_open(trigger_id=command["trigger_id"], view=form_view())
        app.opened.append(answer["view"])

    @app.command("/read")
    async def to_read(ack, command, client):
        await ack()
        blocks = [{"type": "section", "text": plain("Nothing to fill in.")}]
        view = {"type": "modal", "title": plain("A page"), "blocks": blocks}
        await client.views_open(trigger_id=command["trigger_id"], view=view)

    @app.options("places")
    async def places(ack, payload):
        await ack(options=[option(name) for name in PLACES if name.lower().startswith(payload["value"])])

    @app.view("form")
    async def submitted(ack, body, client):
        app.submitted.append(body)
        await ack(**app.answers)
        if not app.answers:
            await client.chat_postMessage(channel=body["user"]["id"], text="Thank you.")

    @app.view_closed("form")
    async def closed(ack, body):
        await ack()
        app.closed.append(body)

    @app.action("more")
    async def more(ack, body, client):
        await ack()
        app.pressed = body
        await client.views_push(trigger_id=body["trigger_id"], view=form_view(title="More"))

    return app


def form_view(**fields) -> dict:
    """A form with a field of each kind, and a button."""
    view = {
        "type": "modal",
        "callback_id": "form",
        "title": plain(fields.pop("title", "A form")),
        "submit": plain("Send"),
        "close": plain("Never mind"),
        "notify_on_close": True,
        "private_metadata": "a.01",
        "blocks": [
            {"type": "section", "block_id": "intro", "text": plain("What is wrong?")},
            field("why", "Reason", "plain_text_input", multiline=True, max_length=20),
            field("places", "Places", "multi_external_select", optional=True, min_query_length=2),
            field("place", "One place", "external_select", optional=True),
            field("topic", "Topic", "static_select", optional=True, options=TOPICS),
            field(
                "topics", "Topics", "multi_static_select", optional=True, options=TOPICS, max_selected_items=2
            ),
            field("day", "Day", "datepicker", optional=True, initial_date="2024-02-16"),
            field("sure", "How sure", "radio_buttons", optional=True, options=TOPICS),
            field("also", "Also", "checkboxes", optional=True, options=TOPICS),
            field("at", "Time", "timepicker", optional=True, initial_time="09:00"),
            {"type": "actions", "block_id": "acts", "elements": [button("More", "more", value="m")]},
        ],
    }
    return {**view, **fields}


def plain(text: str) -> dict:
    return {"type": "plain_text", "text": text}


def option(name: str) -> dict:
    return {"text": plain(name), "value": name.lower()}


TOPICS = [option("Attacks"), option("Talks"), option("Trade")]


def field(block_id: str, label: str, kind: str, *, optional: bool = False, **element) -> dict:
    """An input block; its action_id is its block_id, but external menus share one."""
    action_id = "places" if "external" in kind else f"{block_id}_input"
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "optional": optional,
        "element": {"type": kind, "action_id": action_id, **element},
    }
