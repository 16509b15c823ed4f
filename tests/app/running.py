"""The running bot as a process of its own: started, listened to, stopped."""

import asyncio
import json
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.console.delivering import HttpReply, http_delivery
from bot.console.errors import ConsoleError

ROOT = Path(__file__).parents[2]
ENDS_WITHIN_S = 10


class Bot:
    """One process that runs `footnote serve`."""

    def __init__(self, process, port):
        self.process = process
        self.port = port
        self.log = []

    async def logged(self, event):
        """Read the log until it tells of an event."""
        async with asyncio.timeout(ENDS_WITHIN_S):
            async for line in self.process.stderr:
                entry = json.loads(line)
                self.log.append(entry)
                if entry["event"] == event:
                    return entry
        raise AssertionError(f"the bot ended before it logged {event}: {self.log}")

    async def get(self, path):
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}{path}") as answer,
        ):
            return answer.status, await answer.json()

    async def last_words(self):
        """Wait until the process has ended by itself, and return what it wrote."""
        async with asyncio.timeout(ENDS_WITHIN_S):
            told = (await self.process.stderr.read()).decode()
            await self.process.wait()
        self.log += [json.loads(line) for line in told.splitlines() if line.startswith("{")]
        return told

    async def stop(self):
        self.process.send_signal(signal.SIGTERM)
        await self.last_words()
        return self.process.returncode


def environment(workspace, data_dir, port, **settings):
    """What a process of Footnote's finds in its environment."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_API_URL": workspace.api_url,
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "FOOTNOTE_PORT": str(port),
        "FOOTNOTE_DATA_DIR": str(data_dir),
        "FOOTNOTE_KNOWLEDGE_DIR": str(ROOT / "knowledge"),
        "FOOTNOTE_SEEDS_DIR": str(ROOT / "seeds"),
        **settings,
    }


@asynccontextmanager
async def running(workspace, data_dir, **settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "serve",
        cwd=data_dir,
        env=environment(workspace, data_dir, port, **settings),
        stderr=asyncio.subprocess.PIPE,
    )
    bot = Bot(process, port)
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def by_http(workspace, bot):
    await bot.logged("http.listening")
    deliver = http_delivery(f"http://127.0.0.1:{bot.port}/slack/events")

    async def deliver_to_a_bot_that_may_die(request):
        try:
            return await deliver(request)
        except ConsoleError:
            return HttpReply(504)

    workspace.connect(deliver_to_a_bot_that_may_die)
