"""Runs the built image and looks whether it keeps what README promises of it.

Called by `image-test` with the mounted image, its description, and a directory to work in.
"""

import asyncio
import json
import os
import shlex
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.console.delivering import http_delivery
from bot.console.workspace import Workspace

STOPS_WITHIN_S = 10
STARTS_WITHIN_S = 20

shown: list[str] = []


def show(claim: str, *, holds: bool) -> None:
    """Print what was looked at; end the run if it does not hold."""
    print(f"{'ok ' if holds else 'NOT'} {claim}")
    if not holds:
        sys.exit(f"image-test: it does not hold that {claim}")
    shown.append(claim)


class Image:
    """The image on disk, and how a process is started in it."""

    def __init__(self, root: Path, described: Path, work: Path) -> None:
        whole = json.loads(described.read_text())
        self.config = whole["OCIv1"]["config"]
        self.health = whole["Docker"]["config"]["Healthcheck"]["Test"]
        self.root = root
        self.volume = work / "volume"
        self.volume.mkdir()
        self.user = self.config["User"]
        os.chown(self.volume, int(self.user), int(self.user))

    def script(self, arguments: list[str], variables: dict[str, str]) -> str:
        """Write the shell that makes the container: what an engine does on `run --read-only -v …:/data`."""
        root = shlex.quote(str(self.root))
        environment = [*self.config["Env"], *(f"{name}={value}" for name, value in variables.items())]
        chroot = f"chroot --userspec={self.user}:{self.user} {root}"
        inside = f"cd {self.config['WorkingDir']} && exec {shlex.join(arguments)}"
        return " && ".join(
            [
                f"mount --bind {root} {root}",
                f"mount -o remount,bind,ro {root}",
                f"mount -t proc proc {root}/proc",
                f"mount --rbind /dev {root}/dev",
                f"mount -t tmpfs tmpfs {root}/tmp",
                f"mount --bind {shlex.quote(str(self.volume))} {root}/data",
                f"exec env -i {shlex.join(environment)} {chroot} sh -c {shlex.quote(inside)}",
            ]
        )

    async def start(self, arguments: list[str], **variables: str) -> asyncio.subprocess.Process:
        """Start a process in a container of its own, as its first process."""
        return await asyncio.create_subprocess_exec(
            *("unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"),
            *("bash", "-c", self.script(arguments, variables)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def run(self, *arguments: str, **variables: str) -> tuple[int, str]:
        """Run a command to its end, and return its exit code and what it printed."""
        process = await self.start(list(arguments), **variables)
        printed, _ = await process.communicate()
        return process.returncode or 0, printed.decode()


def first_process(unshare: int) -> int:
    """Return the process in the container: the child of `unshare`."""
    return int(Path(f"/proc/{unshare}/task/{unshare}/children").read_text().split()[0])


@asynccontextmanager
async def serving(image: Image, variables: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start the bot as the image does, and wait until its health check passes."""
    process = await image.start([*image.config["Entrypoint"], *image.config["Cmd"]], **variables)
    try:
        deadline = time.monotonic() + STARTS_WITHIN_S
        while await health(image, variables) and time.monotonic() < deadline:
            pass
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def health(image: Image, variables: dict[str, str]) -> int:
    """Run the image's health check as an engine would (its first word is CMD); return its exit code."""
    code, _ = await image.run(*image.health[1:], **variables)
    return code


async def look(image: Image) -> None:
    """Look at the image from inside, and at the bot it runs."""
    _, printed = await image.run("sh", "-c", "id -u; touch /app/x; touch /data/x && echo written")
    show("it runs without root", holds=printed.split()[0] == image.user != "0")
    show("its file system is read-only", holds="Read-only file system" in printed)
    show("its volume can be written", holds="written" in printed and (image.volume / "x").exists())
    code, _ = await image.run("python3", "-m", "bot", "check")
    show("the fact base inside passes its check", holds=code == 0)
    code, printed = await image.run("python3", "-m", "bot", "serve")
    told = "SLACK_BOT_TOKEN: not set" in printed
    show("without a token it says what to do, and ends", holds=code == 1 and told)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with Workspace() as workspace:
        variables = {
            "SLACK_API_URL": workspace.api_url,
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "FOOTNOTE_HOST": "127.0.0.1",
            "FOOTNOTE_PORT": str(port),
        }
        async with serving(image, variables) as process:
            await look_at_bot(image, workspace, process, variables)


async def look_at_bot(
    image: Image,
    workspace: Workspace,
    process: asyncio.subprocess.Process,
    variables: dict[str, str],
) -> None:
    """Ask the bot, hold its health check against a bot that hangs, and stop it with work under way."""
    workspace.connect(http_delivery(f"http://127.0.0.1:{variables['FOOTNOTE_PORT']}/slack/events"))
    inside = first_process(process.pid)
    show("its health check passes once it can answer", holds=await health(image, variables) == 0)
    [reply] = await workspace.slash("/threat", "afganistan")
    show("it answers a command with sourced facts", holds="afintl-240216" in reply.words)
    show("it keeps its memory on the volume", holds=(image.volume / "footnote.sqlite3").exists())
    os.kill(inside, signal.SIGSTOP)
    code = await health(image, variables)
    os.kill(inside, signal.SIGCONT)
    show("its health check fails when the bot cannot answer", holds=code != 0)

    workspace.faults.limit_rate(retry_after_s=1)
    asking = asyncio.create_task(workspace.mention("iraq"))
    await workspace.faults.taken.wait()
    started_s = time.monotonic()
    os.kill(inside, signal.SIGTERM)
    async with asyncio.timeout(STOPS_WITHIN_S):
        code = await process.wait()
    took_s = time.monotonic() - started_s
    show(f"on SIGTERM it ends well within {STOPS_WITHIN_S} s ({took_s:.1f} s)", holds=code == 0)
    [reply] = await asking
    show("what was under way is done before it ends", holds="Iraq" in reply.words)


if __name__ == "__main__":
    asyncio.run(look(Image(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))))
    print(f"image-test: all {len(shown)} hold")
