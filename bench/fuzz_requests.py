"""Requests that nobody means, handled by the whole bot in a local Slack."""

import asyncio
import copy
import sys
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import structlog

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the builders of the tests

from fuzz_inputs import Json  # noqa: E402  # after the path

from bot.app.console import BoltDelivery  # noqa: E402  # the same
from bot.console.delivering import signed_request  # noqa: E402  # the same
from bot.console.errors import Refused  # noqa: E402  # the same
from bot.console.team import Message  # noqa: E402  # the same
from bot.slack.http import build_http_app  # noqa: E402  # the same
from tests.slack.acts import Acts  # noqa: E402  # the same
from tests.slack.http_requests import asked  # noqa: E402  # the same
from tests.slack.marked_base import marked_files  # noqa: E402  # the same
from tests.slack.walls import settings as as_set  # noqa: E402  # the same
from tests.slack.whole_bot import whole_bot  # noqa: E402  # the same

Request = tuple[Any, Json]
"""Its kind, in Socket Mode's words, and its payload."""
Took = Callable[[str, float], None]
"""Notes that a thing of some kind, begun at some moment, has been replied to."""
TRY_AGAIN, SERVER_ERROR = 503, 500


class BrokenError(Exception):
    """A request was not handled as any must be."""


class Loud:
    """The error events that are logged."""

    def __init__(self) -> None:
        self.events: deque[Json] = deque(maxlen=100)

    def __call__(self, _logger: object, _name: str, event: Json) -> Json:
        """Take an event, and log nothing."""
        self.events.append(event)
        raise structlog.DropEvent


def handle(took: Took, loud: Loud, *, is_formed: bool) -> Callable[[Any], None]:
    """Return what has requests handled by a bot of their own, one after the other."""
    return lambda made: asyncio.run(_handle(took, loud, made, is_formed=is_formed))


async def _handle(took: Took, loud: Loud, made: list[Request], *, is_formed: bool) -> None:
    async with joined_bot() as bot:
        for number, request in enumerate(made):
            # What Bolt cannot read does not reach its own dispatch.
            is_over_http = not is_formed or number % 2 == 0
            await send(took, bot, request, loud if is_formed else None, is_over_http=is_over_http)


@asynccontextmanager
async def joined_bot() -> AsyncIterator[Acts]:
    """Run a bot of its own over facts of every marking."""
    with tempfile.TemporaryDirectory() as root:
        async with whole_bot(Acts, marked_files(Path(root)), as_set()) as bot:
            yield bot


async def send(took: Took, bot: Acts, request: Request, loud: Loud | None, *, is_over_http: bool) -> None:
    """Send a request, and let all end that it began; where `loud` listens, nothing may fail."""
    (kind, payload), workspace = copy.deepcopy(request), bot.workspace
    _join(bot, payload)
    # Slack takes a message a second and channel.
    bot.now.passes(seconds=2)
    if loud:
        loud.events.clear()
    signed = signed_request(kind, payload, secret=workspace.signing_secret)
    began_s = time.perf_counter()
    if is_over_http:
        http_app = build_http_app(bot.app, _ready, signing_secret=workspace.signing_secret)
        status, _ = await asked(http_app, signed.body.encode(), signed.headers)
    else:
        status = (await BoltDelivery(bot.app)(signed)).status
    took("request", began_s)
    await bot.app.work.settle(at_most_s=5)
    if status >= SERVER_ERROR and status != TRY_AGAIN:
        raise BrokenError(f"answered with {status}")
    if loud and loud.events:
        raise BrokenError(f"it failed: {loud.events[0]}")
    if workspace.violations:
        raise BrokenError(f"Slack would punish it: {workspace.violations[0]}")


def _join(bot: Acts, payload: Json) -> None:
    """Give a request an address at which it is answered, as Slack does."""
    user, channel = payload.get("user_id"), payload.get("channel_id")
    if str(payload.get("type")) in {"block_actions", "message_action"} and isinstance(
        payload.get("user"), dict
    ):
        user, channel = payload["user"].get("id"), (payload.get("channel") or {})
        channel = channel.get("id") if isinstance(channel, dict) else None
    if isinstance(user, str) and isinstance(channel, str) and "response_url" in payload:
        path = bot.workspace._response_urls.hand_out(channel, user)  # noqa: SLF001  # as an act would
        payload["response_url"] = f"{bot.workspace.team.address}{path}"
    event = payload.get("event")
    if isinstance(event, dict):
        with suppress(KeyError, TypeError, ValueError, AttributeError, Refused):
            bot.workspace.team.direct_channel(event["user"])
            bot.workspace.team.put(Message(event["channel"], event["ts"], event["user"], event["text"]))
    if isinstance(trigger := payload.get("trigger_id"), str) and isinstance(user, str):
        bot.workspace.team.modals.hand_out(trigger, user, bot.now(), None)


async def _ready() -> Json:
    return {"ready": True}


def forget(bot: Acts) -> None:
    """Let the local Slack forget what it would show for ever; a person has closed what was open."""
    team = bot.workspace.team
    bot.workspace.clear()
    bot.workspace.deliveries.clear()
    team.refusals.clear()
    for channel, ts in [*team.messages]:
        team.take_away(channel, ts)
