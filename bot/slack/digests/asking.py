"""The slash command's word `digest`: the form, the list, digests that there are, or a new one in one line."""

import re

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.digests.errors import DigestRequestError
from bot.digests.requests import parse_digest
from bot.digests.spelling import nearest
from bot.digests.subscribing import Order
from bot.domain.digests import Wishes
from bot.slack.blocks.digest_buttons import read_subscription_id
from bot.slack.blocks.digest_list import WHICH, draw_help
from bot.slack.blocks.text import words_typed
from bot.slack.digests import forming
from bot.slack.digests.making import subscribe
from bot.slack.digests.managing import ALL, OTHER_WORDS, WORDS, do, do_with_all, do_without_id
from bot.slack.digests.parts import Digesting
from bot.slack.digests.showing import show_list
from bot.slack.presses import Press, begin, commanded
from bot.slack.work import Work

_NAMES = frozenset({"digest", "digests"})
_HELP, _LIST = "help", "list"
_KNOWN = (*WORDS, *OTHER_WORDS, _HELP, _LIST)
_SHORTEST = 4  # letters: "lsit" is a list
_MENTION = re.compile(r"<([@#!])([^<>|]*)(?:\|([^<>]*))?>")


def register(app: AsyncApp, digesting: Digesting, work: Work) -> None:
    """Attach the word; before the listener that answers questions, which takes every other command."""

    async def is_asked(command: dict[str, str]) -> bool:
        return asks_for_digests(words_typed(command.get("text", "")))

    @app.command(digesting.command, matchers=[is_asked])
    async def asked(ack: AsyncAck, command: dict[str, str], client: AsyncWebClient) -> None:
        await ack()
        press = commanded(command, client)
        text = command.get("text", "")
        _, _, rest = words_typed(_with_mentions(text)).partition(_first(words_typed(text)))
        begin(work, press, _do(digesting, press, rest.strip()))


def asks_for_digests(text: str) -> bool:
    """Tell whether what somebody typed begins with the word."""
    return _first(text).casefold() in _NAMES


async def _do(digesting: Digesting, press: Press, rest: str) -> None:
    words = rest.casefold().replace("`", "").split()
    words = [OTHER_WORDS.get(word, word) for word in words[:1]] + words[1:]
    match words:
        case []:
            await forming.ask(digesting, press)
        case [word] if word == _HELP:
            await press.say(draw_help(digesting.command))
        case [word] if word == _LIST:
            await show_list(digesting, press)
        case [word] if word in WORDS:
            await do_without_id(digesting, press, word)
        case [word, "all"] if word in ALL:
            await do_with_all(digesting, press, word)
        case [word, "all"] if word in WORDS:
            await show_list(digesting, press, head=WHICH)
        case [word, subscription_id] if word in WORDS and read_subscription_id(subscription_id):
            await do(digesting, press, word, subscription_id)
        case _:
            _refuse_misspelt(words, digesting.command)
            await _make(digesting, press, rest)


def _refuse_misspelt(words: list[str], command: str) -> None:
    """Raise DigestRequestError where a word that does something was meant: nothing was done."""
    first, *ids = words
    near = nearest(first, _KNOWN, 1, shortest=_SHORTEST)
    if near and (not ids or (len(ids) == 1 and read_subscription_id(ids[0]))):
        raise DigestRequestError(f"Did you mean {' '.join([command, 'digest', near[0], *ids])}?")


async def _make(digesting: Digesting, press: Press, line: str) -> None:
    asked = parse_digest(line, await digesting.channels.zone_of(press.user_id))
    ceiling = await digesting.access.channel(press.channel, press.user_id)
    meant = digesting.naming.resolve(asked.about, ceiling.tlp)
    order = Order(
        team_id=press.team_id,
        channel=press.channel,
        owner=press.actor,
        wishes=Wishes(
            schedule=asked.schedule,
            about=meant.ids,
            kind=asked.kind,
            quiet=asked.quiet,
            least_credibility=asked.least_credibility,
        ),
        summary_on=asked.summary_on,
        cause=press.cause,
    )
    guesses = (*meant.guesses, *([asked.guessed] if asked.guessed else []))
    await press.say(await subscribe(digesting, order, guesses))


def _first(text: str) -> str:
    return (text.split() or [""])[0]


def _with_mentions(text: str) -> str:
    """Let mentions stand as people see them, to be refused: who is left out unread may have mattered."""
    return _MENTION.sub(lambda found: f" {'#' if found[1] == '#' else '@'}{found[3] or found[2]} ", text)
