"""What was done to facts in our ledger, the newest first."""

from dataclasses import replace
from typing import Any

from bot.domain.answers import Changes
from bot.domain.assessment import day_in_words
from bot.domain.overviews import LedgerChange
from bot.slack.blocks.buttons import MORE, button
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import (
    actions,
    context,
    counted,
    cut,
    in_a_line,
    is_within_total,
    mrkdwn,
    plain,
    section,
)

HEADER_LIMIT = 150
TITLE_LIMIT = 200
CLAIM_ROOMS = (300, 140)
"""Characters for each claim: the first with which all of a page is within Slack's limits."""
OTHERS_SHOWN = 3
WHY_LIMIT = 240
FIELDS_LIMIT = 120
_DONE = {
    "add": "Added",
    "revise": "Revised",
    "retract": "Retracted",
    "restore": "Restored",
    "supersede": "Superseded",
    "verify": "Verified",
    "dispute": "Disputed",
    "settle": "Looked at: it stands",
    "redact": "Its words taken down",
    "flag": "Flagged",
}


def changes_blocks(changes: Changes) -> list[dict[str, Any]]:
    """Draw one page: a section for each thing that was done."""
    header = {"type": "header", "text": plain(cut(_title(changes), HEADER_LIMIT))}
    for room in CLAIM_ROOMS:
        lines = [section("\n".join(_lines(each, room))) for each in changes.changes]
        blocks = [header, context(" · ".join(_head(changes))), *lines, *_buttons(changes)]
        if is_within_total(blocks):
            break
    return blocks


def changes_text(changes: Changes) -> str:
    """Say the same without blocks: the head, then two lines for each thing that was done."""
    head = f"{mrkdwn(_title(changes), TITLE_LIMIT)}: {'; '.join(_head(changes))}."
    more = [f"{changes.remaining} more."] if changes.remaining else []
    lines = (line for each in changes.changes for line in _lines(each, CLAIM_ROOMS[0]))
    return "\n".join((head, *lines, *more))


def _buttons(changes: Changes) -> list[dict[str, Any]]:
    if not changes.remaining:
        return []
    following = replace(changes.question, page=changes.question.page + 1)
    return [actions([button(f"{changes.remaining} more", MORE, following)])]


def _title(changes: Changes) -> str:
    return f"What changed · {changes.title or 'everything'}"


def _head(changes: Changes) -> list[str]:
    since = day_in_words(changes.since)
    if not changes.total:
        return [f"nothing was done to these facts in our ledger since {since}"]
    last = changes.first + len(changes.changes) - 1
    here = f" ({changes.first}–{last} here)" if changes.total > len(changes.changes) else ""
    return [
        *([] if changes.tlp == "CLEAR" else [f"TLP:{changes.tlp}"]),
        *moment_in_words(changes.moment),
        f"in our ledger since {since}",
        f"{counted(changes.total, 'change')}, the newest first{here}",
        *(["older ones are not looked at: ask about less"] if changes.is_cut else []),
    ]


def _lines(each: LedgerChange, room: int) -> list[str]:
    """Say a claim in one line, in whose place a correction can come; then what was done, by whom, and why."""
    words = in_a_line(each.claim, room) or "its wording is not told here"
    if each.was:
        words = f"“{in_a_line(each.was, room)}” → “{words}”"
    return [f"`{each.fact_id}`: {words}", _done(each)]


def _done(each: LedgerChange) -> str:
    others = " and ".join(f"`{mrkdwn(other)}`" for other in each.others[:OTHERS_SHOWN])
    by = f"*{_DONE[each.kind]}* by {in_a_line(each.by, PERSON_LIMIT)}, {day_in_words(each.at.date())}."
    said = [by]
    if each.kind == "supersede":
        said.append(f"In its place: {others}.")
    elif others:
        said.append(f"Not superseded by {others} any more.")
    if each.fields:
        said.append(f"Changed: {mrkdwn(', '.join(each.fields), FIELDS_LIMIT)}.")
    if each.why:
        said.append(f"Why: {in_a_line(each.why, WHY_LIMIT)}")
    return " ".join(said)
