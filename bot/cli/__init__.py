"""The `footnote` command. Each subcommand imports only what it needs, so that `check` stays quick."""

import gc

# What is imported stays: to look through it for garbage, again and again, would take a fifth of a start.
gc.disable()

# Each of these adds its commands to the group.
from bot.cli import asking, citing, digests, fact_checking, files, judging, running  # noqa: E402  # see above
from bot.cli.group import main  # noqa: E402  # see above

gc.freeze()
gc.enable()

__all__ = ["asking", "citing", "digests", "fact_checking", "files", "judging", "main", "running"]
