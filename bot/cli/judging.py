"""The commands with which a curator judges facts, and sees what awaits judgement."""

import asyncio
from collections.abc import Callable
from typing import Any

import click

from bot.cli.group import main, quiet
from bot.curation.rules import one_line
from bot.settings import read_settings

LONGEST_NAME = 80
"""Characters."""
_JUDGEMENTS = {
    "verify": (
        "Vouch for a fact.",
        "Vouch for a fact, held against its document: not your own, nor a disputed one.",
    ),
    "dispute": ("Doubt a fact in every answer.", "Say in every answer that you doubt a fact, and why."),
    "flag": ("Ask the curators to look at a fact.", "Ask the curators to look at a fact."),
    "settle": (
        "Close a fact's flags and disputes: it stands.",
        "Close the flags and disputes of a fact, having looked at it: it stands.",
    ),
    "retract": (
        "Take a fact out of every answer.",
        "Take a fact out of every answer; messages that showed it are corrected.",
    ),
    "restore": (
        "Bring a retracted fact back.",
        "Bring a retracted fact back; or lift that another one has taken its place.",
    ),
}
"""What each does: in the list of commands, and in its own help."""


class _Name(click.ParamType[str]):
    """A name that is not empty."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401  # click's own
        """Take the name without the space around it."""
        name = one_line(str(value))
        if len(name) > LONGEST_NAME:
            self.fail(f"a name has at most {LONGEST_NAME} characters", param, ctx)
        return name or self.fail("say who you are", param, ctx)


class _Id(click.ParamType[str]):
    """What names a fact."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401  # click's own
        """Take the id as it may be written."""
        return one_line(str(value)) or self.fail("give an id, such as afintl-240216.08", param, ctx)


def _signed(command: Callable[..., None]) -> Callable[..., None]:
    """Ask for the id, and for who acts."""
    who = click.option("--as", "name", required=True, type=_Name(), help="Who acts: your name.")
    return click.argument("fact_id", metavar="ID", type=_Id())(who(command))


_why = click.option("--why", required=True, help="The reason.")
_perhaps_why = click.option("--why", default="", help="A remark, if you have one.")


def _judgement(kind: str, short: str, purpose: str) -> None:
    @main.command(kind, short_help=short, help=purpose)
    @_signed
    @(_perhaps_why if kind == "verify" else _why)
    def judge(fact_id: str, name: str, why: str) -> None:
        _act(kind, fact_id, name, why=why)


for _kind, (_short, _purpose) in _JUDGEMENTS.items():
    _judgement(_kind, _short, _purpose)


@main.command(short_help="Take words down for good.")
@_signed
@_why
@click.option("--yes", "is_sure", is_flag=True, help="Yes, the whole document: asked for with a source's ID.")
def redact(fact_id: str, name: str, why: str, *, is_sure: bool) -> None:
    """Take a fact's words away FOR GOOD; with a source's ID, its document's and all its facts'."""
    from bot.app.taking_down import take_down

    quiet()
    click.echo(asyncio.run(take_down(read_settings(), name, fact_id, why, is_sure=is_sure)))


@main.command(short_help="Say that another fact takes its place.")
@_signed
@_why
@click.option("--by", required=True, metavar="ID", help="The fact that takes its place.")
def supersede(fact_id: str, by: str, name: str, why: str) -> None:
    """Say that another fact takes this one's place."""
    _act("supersede", fact_id, name, why=why, by=by.lower())


@main.command(short_help="Tell the whole life of a fact.")
@click.argument("what", metavar="ID", type=_Id())
def log(what: str) -> None:
    """Tell the whole life of a fact, source, entity or topic: what, when (UTC), who and why."""
    from bot.app.curating import life_of

    quiet()
    for line in asyncio.run(life_of(read_settings(), what)):
        click.echo(line)


@main.command(short_help="List what awaits a curator.")
def queue() -> None:
    """List what awaits a curator, the most pressing first: flagged, proposed, disputed, stale, unverified."""
    from bot.app.curating import queue_in_lines

    quiet()
    for line in asyncio.run(queue_in_lines(read_settings())):
        click.echo(line)


@main.command(short_help="List what was asked and not answered.")
def gaps() -> None:
    """List the questions asked most that nothing answers."""
    from bot.app.curating import gaps_in_lines

    quiet()
    for line in asyncio.run(gaps_in_lines(read_settings())):
        click.echo(line)


def _act(kind: str, fact_id: str, name: str, **said: str) -> None:
    from bot.app.curating import act

    quiet()
    click.echo(asyncio.run(act(read_settings(), kind, fact_id, name, said)))
