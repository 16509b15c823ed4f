"""Footnote in a terminal: the real Bolt app, with a local Slack before it."""

import sys
import time
from contextlib import AsyncExitStack, closing
from functools import partial

from rich.console import Console
from rich.text import Text
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.app.desk import left_out_in_words, load_desk, today
from bot.app.serve import identify
from bot.console.delivering import HttpReply, SignedRequest
from bot.console.prompt import run_prompt
from bot.console.workspace import Workspace
from bot.delivery.handled import Handled
from bot.settings import Settings
from bot.slack.bolt import build_bolt_app
from bot.slack.http import DRAIN_S
from bot.slack.posting import posting_client, shared_session
from bot.slack.surface import Surface
from bot.storage.engine import open_database


class BoltDelivery:
    """Hands signed requests to a Bolt app's own dispatch, in this process."""

    def __init__(self, app: AsyncApp) -> None:
        self._app = app

    async def __call__(self, request: SignedRequest) -> HttpReply:
        """Deliver one request and return what the app answered."""
        response = await self._app.async_dispatch(
            AsyncBoltRequest(body=request.body, headers={**request.headers}, mode="http")
        )
        return HttpReply(response.status, response.body, response.first_headers())


async def run_console(settings: Settings, out: Console) -> None:
    """Answer what is typed until the end of the input."""
    desk, loaded = load_desk(settings)
    if told := left_out_in_words(loaded.base):
        out.print(Text(f"{told}\n"))
    async with AsyncExitStack() as stack:
        database = stack.enter_context(closing(open_database(None)))
        # What Slack would object to is told at the prompt, not raised at its end.
        workspace = await stack.enter_async_context(Workspace(strict=False))
        session = await stack.enter_async_context(shared_session())
        client = posting_client(workspace.bot_token, workspace.api_url, session)
        app = build_bolt_app(
            Surface(desk, settings.command, today),
            Handled(database, time.time),
            client,
            await identify(client, settings),
            signing_secret=workspace.signing_secret,
        )
        workspace.connect(BoltDelivery(app))
        settle = partial(app.work.settle, at_most_s=DRAIN_S)
        await run_prompt(workspace, settings.command, sys.stdin, out, settle=settle)
