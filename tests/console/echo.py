"""A small real Bolt app, so that the local Slack is tried from the outside."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.console.delivering import Deliver, HttpReply, SignedRequest
from bot.console.workspace import Workspace


def echo_app(workspace: Workspace) -> AsyncApp:
    """A bot that repeats what it is told, with a button to share it and a menu."""
    app = AsyncApp(
        token=workspace.bot_token,
        signing_secret=workspace.signing_secret,
        client=AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url, retry_handlers=[]),
        process_before_response=True,
    )

    @app.command("/echo")
    async def echo(ack, command):
        await ack(response_type="ephemeral", text=command["text"], blocks=blocks_saying(command["text"]))

    @app.event("app_mention")
    async def mentioned(event, say):
        await say(text="heard you", thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("message")
    async def told(event, say):
        await say(text=f"you said {event['text']}")

    @app.action("share")
    async def share(ack, action, respond):
        await ack()
        await respond(text=f"shared {action['value']}", response_type="in_channel")

    @app.action("menu")
    async def menu(ack, action, respond):
        await ack()
        await respond(text=action["selected_option"]["value"], replace_original=True)

    @app.action("quiet")
    async def quiet(ack):
        await ack()

    return app


def blocks_saying(text: str) -> list[dict]:
    """A claim with its menu, and two buttons."""
    return [
        {
            "type": "section",
            "text": {"type": "plain_text", "text": text or "nothing"},
            "accessory": {
                "type": "overflow",
                "action_id": "menu",
                "options": [
                    {"text": {"type": "plain_text", "text": "Why?"}, "value": "because"},
                    {"text": {"type": "plain_text", "text": "History"}, "value": "long ago"},
                ],
            },
        },
        {
            "type": "actions",
            "elements": [
                button("Share to channel", "share", value=text or "nothing"),
                button("Do nothing", "quiet"),
            ],
        },
    ]


def button(label: str, action_id: str, **fields) -> dict:
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "action_id": action_id, **fields}


def dispatch(app: AsyncApp) -> Deliver:
    """Hand requests to Bolt directly."""

    async def deliver(request: SignedRequest) -> HttpReply:
        response = await app.async_dispatch(
            AsyncBoltRequest(body=request.body, headers=request.headers, mode="http")
        )
        return HttpReply(response.status, response.body, response.headers)

    return deliver
