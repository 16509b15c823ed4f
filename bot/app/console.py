"""Footnote in a terminal: the real Bolt app, with a local Slack before it."""

import sys
from contextlib import AsyncExitStack

from rich.console import Console
from rich.text import Text
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.app.database import database_of, has_database
from bot.app.desk import left_out_in_words
from bot.app.following import follow, now
from bot.app.joining import joined
from bot.app.serve import identify
from bot.console.delivering import HttpReply, SignedRequest
from bot.console.prompt import run_prompt
from bot.console.team import CURATION, CURATORS
from bot.console.workspace import Workspace
from bot.settings import Settings
from bot.slack.manifest import manifest
from bot.slack.posting import posting_client, shared_session
from bot.storage.copying import copy_ledger
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
    """Answer what is typed until the end of the input; what is done here is done in memory only.

    Whoever the settings name, the curators are those of the local Slack.
    """
    settings = settings.model_copy(update={"curators": (CURATORS.id,), "curators_channel": CURATION.id})
    async with AsyncExitStack() as stack:
        database = await open_database(None, None)
        stack.push_async_callback(database.close)
        if not settings.knowledge_dir.is_dir() and has_database(settings):
            # A replica without files: what is kept is read, and left as it is.
            async with database_of(settings) as kept:
                await copy_ledger(kept, database)
        follower = await follow(database, settings, now)
        if told := left_out_in_words(follower.base):
            out.print(Text(f"{told}\n"))
        # What Slack would object to is told at the prompt, not raised at its end.
        workspace = await stack.enter_async_context(Workspace(strict=False))
        workspace.install(manifest(settings.command, None))
        session = await stack.enter_async_context(shared_session())
        client = posting_client(workspace.bot_token, workspace.api_url, session)
        identity = await identify(client, settings)
        bot = await stack.enter_async_context(
            joined(database, follower, client, settings, identity, signing_secret=workspace.signing_secret)
        )
        workspace.connect(BoltDelivery(bot.app))
        await run_prompt(workspace, settings.command, sys.stdin, out, settle=bot.settle)
