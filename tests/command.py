"""The `footnote` command, run in this process."""

import structlog
from click.testing import CliRunner

from bot.cli import main


def footnote(*arguments):
    """Run a command, and take back how it has the log written: the next test's is its own."""
    try:
        return CliRunner().invoke(main, arguments)
    finally:
        structlog.reset_defaults()
