"""The command that cites a fact, as *Copy citation* does in Slack."""

import asyncio
import json
from typing import TYPE_CHECKING

import click

from bot.cli.group import main, quiet
from bot.errors import FootnoteError
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.domain.answers import Reply, ShownFact


@main.command(short_help="Cite a fact.")
@click.argument("fact_id")
@click.option("--csl", is_flag=True, help="Print CSL JSON for reference managers, instead of a note.")
def cite(fact_id: str, *, csl: bool) -> None:
    """Cite the fact that has the id FACT_ID: as a note, or its document as an item of CSL JSON."""
    from bot.answering import citing

    quiet()
    shown = asyncio.run(_shown(read_settings(), fact_id))
    note = citing.cite(shown)
    click.echo(json.dumps([citing.csl_item(shown)], ensure_ascii=False, indent=2) if csl else note)


async def _shown(settings: Settings, fact_id: str) -> "ShownFact":
    from bot.app.asking import desks_to_ask
    from bot.domain.answers import Answer, Question

    async with desks_to_ask(settings) as desks:
        reply = desks.whole.reply(Question(f"about {fact_id}"))
    if isinstance(reply, Answer) and reply.is_one_fact:
        return reply.shown[0]
    raise FootnoteError(_why_not(reply, fact_id))


def _why_not(reply: "Reply", fact_id: str) -> str:
    from bot.domain.answers import UnknownFact, Withdrawn

    if isinstance(reply, Withdrawn):
        return f"{reply.fact_id} was withdrawn: `footnote log {reply.fact_id}` says why."
    near = f" Near: {', '.join(reply.near)}." if isinstance(reply, UnknownFact) and reply.near else ""
    return f"No fact has the id {fact_id}.{near}"
