"""Why each fact of an answer is there, and how its question was read, as blocks."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.answering.explaining import explain, explain_reading, explain_silence
from bot.domain.answers import Answer, NothingKnown, Reply, ShownFact
from bot.slack.blocks.facts import block_ids
from bot.slack.blocks.replies import Message
from bot.slack.blocks.text import context, in_a_line, mrkdwn, section

ASKED_LIMIT = 100
LINE_LIMIT = 220
"""Characters, with escapes; the lines of one fact stay within the 3,000 of a block."""


def draw_why(answer: Answer, shown: ShownFact) -> Message:
    """Draw why an answer shows one of its facts."""
    asked = mrkdwn(answer.question.text, ASKED_LIMIT)
    words = "\n".join(
        [f"*Why* `{shown.cited.fact.id}` *for “{asked}”*", *_lines(explain(shown, answer.readings))]
    )
    return Message(words, [section(words)])


def explained(
    reply: Reply, blocks: Iterable[dict[str, Any]], least_confidence: float
) -> list[dict[str, Any]]:
    """Put under each fact of a drawn reply why it is there, and before all how the question was read."""
    match reply:
        case Answer():
            reading = explain_reading(reply.readings)
            return [*_grey(reading), *_with_reasons(reply, blocks)]
        case NothingKnown():
            return [*blocks, *_grey(explain_silence(reply, least_confidence))]
        case _:
            return [*blocks]


def _with_reasons(answer: Answer, blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    last = {block_ids(shown.cited.fact.id)[-1]: shown for shown in answer.shown}
    for block in blocks:
        yield block
        if shown := last.get(block.get("block_id", "")):
            yield from _grey(explain(shown, answer.readings))


def _grey(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    if said := "\n".join(_lines(lines)):
        yield context(said)


def _lines(lines: Iterable[str]) -> list[str]:
    return [in_a_line(line, LINE_LIMIT) for line in lines]
