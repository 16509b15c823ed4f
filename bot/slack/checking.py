"""A message is set against the base: by its shortcut, and by the command with `check` and a text."""

import re
import time
from collections import Counter
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.fact_check import check_text
from bot.delivery.outbox import Outbox
from bot.domain.fact_checks import FactCheck
from bot.domain.handling import Tlp
from bot.domain.postman import Place
from bot.slack.blocks.ceilings import with_why_less
from bot.slack.blocks.check_buttons import CHECK_MESSAGE, SHARE_CHECK, load_to_share
from bot.slack.blocks.fact_check import draw_check, draw_shared_check
from bot.slack.blocks.replies import Message, sentence
from bot.slack.posting import letter, say_in_ack
from bot.slack.presses import Press, begin, on_message, pressed, say_unknown
from bot.slack.sharing import share
from bot.slack.surface import Surface, is_direct_channel
from bot.slack.work import Work

_TYPED = re.compile(r"\s*check(?:\s+(?P<text>.*))?\s*", re.IGNORECASE | re.DOTALL)
_TS = re.compile(r"\d{1,12}\.\d{1,9}")
_NO_TEXT = "*There is no text in it to check.* Images and files are not read."

log = structlog.get_logger()


def register(app: AsyncApp, surface: Surface, work: Work, outbox: Outbox) -> None:
    """Attach the shortcut, the command and the button; before the listener that answers questions."""

    @app.shortcut({"type": "message_action", "callback_id": CHECK_MESSAGE})
    async def chosen(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press, message = on_message(body, client), body.get("message") or {}
        thread_ts = str(message.get("thread_ts") or message.get("ts") or "")
        begin(work, press, _answer(surface, press, words_of_message(message), thread_ts))

    _attach_command(app, surface)

    @app.action(SHARE_CHECK)
    async def to_share(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, _share(surface, outbox, press))


def words_of_message(message: dict[str, Any]) -> str:
    """Return what a message says; what it forwards stands in its attachments."""
    attached = (str(each.get("text") or "") for each in message.get("attachments") or ())
    return "\n".join(filter(None, (str(message.get("text") or ""), *attached)))


def asks_for_check(text: str) -> str:
    """Return the text that somebody asks to be checked; empty if they ask for something else."""
    found = _TYPED.fullmatch(text)
    return (found["text"] or "").strip() if found else ""


def _attach_command(app: AsyncApp, surface: Surface) -> None:
    async def is_typed(command: dict[str, str]) -> bool:
        return _TYPED.fullmatch(command.get("text", "")) is not None

    @app.command(surface.command, matchers=[is_typed])
    async def typed(ack: AsyncAck, command: dict[str, str], context: AsyncBoltContext) -> None:
        context["is_logged"] = True
        found = _TYPED.fullmatch(command["text"])
        text = (found["text"] or "" if found else "").strip()
        message = (
            await checked(surface, command.get("channel_id", ""), command.get("user_id", ""), text)
            if text
            else sentence(f"*Check what?* Type `{surface.command} check` and the sentences.")
        )
        await say_in_ack(ack, message)


async def _answer(surface: Surface, press: Press, text: str, thread_ts: str) -> None:
    if not text.strip():
        await press.say(sentence(_NO_TEXT))
        return
    await press.say(await checked(surface, press.channel, press.user_id, text, thread_ts))


async def checked(surface: Surface, channel: str, user_id: str, text: str, thread_ts: str = "") -> Message:
    """Check a text for one person, who is told why there may be less here than elsewhere."""
    ceiling = await surface.access.channel(channel, user_id)
    check, _ = _check(surface, text, ceiling.tlp)
    can_share = bool(channel) and not is_direct_channel(channel)
    drawn = draw_check(check, surface.today(), thread_ts=thread_ts, can_share=can_share)
    return with_why_less(drawn, ceiling.because)


def _check(surface: Surface, text: str, ceiling: Tlp) -> tuple[FactCheck, Tlp]:
    """Check a text under a ceiling; return the strictest marking of what it was held against, too."""
    started_s = time.perf_counter()
    desk = surface.desks.within(ceiling)
    check = check_text(desk, text)
    log.info(
        "text.checked",
        verdicts=dict(Counter(each.verdict for each in check.sentences)),
        left_out=check.left_out,
        duration_ms=round((time.perf_counter() - started_s) * 1000, 2),
    )
    return check, desk.tlp


async def _share(surface: Surface, outbox: Outbox, press: Press) -> None:
    """Check again what the button carries, under the ceiling of now, and post it where the message stands."""
    carried = load_to_share(press.value)
    if carried is None or not press.channel or (carried.thread_ts and not _TS.fullmatch(carried.thread_ts)):
        await say_unknown(press)
        return
    ceiling = await surface.access.channel(press.channel, press.user_id)
    check, tlp = _check(surface, carried.text, ceiling.tlp)
    check = replace(check, left_out=check.left_out + carried.left_out)
    message, shown = draw_shared_check(check, surface.today(), press.user_name)
    place = Place(press.channel, carried.thread_ts or None)
    written = letter(place, replace(message, tlp=tlp), shown, key=f"share:{press.cause}", kind="share")
    await press.say(sentence(await share(outbox, written)))
