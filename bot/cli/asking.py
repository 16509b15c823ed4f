"""The command that answers a question on the terminal, for people and for programs."""

import asyncio
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from bot.cli.group import main, quiet
from bot.domain.answers import MAX_QUESTION_LENGTH
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.answering.desk import AnswerDesk
    from bot.domain import FactBase
    from bot.domain.answers import Question, Reply

DEFAULT_HITS = 10
MAX_HITS = 1000
"""More is a question too wide for a line of JSON."""


@main.command(short_help="Answer a question here.")
@click.argument("question", nargs=-1)
@click.option("--page", default=1, type=click.IntRange(min=1), help="Which page of the answer.")
@click.option("--explain", is_flag=True, help="Say how the question was read, and why each fact is there.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON, each fact with its reasons.")
@click.option("--jsonl", "as_lines", is_flag=True, help='Read {"q": …, "k": 10} a line, write one line each.')
def ask(question: tuple[str, ...], page: int, *, explain: bool, as_json: bool, as_lines: bool) -> None:
    """Answer QUESTION on the terminal, as the slash command would in Slack."""
    quiet()
    settings = read_settings()
    if as_lines:
        asyncio.run(_answer_lines(settings))
        return
    from bot.app.desk import today
    from bot.domain.answers import Question, Refusal, TooLong, UnknownFact, UnknownSource, UnreadFilter

    reply = asyncio.run(_reply(settings, Question(" ".join(question), page)))
    if as_json:
        from bot.answering.plain import reply_as_data

        click.echo(json.dumps(reply_as_data(reply, today()), ensure_ascii=False, indent=2))
    else:
        _draw(reply, settings, is_explained=explain)
    if isinstance(reply, UnknownFact | UnknownSource | UnreadFilter | TooLong | Refusal):
        sys.exit(1)


async def _reply(settings: Settings, question: "Question") -> "Reply":
    from bot.app.asking import desks_to_ask
    from bot.app.desk import today
    from bot.domain.handling import STRICTEST

    await _tell_what_is_missing(settings)
    async with desks_to_ask(settings) as desks:
        _tell_left_out(desks.whole.base)
        desk = await desks.of(question, today(), STRICTEST)
        return await desks.reply(desk, question, today())


async def _tell_what_is_missing(settings: Settings) -> None:
    from bot.app.asking import files_are_ahead

    if await files_are_ahead(settings):
        click.echo("The files have changed since they were taken over: see `footnote sync`.", err=True)


def _draw(reply: "Reply", settings: Settings, *, is_explained: bool) -> None:
    from rich.console import Console

    from bot.app.desk import today
    from bot.console.drawing import draw_blocks
    from bot.domain.answers import Answer, Overview, Suggestions, UnreadFilter
    from bot.slack.blocks.explanations import explained
    from bot.slack.blocks.replies import draw_reply
    from bot.slack.blocks.text import section

    message = draw_reply(reply, today(), settings.command)
    # The names of a question back stand on its buttons.
    is_back = isinstance(reply, Suggestions | UnreadFilter)
    blocks = [section(message.text)] if is_back else list(without_controls(message.blocks))
    if is_explained:
        blocks = explained(reply, blocks, settings.least_confidence)
    Console(highlight=False).print(draw_blocks(blocks))
    if isinstance(reply, Answer | Overview) and reply.remaining:
        click.echo(f"\n{reply.remaining} more: --page {reply.question.page + 1}")


def without_controls(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out what only Slack can press."""
    for block in blocks:
        if block["type"] != "actions":
            yield {name: value for name, value in block.items() if name != "accessory"}


def _tell_left_out(base: "FactBase") -> None:
    from bot.app.desk import left_out_in_words

    if told := left_out_in_words(base):
        click.echo(told, err=True)


async def _answer_lines(settings: Settings) -> None:
    from bot.app.asking import desks_to_ask

    await _tell_what_is_missing(settings)
    async with desks_to_ask(settings) as desks:
        _tell_left_out(desks.whole.base)
        _answer_each_line(desks.whole)


def _answer_each_line(desk: "AnswerDesk") -> None:
    from bot.answering.plain import hits_as_data

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
