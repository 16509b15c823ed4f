"""The commands for whoever runs the bot: run it, see what it needs, keep a copy, forget somebody."""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

import click

from bot.cli.group import main, quiet
from bot.settings import read_settings


@main.command(short_help="Run the bot.")
def serve() -> None:
    """Run the bot: Socket Mode if SLACK_APP_TOKEN is set, else HTTP."""
    from bot.app.serve import serve as run

    asyncio.run(run(read_settings()))


@main.command(short_help="Ask here, as in Slack.")
def console() -> None:
    """Ask Footnote here: the real bot, without Slack."""
    from rich.console import Console

    from bot.app.console import run_console

    quiet()
    with suppress(KeyboardInterrupt):  # Ctrl-C leaves, as Ctrl-D does
        asyncio.run(run_console(read_settings(), Console(highlight=False)))


@main.command(short_help="Say what is missing, and how to mend it.")
def doctor() -> None:
    """Say what Footnote needs to run, what of it is there, and how to mend what is not."""
    from bot.app.doctor import conclusion, examine

    quiet()
    looks = asyncio.run(examine(read_settings()))
    for look in looks:
        click.echo(f"{look.state:<5}  {look.what}{f'. {look.mend}' if look.mend else ''}")
    click.echo(f"\n{conclusion(looks)}")
    if any(look.state == "wrong" for look in looks):
        sys.exit(1)


@main.command(short_help="Copy the SQLite database.")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the SQLite database into FILE, which must be new; a bot may be running on it."""
    from bot.app.database import back_up_database

    written = back_up_database(read_settings(), file)
    click.echo(f"{file}: {written:,} bytes, looked through and whole.")


@main.command(short_help="Forget a person.")
@click.argument("person", metavar="USER_ID")
def forget(person: str) -> None:
    """Remove what is kept about a person, by their member ID in Slack; acts stay, without a name."""
    from bot.app.forgetting import forget as forgotten

    click.echo(asyncio.run(forgotten(read_settings(), person)))


@main.command(short_help="Print the manifest of the Slack app.")
@click.option(
    "--address", help="The bot's public https:// address; without it the manifest is for Socket Mode."
)
def manifest(address: str | None) -> None:
    """Print the app's manifest, to paste into Slack when the app is made."""
    from bot.slack.manifest import manifest as made

    click.echo(json.dumps(made(read_settings().command, address), ensure_ascii=False, indent=2))
