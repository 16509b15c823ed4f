"""Overviews as plain data: comparisons, timelines and changes, each fact as it stands in an answer."""

from collections.abc import Callable
from typing import Any

from bot.domain.answers import Changes, Comparison, Moment, Overview, ShownFact, Timeline
from bot.domain.clocks import as_edtf
from bot.domain.filters import Narrowed


def overview_as_data(reply: Overview, fact: Callable[[ShownFact], dict[str, Any]]) -> dict[str, Any]:
    """Give an overview as JSON-ready data; `fact` gives one fact."""
    match reply:
        case Comparison():
            return _comparison(reply, fact)
        case Timeline():
            return {
                "kind": "timeline",
                "understood": reply.title,
                "close": reply.is_close,
                "page": reply.question.page,
                "total": reply.total,
                "left_out": reply.left_out,
                "narrowed": narrowed_as_data(reply.narrowed),
                "moment": moment_as_data(reply.moment),
                "facts": [
                    {"date": each.date, "by": each.by, "fact": fact(each.shown)} for each in reply.facts
                ],
            }
        case Changes():
            return _changes(reply)


def moment_as_data(moment: Moment) -> dict[str, str | None]:
    """Give the clocks of a reply, as EDTF and days."""
    clocks, state_on = moment.clocks, moment.state_on
    return {
        "as_of": as_edtf(clocks.as_of) if clocks.as_of else None,
        "known_on": clocks.known_on.isoformat() if clocks.known_on else None,
        "state_on": state_on.isoformat() if state_on else None,
    }


def narrowed_as_data(narrowed: Narrowed | None) -> dict[str, Any] | None:
    """Give the filters that a reply keeps to; null where there are none."""
    if narrowed is None:
        return None
    return {"filters": list(narrowed.filters), "typed": narrowed.typed, "outside": narrowed.outside}


def _comparison(reply: Comparison, fact: Callable[[ShownFact], dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": "comparison",
        "names": list(reply.names),
        "page": reply.question.page,
        "total": reply.total,
        "left_out": reply.left_out,
        "narrowed": narrowed_as_data(reply.narrowed),
        "moment": moment_as_data(reply.moment),
        "rows": [
            {
                "topic": row.topic,
                "cells": [
                    {
                        "name": name,
                        "best": fact(cell.best) if cell.best else None,
                        "facts": cell.facts,
                        "contradictions": cell.contradictions,
                    }
                    for name, cell in zip(reply.names, row.cells, strict=True)
                ],
            }
            for row in reply.rows
        ],
    }


def _changes(reply: Changes) -> dict[str, Any]:
    return {
        "kind": "changes",
        "about": reply.title,
        "since": reply.since.isoformat(),
        "page": reply.question.page,
        "total": reply.total,
        "cut": reply.is_cut,
        "tlp": reply.tlp,
        "changes": [
            {
                "kind": each.kind,
                "id": each.fact_id,
                "at": each.at.isoformat(),
                "by": each.by,
                "why": each.why,
                "claim": each.claim,
                "was": each.was,
                "fields": list(each.fields),
                "others": list(each.others),
            }
            for each in reply.changes
        ],
    }
