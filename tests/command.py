"""The `footnote` command, run in this process."""

from click.testing import CliRunner

from bot.cli import main


def footnote(*arguments):
    """Run a command."""
    return CliRunner().invoke(main, arguments)
