"""The group of the `footnote` commands: expected failures end in a sentence, names come in every script."""

import io
import sys
from typing import Any

import click

from bot import __version__
from bot.errors import FootnoteError
from bot.log import configure_logging


class Sentences(click.Group):
    """A group whose expected failures end in one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # click's own
        """Run the command."""
        try:
            return super().invoke(ctx)
        except FootnoteError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="footnote")
def main() -> None:
    """Footnote answers with sourced facts, in Slack and here."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names come in every script; what cannot be encoded (half a surrogate pair) must not end a run.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    configure_logging(to_terminal=sys.stderr.isatty())


def quiet() -> None:
    """Keep the log out of a person's terminal."""
    configure_logging(to_terminal=sys.stderr.isatty(), is_quiet=True)
