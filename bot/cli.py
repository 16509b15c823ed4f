"""The `footnote` command. Each subcommand imports only what it needs, so that `check` stays quick."""

import asyncio
import io
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from bot import __version__
from bot.domain.answers import MAX_QUESTION_LENGTH
from bot.errors import FootnoteError
from bot.log import configure_logging
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.domain import FactBase
    from bot.domain.answers import Reply
    from bot.factbase.findings import Style

DEFAULT_HITS = 10
MAX_HITS = 1000
"""More is a question too wide for a line of JSON."""


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


@main.command()
def serve() -> None:
    """Run the bot: Socket Mode if SLACK_APP_TOKEN is set, else HTTP."""
    from bot.app.serve import serve as run

    asyncio.run(run(read_settings()))


@main.command()
def console() -> None:
    """Ask Footnote here: the real bot, without Slack."""
    from rich.console import Console

    from bot.app.console import run_console

    _quiet()
    with suppress(KeyboardInterrupt):  # Ctrl-C leaves, as Ctrl-D does
        asyncio.run(run_console(read_settings(), Console(highlight=False)))


@main.command()
@click.argument("question", nargs=-1)
@click.option("--page", default=1, type=click.IntRange(min=1), help="Which page of the answer.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--jsonl", "as_lines", is_flag=True, help='Read {"q": …, "k": 10} a line, write one line each.')
def ask(question: tuple[str, ...], page: int, *, as_json: bool, as_lines: bool) -> None:
    """Answer QUESTION on the terminal, as the slash command would in Slack."""
    _quiet()
    settings = read_settings()
    if as_lines:
        _answer_lines(settings)
        return
    from bot.app.desk import load_desk, today
    from bot.domain.answers import Question, TooLong, UnknownFact

    desk, loaded = load_desk(settings)
    _tell_left_out(loaded.base)
    reply = desk.reply(Question(" ".join(question), page))
    if as_json:
        from bot.answering.plain import reply_as_data

        click.echo(json.dumps(reply_as_data(reply, today()), ensure_ascii=False, indent=2))
    else:
        _draw(reply, settings)
    if isinstance(reply, UnknownFact | TooLong):
        sys.exit(1)


@main.command()
@click.option("--format", "form", default="text", type=click.Choice(["text", "json", "github"]))
def check(form: "Style") -> None:
    """Check the fact base: each fact against its document, the facts against each other."""
    from bot.factbase.findings import format_findings
    from bot.factbase.load import load_base

    settings = read_settings()
    loaded = load_base(settings.knowledge_dir, settings.seeds_dir)
    click.echo(format_findings(loaded.findings, form, loaded.tally))
    if any(finding.level == "error" for finding in loaded.findings):
        sys.exit(1)


@main.command()
def doctor() -> None:
    """Say what Footnote needs to run, what of it is there, and how to mend what is not."""
    from bot.app.doctor import conclusion, examine

    _quiet()
    looks = asyncio.run(examine(read_settings()))
    for look in looks:
        click.echo(f"{look.state:<5}  {look.what}{f'. {look.mend}' if look.mend else ''}")
    click.echo(f"\n{conclusion(looks)}")
    if any(look.state == "wrong" for look in looks):
        sys.exit(1)


@main.command()
@click.option(
    "--address", help="The bot's public https:// address; without it the manifest is for Socket Mode."
)
def manifest(address: str | None) -> None:
    """Print the app's manifest, to paste into Slack when the app is made."""
    from bot.slack.manifest import manifest as made

    click.echo(json.dumps(made(read_settings().command, address), ensure_ascii=False, indent=2))


def _draw(reply: "Reply", settings: Settings) -> None:
    from rich.console import Console

    from bot.app.desk import today
    from bot.console.drawing import draw_blocks
    from bot.domain.answers import Answer
    from bot.slack.blocks.replies import draw_reply

    message = draw_reply(reply, today(), settings.command)
    Console(highlight=False).print(draw_blocks([b for b in message.blocks if b["type"] != "actions"]))
    if isinstance(reply, Answer) and reply.remaining:
        click.echo(f"\n{reply.remaining} more: --page {reply.question.page + 1}")


def _tell_left_out(base: "FactBase") -> None:
    from bot.app.desk import left_out_in_words

    if told := left_out_in_words(base):
        click.echo(told, err=True)


def _answer_lines(settings: Settings) -> None:
    from bot.answering.plain import hits_as_data
    from bot.app.desk import load_desk

    desk, loaded = load_desk(settings)
    _tell_left_out(loaded.base)
    for line in sys.stdin:
        try:
            asked, limit = _asked(line)
        except ValueError as error:
            result: dict[str, Any] = {
                "q": None,
                "understood": "",
                "kind": "nothing",
                "hits": [],
                "error": str(error),
            }
        else:
            result = hits_as_data(asked, desk.understand(asked), limit)
        click.echo(json.dumps(result, ensure_ascii=False))


def _asked(line: str) -> tuple[str, int]:
    """Read one line of `--jsonl`; raise ValueError, with a sentence, if it is not {"q": …, "k": …}."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    match found:
        case {"q": str(asked)}:
            limit = found.get("k", DEFAULT_HITS)
        case _:
            raise ValueError('a line must be {"q": "the question", "k": 10}')
    if type(limit) is not int or not 0 < limit <= MAX_HITS:
        raise ValueError(f"k must be a whole number from 1 to {MAX_HITS}")
    if len(asked) > MAX_QUESTION_LENGTH:
        raise ValueError(
            f"the question is {len(asked)} characters long; ask in at most {MAX_QUESTION_LENGTH}"
        )
    return asked, limit


def _quiet() -> None:
    """Keep the log out of a person's terminal."""
    configure_logging(to_terminal=sys.stderr.isatty(), is_quiet=True)
