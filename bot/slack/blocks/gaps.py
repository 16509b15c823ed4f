"""What was asked and not answered, for the curators, with what can be done about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.curation.gaps import MAX_LENGTH
from bot.domain.assessment import day_in_words
from bot.slack.blocks.replies import Message, sentence
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import actions, counted, mrkdwn, plain, section

GAP_SOURCE, GAP_IGNORE = "gap_source_", "gap_ignore_"
"""Followed by a number: action ids within a message must differ."""
ASKERS_SHOWN = 5
_NONE = "*No question is without an answer.*"


def draw_gaps(gaps: Sequence[Any], names: Mapping[str, str]) -> Message:
    """Draw the questions asked most; `names` says what people are called, by id."""
    if not gaps:
        return sentence(_NONE)
    head = "*Asked, and not answered:*"
    blocks = [section(head)]
    lines = [_line(gap, names) for gap in gaps]
    for place, (gap, line) in enumerate(zip(gaps, lines, strict=True)):
        blocks += [section(line), actions(_buttons(gap, place))]
    return Message("\n".join([head, *lines]), blocks)


def _line(gap: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401  # a Gap of storage
    said = [
        f"*{mrkdwn(gap.text, MAX_LENGTH)}*",
        f"{counted(gap.count, 'time')}, last on {day_in_words(gap.last_at.date())}",
    ]
    if gap.state == "source":
        said.append(f"a source is known to {mrkdwn(gap.decided_by, PERSON_LIMIT)}")
    askers = [mrkdwn(names.get(each, each), PERSON_LIMIT) for each in gap.askers[:ASKERS_SHOWN]]
    more = len(gap.askers) - len(askers)
    if askers:
        others = [counted(more, "other")] if more > 0 else []
        said.append(f"by {', '.join([*askers, *others])}")
    return " · ".join(said)


def _buttons(gap: Any, place: int) -> list[dict[str, Any]]:  # noqa: ANN401  # the same
    labels = {GAP_SOURCE: "We have a source", GAP_IGNORE: "Ignore"}
    if gap.state == "source":
        del labels[GAP_SOURCE]
    return [
        {"type": "button", "text": plain(label), "action_id": f"{name}{place}", "value": gap.text}
        for name, label in labels.items()
    ]
