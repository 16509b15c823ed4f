"""A small real Bolt app with message shortcuts, suggested prompts, and ears for who comes and goes."""

from slack_bolt.async_app import AsyncApp

from bot.console.workspace import Workspace
from tests.console.blocks import plain
from tests.console.forms import form_view, forms_app

EVENTS = (
    "member_joined_channel",
    "member_left_channel",
    "channel_left",
    "group_left",
    "channel_shared",
    "channel_unshared",
    "user_change",
)
PROMPTS = [{"title": "Kabul", "message": "attacks in Kabul"}, {"title": "ISIS", "message": "who is ISIS?"}]


def agent_app(workspace: Workspace) -> AsyncApp:
    """A bot that repeats what a shortcut is done on, and keeps what it is told in `heard`."""
    app = forms_app(workspace)
    app.heard = []

    _answer_shortcuts(app)

    for name in EVENTS:

        @app.event(name)
        async def heard(event):
            app.heard.append(event)

    @app.event("app_home_opened")
    async def opened(event, client):
        if event["tab"] == "messages":
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=event["channel"], title="Ask about", prompts=PROMPTS
            )

    @app.command("/pick")
    async def pick(ack):
        await ack(blocks=[{"type": "actions", "block_id": "b", "elements": [menu()]}], text="pick")

    return app


def _answer_shortcuts(app: AsyncApp) -> None:
    @app.shortcut("check_message")
    async def check(ack, shortcut, respond):
        await ack()
        await respond(text=f"checked {shortcut['message']['text']}", response_type="ephemeral")

    @app.shortcut("open_form")
    async def opens(ack, shortcut, client):
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=form_view())

    @app.shortcut("six")
    async def six(ack, respond):
        await ack()
        for number in range(6):
            await respond(text=str(number), response_type="ephemeral")

    @app.shortcut("chatty")
    async def chatty(ack):
        await ack(text="nobody reads this")


def menu() -> dict:
    """A menu in a message whose options the bot suggests."""
    return {
        "type": "external_select",
        "action_id": "places",
        "placeholder": plain(),
        "min_query_length": 1,
    }
