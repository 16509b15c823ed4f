"""A local Slack with a web page (npm's `local-slack-linux-x64`), and the bot joined to it."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from typing import Any, Literal, TypeAlias

from client.errors import ClientError
from client.programs import LOOPBACK, Program, free_port, running

ROOT = Path(__file__).parent.parent
BINARY = ROOT / "client/node_modules/local-slack-linux-x64/bin/local-slack"
ANA, BEN, BOT = "U0ANA", "U0BEN", "U0FOOTNOTE"
THREATS, CURATION = "C0THREATS", "C0CURATION"

Transport: TypeAlias = Literal["socket", "events"]
"""Socket Mode, or events by HTTP: the local Slack's words for them."""


class LocalSlack:
    """The local Slack while it runs, with the bot in it."""

    def __init__(self, port: int, programs: tuple[Popen[bytes], ...]) -> None:
        self.address = f"http://{LOOPBACK}:{port}"
        self._programs = programs

    @property
    def is_whole(self) -> bool:
        """Whether both it and the bot still run."""
        return all(program.poll() is None for program in self._programs)


@contextmanager
def joined(transport: Transport, port: int) -> Iterator[LocalSlack]:
    """Run a local Slack on a port of every address of this machine, and the bot in it.

    What both keep lies in a directory that is gone at the end. Raises ClientError if one does not start.
    """
    if not BINARY.exists():
        raise ClientError(f"There is no {BINARY}. Install it: `npm ci` in client/, on Linux (x64).")
    bot_port = free_port()
    with TemporaryDirectory(prefix="footnote-client-") as kept, ExitStack() as stack:
        config = Path(kept, "workspace.json")
        config.write_text(json.dumps(_workspace(transport, bot_port)))
        programs = (_slack(config, port), _bot(transport, port, bot_port))
        yield LocalSlack(port, tuple(stack.enter_context(running(one, Path(kept))) for one in programs))


def _workspace(transport: Transport, bot_port: int) -> dict[str, Any]:
    """Describe the workspace, in the form of the local Slack's own configuration."""
    people = [{"id": ANA, "name": "ana", "real_name": "Ana"}, {"id": BEN, "name": "ben", "real_name": "Ben"}]
    return {
        "workspace": {"teamId": "T0FOOTNOTE", "name": "Analysts", "domain": "analysts"},
        "app": {
            "appId": "A0FOOTNOTE",
            "botUserId": BOT,
            "botName": "Footnote",
            **_SECRETS,
            "mode": transport,
            "requestUrl": f"http://{LOOPBACK}:{bot_port}/slack/events",
        },
        "users": people,
        "channels": [
            {"id": THREATS, "name": "threats", "members": [ANA, BEN, BOT]},
            {"id": CURATION, "name": "curation", "is_private": True, "members": [BEN, BOT]},
        ],
    }


# They open nothing but a Slack that anybody can start.
_SECRETS = {"botToken": "xoxb-local", "appToken": "xapp-local", "signingSecret": "local"}


def _slack(config: Path, port: int) -> Program:
    where = ("--port", str(port), "--base-host", LOOPBACK, "--files-dir", config.parent / "files")
    return Program("local-slack", (BINARY, "--config", config, *where), {}, port, "/_control/state")


def _bot(transport: Transport, slack_port: int, bot_port: int) -> Program:
    """Return the bot as `footnote serve` starts it; it reads no `.env`, which may know a real workspace."""
    token = (
        {"SLACK_APP_TOKEN": _SECRETS["appToken"]}
        if transport == "socket"
        else {"SLACK_SIGNING_SECRET": _SECRETS["signingSecret"]}
    )
    environment = {
        "PYTHONPATH": str(ROOT),
        "SLACK_API_URL": f"http://{LOOPBACK}:{slack_port}/api/",
        "SLACK_BOT_TOKEN": _SECRETS["botToken"],
        **token,
        "FOOTNOTE_PORT": str(bot_port),
        "FOOTNOTE_KNOWLEDGE_DIR": str(ROOT / "knowledge"),
        "FOOTNOTE_SEEDS_DIR": str(ROOT / "seeds"),
        "FOOTNOTE_CURATORS": BEN,
        "FOOTNOTE_CURATORS_CHANNEL": CURATION,
    }
    return Program("footnote", (sys.executable, "-m", "bot", "serve"), environment, bot_port, "/readyz")
