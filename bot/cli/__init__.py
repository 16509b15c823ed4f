"""The `footnote` command. Each subcommand imports only what it needs, so that `check` stays quick."""

# Each of these adds its commands to the group.
from bot.cli import asking, digests, files, judging, running
from bot.cli.group import main

__all__ = ["asking", "digests", "files", "judging", "main", "running"]
