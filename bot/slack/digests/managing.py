"""What can be done with a digest that there is, by a button or by a word of the command."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeAlias

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.digests.subscribing import SubscribingRefusedError
from bot.domain.digests import Subscription
from bot.slack.blocks.digest_buttons import (
    DIGEST_EDIT,
    DIGEST_LIST,
    DIGEST_NEW,
    DIGEST_PAUSE,
    DIGEST_PREVIEW,
    DIGEST_REMOVE,
    DIGEST_RESUME,
    DIGEST_SEND,
    DIGEST_SUMMARY,
)
from bot.slack.blocks.digest_list import WHICH
from bot.slack.blocks.pauses import draw_removal
from bot.slack.blocks.replies import sentence
from bot.slack.digests import forming
from bot.slack.digests.parts import Digesting, ceiling_to_show, check_manager, named
from bot.slack.digests.showing import how_things_stand, preview, show_list, show_one
from bot.slack.presses import Press, begin, pressed
from bot.slack.work import Work

Act: TypeAlias = Callable[[Digesting, Press, Subscription], Awaitable[None]]
"""What is done with a subscription that somebody has named."""


def register(app: AsyncApp, digesting: Digesting, work: Work) -> None:
    """Attach the buttons to the app."""
    for action_id, act in _BUTTONS.items():
        _attach(app, work, action_id, partial(_on, digesting, act))
    _attach(app, work, DIGEST_NEW, partial(forming.ask, digesting))
    _attach(app, work, DIGEST_LIST, partial(_look_again, digesting))


async def do_without_id(digesting: Digesting, press: Press, word: str) -> None:
    """Do what one of `WORDS` says where a channel has one digest; else, or to end it, ask which."""
    here = await digesting.subscriptions.of_channel(press.channel)
    if len(here) == 1 and WORDS[word] is not _remove:
        await WORDS[word](digesting, press, here[0])
    else:
        await show_list(digesting, press, head=WHICH)


async def do_with_all(digesting: Digesting, press: Press, word: str) -> None:
    """Do what one of `ALL` says with every digest of a channel, and show them all."""
    for each in await digesting.subscriptions.of_channel(press.channel):
        await ALL[word](digesting, press, each)
    await show_list(digesting, press)


async def do(digesting: Digesting, press: Press, word: str, subscription_id: str) -> None:
    """Do what one of `WORDS` says."""
    subscription = await named(digesting, subscription_id)
    await check_manager(digesting, press, subscription)
    await WORDS[word](digesting, press, subscription)


def _attach(app: AsyncApp, work: Work, action_id: str, do_it: Callable[[Press], Awaitable[None]]) -> None:
    @app.action(action_id)
    async def on_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        press = pressed(body, client)
        begin(work, press, do_it(press))


async def _on(digesting: Digesting, act: Act, press: Press) -> None:
    subscription = await named(digesting, press.value)
    # Whoever reads a digest may look at what it is made of.
    if act not in (preview, how_things_stand) or press.channel != subscription.channel:
        await check_manager(digesting, press, subscription)
    await act(digesting, press, subscription)


async def _look_again(digesting: Digesting, press: Press) -> None:
    # Home shows itself anew.
    if not press.is_at_home:
        await show_list(digesting, press)


async def _send(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    await ceiling_to_show(digesting, press, subscription)
    await _show(digesting, press, "*It comes now.*", await digesting.subscriptions.send_now(subscription.id))


async def _pause(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    await _show(digesting, press, "*Paused.*", await _rest(digesting, press, subscription))


async def _resume(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    resumed = await _go_on(digesting, press, subscription)
    head = "*It goes on*, with what is marked TLP:CLEAR." if resumed.outside else "*It goes on.*"
    await _show(digesting, press, head, resumed)


async def _rest(digesting: Digesting, press: Press, subscription: Subscription) -> Subscription:
    return await digesting.subscriptions.pause(subscription.id, press.actor)


async def _go_on(digesting: Digesting, _press: Press, subscription: Subscription) -> Subscription:
    seat = await digesting.channels.seat(subscription.channel)
    if seat.paused_because:
        raise SubscribingRefusedError(
            "I am not in that channel yet. Type /invite @Footnote there, then press Resume again."
        )
    return await digesting.subscriptions.resume(subscription.id)


async def _remove(digesting: Digesting, press: Press, subscription: Subscription) -> None:
    is_own = subscription.owner.is_same_person(press.actor)
    notice = None if is_own else draw_removal(subscription, press.actor.name)
    gone = await digesting.subscriptions.remove(subscription.id, notice=notice)
    if not press.is_at_home:
        await press.say(sentence(f"*Removed:* `{gone.id}`. What was posted stays."))


async def _show(digesting: Digesting, press: Press, head: str, subscription: Subscription) -> None:
    if not press.is_at_home:
        await show_one(digesting, press, head, subscription)


WORDS: dict[str, Act] = {
    "preview": preview,
    "send": _send,
    "pause": _pause,
    "resume": _resume,
    "edit": forming.ask_again,
    "remove": _remove,
}
OTHER_WORDS = {"cancel": "remove", "delete": "remove", "stop": "remove", "unsubscribe": "remove"}
ALL: dict[str, Callable[[Digesting, Press, Subscription], Awaitable[Subscription]]] = {
    "pause": _rest,
    "resume": _go_on,
}
"""What can be done with all digests of a channel at once."""
_BUTTONS: dict[str, Act] = {
    DIGEST_PREVIEW: preview,
    DIGEST_SUMMARY: how_things_stand,
    DIGEST_SEND: _send,
    DIGEST_PAUSE: _pause,
    DIGEST_RESUME: _resume,
    DIGEST_EDIT: forming.ask_again,
    DIGEST_REMOVE: _remove,
}
