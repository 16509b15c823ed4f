"""The commands between the files of the fact base and the ledger: check, sync, export."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.group import main, quiet
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.factbase.findings import Style


@main.command(short_help="Check the files of the fact base.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json", "github"]))
def check(form: "Style") -> None:
    """Check the fact base: each fact against its document, the facts against each other and the ledger."""
    from bot.app.checking import check_base
    from bot.factbase.findings import format_findings

    quiet()
    findings, tally = asyncio.run(check_base(read_settings()))
    click.echo(format_findings(findings, form, tally))
    if any(finding.level == "error" for finding in findings):
        sys.exit(1)


@main.command(short_help="Take the files over into the ledger.")
def sync() -> None:
    """Take what changed in the files over into the ledger; twice is as good as once."""
    from bot.app.curating import sync_files

    quiet()
    synced = asyncio.run(sync_files(read_settings()))
    counts = ", ".join(f"{count} × {kind}" for kind, count in sorted(synced.counts.items()))
    first = "First load: " if synced.is_baseline else ""
    click.echo(f"{first}{counts or 'nothing new'}; the ledger's last event is {synced.head}.")
    for name, problem in synced.problems.items():
        click.echo(f"kept out: {name}: {problem}")
    if synced.problems:
        sys.exit(1)


@main.command(short_help="Write facts born in Slack into files.")
@click.option(
    "--to", type=click.Path(path_type=Path), help="Only into this dossier; else each into its source's own."
)
def export(to: Path | None) -> None:
    """Write the facts born in Slack into the dossiers of their sources, which own them from then on."""
    from bot.app.curating import export_facts

    quiet()
    written = asyncio.run(export_facts(read_settings(), to))
    for file, fact_ids in written.items():
        click.echo(f"{file}: {', '.join(fact_ids)}")
    if not written:
        click.echo("Nothing to export: every fact stands in a file.")
