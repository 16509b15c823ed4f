"""The commands with which an engineer looks after digests."""

import asyncio

import click

from bot.cli.group import main, quiet
from bot.settings import read_settings

LATEST = 20

_id = click.argument("subscription_id", metavar="ID", type=click.STRING)


@main.group(short_help="Look after the digests that channels get.")
def digest() -> None:
    """Look after the digests that channels get; they are made in Slack."""


@digest.command(short_help="List who gets digests, and when.")
def due() -> None:
    """List every subscription, the longest due first; times are UTC."""
    from bot.app.digests import due_in_lines

    quiet()
    for line in asyncio.run(due_in_lines(read_settings())):
        click.echo(line)


@digest.command(short_help="Say what one would say now.")
@_id
def preview(subscription_id: str) -> None:
    """Say what the digest of subscription ID would say now; nothing is sent."""
    from bot.app.digests import preview as previewed

    quiet()
    click.echo(asyncio.run(previewed(read_settings(), subscription_id)))


@digest.command(short_help="Let one be due now.")
@_id
def send(subscription_id: str) -> None:
    """Let the digest of subscription ID be due now; the running bot posts it."""
    from bot.app.digests import send as sent

    quiet()
    click.echo(asyncio.run(sent(read_settings(), subscription_id)))


@digest.command(short_help="Let paused ones go on.")
@click.argument("subscription_ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="Every subscription that is paused.")
def resume(subscription_ids: tuple[str, ...], *, is_all: bool) -> None:
    """Let paused subscriptions go on; the next digest of each covers all since its last."""
    from bot.app.digests import resume as resumed

    quiet()
    if is_all == bool(subscription_ids):
        raise click.UsageError("Name subscriptions, or give --all.")
    on, refused = asyncio.run(resumed(read_settings(), subscription_ids))
    for line in on:
        click.echo(line)
    if refused:
        raise click.ClickException("\n".join(refused))
    if not on:
        click.echo("None is paused.")


@digest.command(short_help="List what became of the latest ones.")
@click.argument("subscription_id", metavar="[ID]", default="", type=click.STRING)
@click.option("--latest", default=LATEST, show_default=True, type=click.IntRange(1, 1000), help="How many.")
def deliveries(subscription_id: str, latest: int) -> None:
    """List what became of the latest digests, newest first: state, events, messages, tries, link, error."""
    from bot.app.digests import deliveries_in_lines

    quiet()
    for line in asyncio.run(deliveries_in_lines(read_settings(), subscription_id, latest)):
        click.echo(line)
