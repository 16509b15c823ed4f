"""Names side by side: as a table where Slack takes one, and in lines where it does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.answers import Comparison
from bot.domain.overviews import Cell, Row
from bot.slack.blocks.buttons import MORE, button
from bot.slack.blocks.digest_facts import line_of
from bot.slack.blocks.facts import claim_in_words
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.narrowing import documents_in_words, marked_in_words, narrowed_in_words
from bot.slack.blocks.text import (
    actions,
    context,
    counted,
    cut,
    is_within_total,
    mrkdwn,
    plain,
    section,
)

HEADER_LIMIT = 150
NAME_LIMIT = 60
CLAIM_ROOMS = (300, 160, 90)
"""Characters for each claim: the first with which all of a page is within Slack's limits."""
TABLE_CLAIM = 140
NOTHING = "nothing"


def comparison_blocks(comparison: Comparison, today: date) -> list[dict[str, Any]]:
    """Draw a comparison in lines, a section for each topic; every line names its fact."""
    for room in CLAIM_ROOMS:
        rows = [section("\n".join(_row_in_lines(comparison, row, room))) for row in comparison.rows]
        blocks = [*_head_blocks(comparison, today), *rows, *_buttons(comparison)]
        if is_within_total(blocks):
            break
    return blocks


def comparison_table(comparison: Comparison, today: date) -> list[dict[str, Any]]:
    """Draw a comparison as a table, a row for each topic; older clients and workspaces do not take it."""
    head = [_words("Topic"), *(_words(cut(name, NAME_LIMIT)) for name in comparison.names)]
    rows = [
        [_words(cut(row.topic, NAME_LIMIT)), *(_words(_cell_in_words(cell)) for cell in row.cells)]
        for row in comparison.rows
    ]
    settings = [{"is_wrapped": True} for _ in head]
    table = {"type": "table", "rows": [head, *rows], "column_settings": settings}
    return [*_head_blocks(comparison, today), table, *_buttons(comparison)]


def comparison_text(comparison: Comparison, today: date) -> str:
    """Say the same without blocks: the head, then a line for each topic and name."""
    rows = (
        f"{mrkdwn(row.topic, NAME_LIMIT)} · {line}"
        for row in comparison.rows
        for line in _row_in_lines(comparison, row, CLAIM_ROOMS[0])[1:]
    )
    more = [f"{counted(comparison.remaining, 'more topic')}."] if comparison.remaining else []
    return "\n".join((f"{mrkdwn(_title(comparison))}: {'; '.join(_head(comparison, today))}.", *rows, *more))


def _title(comparison: Comparison) -> str:
    return " and ".join(comparison.names)


def _head_blocks(comparison: Comparison, today: date) -> list[dict[str, Any]]:
    header = {"type": "header", "text": plain(cut(_title(comparison), HEADER_LIMIT))}
    return [header, context(" · ".join(_head(comparison, today)))]


def _head(comparison: Comparison, today: date) -> list[str]:
    last = comparison.first + len(comparison.rows) - 1
    here = f" ({comparison.first}–{last} here)" if len(comparison.rows) < comparison.total else ""
    left_out = comparison.left_out
    return [
        *marked_in_words(comparison.shown),
        *moment_in_words(comparison.moment),
        *narrowed_in_words(comparison.narrowed),
        *_readings(comparison),
        f"{counted(comparison.total, 'topic')}{here}",
        "the best fact for each; ask for a name and a topic to see all",
        documents_in_words(comparison.shown, today),
        *([f"{left_out} kept out of the base by an error"] if left_out else []),
    ]


def _readings(comparison: Comparison) -> Iterator[str]:
    """Say how names were read that are not typed as they are called."""
    for each in comparison.readings:
        if each.how in {"spelling", "sound"}:
            yield f"“{mrkdwn(each.typed, NAME_LIMIT)}” read as {mrkdwn(each.name, NAME_LIMIT)}"


def _row_in_lines(comparison: Comparison, row: Row, room: int) -> list[str]:
    cells = zip(comparison.names, row.cells, strict=True)
    return [
        f"*{mrkdwn(row.topic, NAME_LIMIT)}*",
        *(f"{mrkdwn(name, NAME_LIMIT)}: {_cell_in_line(cell, room)}" for name, cell in cells),
    ]


def _cell_in_line(cell: Cell, room: int) -> str:
    if cell.best is None:
        return NOTHING
    return " · ".join([line_of(cell.best, room), *_counts(cell)])


def _cell_in_words(cell: Cell) -> str:
    """Say a cell as literal text: claim, who says it, id, and how much more there is."""
    if cell.best is None:
        return NOTHING
    claim = " ".join(claim_in_words(cell.best).split())
    speaker = cut(cell.best.voice.speaker, NAME_LIMIT)
    said = " · ".join([speaker, cell.best.cited.fact.id, *_counts(cell)])
    return f"{cut(claim, TABLE_CLAIM)}\n{said}"


def _counts(cell: Cell) -> list[str]:
    contradictions = [counted(cell.contradictions, "contradiction")] if cell.contradictions else []
    return [*([counted(cell.facts, "fact")] if cell.facts > 1 else []), *contradictions]


def _words(text: str) -> dict[str, str]:
    return {"type": "raw_text", "text": text}


def _buttons(comparison: Comparison) -> list[dict[str, Any]]:
    if not comparison.remaining:
        return []
    following = replace(comparison.question, page=comparison.question.page + 1)
    return [actions([button(counted(comparison.remaining, "more topic"), MORE, following)])]
