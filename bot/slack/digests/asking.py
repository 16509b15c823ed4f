"""The slash command's word `digest`: the form, the list, one digest by its id, or a new one in one line."""

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.digests.requests import parse_digest
from bot.digests.subscribing import Order
from bot.domain.digests import Wishes
from bot.slack.blocks.digest_buttons import read_subscription_id
from bot.slack.blocks.digest_list import draw_help
from bot.slack.blocks.text import words_typed
from bot.slack.curating.parts import Press, begin, commanded
from bot.slack.digests import forming
from bot.slack.digests.making import subscribe
from bot.slack.digests.managing import WORDS, do
from bot.slack.digests.parts import Digesting
from bot.slack.digests.showing import show_list
from bot.slack.work import Work

_NAMES = frozenset({"digest", "digests"})


def register(app: AsyncApp, digesting: Digesting, work: Work) -> None:
    """Attach the word; before the listener that answers questions, which takes every other command."""

    async def is_asked(command: dict[str, str]) -> bool:
        return _begin_of(command).casefold() in _NAMES

    @app.command(digesting.command, matchers=[is_asked])
    async def asked(ack: AsyncAck, command: dict[str, str], client: AsyncWebClient) -> None:
        await ack()
        press = commanded(command, client)
        _, _, rest = words_typed(command.get("text", "")).partition(_begin_of(command))
        begin(work, press, _do(digesting, press, rest.strip()))


def _begin_of(command: dict[str, str]) -> str:
    return (words_typed(command.get("text", "")).split() or [""])[0]


async def _do(digesting: Digesting, press: Press, rest: str) -> None:
    match rest.casefold().replace("`", "").split():
        case []:
            await forming.ask(digesting, press)
        case ["help"]:
            await press.say(draw_help(digesting.command))
        case ["list"]:
            await show_list(digesting, press)
        case [word] if word in WORDS:
            # Without an id: it stands in the list, beside the button that does the same.
            await show_list(digesting, press)
        case [word, subscription_id] if word in WORDS and read_subscription_id(subscription_id):
            await do(digesting, press, word, subscription_id)
        case _:
            await _make(digesting, press, rest)


async def _make(digesting: Digesting, press: Press, line: str) -> None:
    asked = parse_digest(line, await digesting.channels.zone_of(press.user_id))
    order = Order(
        team_id=press.team_id,
        channel=press.channel,
        owner=press.actor,
        wishes=Wishes(
            schedule=asked.schedule,
            about=digesting.naming.resolve(asked.about),
            kind=asked.kind,
            quiet=asked.quiet,
            least_credibility=asked.least_credibility,
        ),
        summary_on=asked.with_weekly_summary,
        cause=press.cause,
    )
    await press.say(await subscribe(digesting, order))
