"""The command that checks a text against the base, as `check` does in Slack."""

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from bot.cli.group import main, quiet
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.domain.fact_checks import FactCheck


@main.command("fact-check", short_help="Check a text against the base.")
@click.argument("text", nargs=-1, required=True)
def fact_check(text: tuple[str, ...]) -> None:
    """Set each sentence of TEXT against the base; `-` reads it from the standard input."""
    quiet()
    words = " ".join(text)
    if words == "-":
        words = sys.stdin.read()
    _draw(asyncio.run(_check(read_settings(), words)))


async def _check(settings: Settings, text: str) -> "FactCheck":
    from bot.answering.fact_check import check_text
    from bot.app.asking import desks_to_ask

    async with desks_to_ask(settings) as desks:
        return check_text(desks.whole, text)


def _draw(check: "FactCheck") -> None:
    from rich.console import Console

    from bot.app.desk import today
    from bot.cli.asking import without_controls
    from bot.console.drawing import draw_blocks
    from bot.slack.blocks.fact_check import draw_check

    blocks = draw_check(check, today()).blocks
    Console(highlight=False).print(draw_blocks(list(without_controls(blocks))))
