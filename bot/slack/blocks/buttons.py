"""Buttons, and what they carry: the question itself, so that a press works after a restart, too."""

import json
from typing import Any

from bot.domain.answers import MAX_QUESTION_LENGTH, Question
from bot.slack.blocks.text import cut, plain

LABEL_LIMIT = 75
SHARE = "share"
MORE = "more"
ASK = "ask_"
"""Followed by a digit: action ids within a message must differ."""


def dump_question(question: Question) -> str:
    """Write a question as a button's value: under Slack's 2,000 characters, since it is bounded."""
    return json.dumps({"q": question.text, "p": question.page, "e": question.chosen}, ensure_ascii=False)


def load_question(value: str) -> Question | None:
    """Read a button's value; None if it is not one of ours, since anybody can forge one."""
    try:
        found = json.loads(value)
        question = Question(text=found["q"], page=found["p"], chosen=found["e"])
    except (ValueError, KeyError, TypeError):
        return None
    if not (
        isinstance(question.text, str) and isinstance(question.chosen, str) and type(question.page) is int
    ):
        return None
    return question if len(question.text) <= MAX_QUESTION_LENGTH and question.page > 0 else None


def button(label: str, action_id: str, question: Question, *, is_primary: bool = False) -> dict[str, Any]:
    """Make a button; the label is cut to Slack's limit."""
    made = {
        "type": "button",
        "text": plain(cut(label, LABEL_LIMIT)),
        "action_id": action_id,
        "value": dump_question(question),
    }
    return {**made, "style": "primary"} if is_primary else made
