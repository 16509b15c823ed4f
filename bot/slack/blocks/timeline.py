"""Facts by the date that they are about, year by year."""

from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from bot.domain.answers import Timeline
from bot.domain.assessment import edtf_in_words
from bot.domain.overviews import DatedFact
from bot.slack.blocks.buttons import MORE, button, fact_menu
from bot.slack.blocks.digest_facts import line_of
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.narrowing import documents_in_words, marked_in_words, narrowed_in_words
from bot.slack.blocks.text import actions, context, counted, cut, mrkdwn, plain, section

HEADER_LIMIT = 150
TITLE_LIMIT = 200
TYPED_LIMIT = 48
UNREAD_SHOWN = 3


def timeline_blocks(timeline: Timeline, today: date) -> list[dict[str, Any]]:
    """Draw one page: a section for each fact, under its year."""
    header = {"type": "header", "text": plain(cut(f"Timeline · {timeline.title}", HEADER_LIMIT))}
    blocks = [header, context(" · ".join(_head(timeline, today)))]
    for year, facts in groupby(timeline.facts, attrgetter("year")):
        blocks.append(section(f"*{year}*"))
        for each in facts:
            menu = fact_menu(each.shown.cited.fact.id, each.shown.content_hash)
            blocks.append({**section(_line(each)), "accessory": menu})
    if timeline.remaining:
        following = replace(timeline.question, page=timeline.question.page + 1)
        blocks.append(actions([button(f"{timeline.remaining} more", MORE, following)]))
    return blocks


def timeline_text(timeline: Timeline, today: date) -> str:
    """Say the same without blocks: the head, then a line for each fact."""
    head = f"Timeline · {mrkdwn(timeline.title, TITLE_LIMIT)}: {'; '.join(_head(timeline, today))}."
    more = [f"{timeline.remaining} more."] if timeline.remaining else []
    return "\n".join((head, *map(_line, timeline.facts), *more))


def _head(timeline: Timeline, today: date) -> list[str]:
    first, last = timeline.shown[0].number, timeline.shown[-1].number
    here = f" ({first}–{last} here)" if timeline.total > len(timeline.shown) else ""
    unread = [each.typed for each in timeline.readings if each.how == "unread"] if timeline.is_close else []
    closest = " and ".join(f"“{mrkdwn(typed, TYPED_LIMIT)}”" for typed in unread[:UNREAD_SHOWN])
    read = [each for each in timeline.readings if each.how in {"spelling", "sound"}]
    return [
        *marked_in_words(timeline.shown),
        *([f"*closest: nothing on {closest}*"] if closest else []),
        *moment_in_words(timeline.moment),
        *narrowed_in_words(timeline.narrowed),
        *(f"“{mrkdwn(one.typed, TYPED_LIMIT)}” read as {mrkdwn(one.name, TYPED_LIMIT)}" for one in read),
        f"{counted(timeline.total, 'fact')}, the oldest first{here}",
        documents_in_words(timeline.shown, today),
        *([f"{timeline.left_out} kept out of the base by an error"] if timeline.left_out else []),
    ]


def _line(each: DatedFact) -> str:
    return f"*{_date(each)}* · {line_of(each.shown)}"


def _date(each: DatedFact) -> str:
    """Say the date, and what it is the date of where that is not what happened."""
    said = edtf_in_words(each.date)
    match each.by:
        case "event":
            return said
        case "as_of":
            return f"as of {said}"
        case "said":
            return f"said {said}"
        case "published":
            return f"published {said}, no date of its own"
