"""Buttons and menus, and what they carry: all that a press needs, so that it works after a restart, too."""

import json
import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

from bot.domain.answers import MAX_QUESTION_LENGTH, Question
from bot.slack.blocks.text import cut, plain

LABEL_LIMIT = 75
BUTTON_VALUE_LIMIT = 2000
"""Characters."""
SHARE = "share"
MORE = "more"
ASK = "ask_"
"""Followed by a digit: action ids within a message must differ."""
PROPOSE = "propose"
FACT_MENU = "fact_menu"
FactAct: TypeAlias = Literal["context", "why", "cite", "history", "flag", "review"]
FACT_ACTS: dict[FactAct, str] = {
    "context": "Quote in context",
    "why": "Why this?",
    "cite": "Copy citation",
    "history": "History",
    "flag": "Flag…",
    "review": "Review…",
}
SHOWN_ACTS: tuple[FactAct, ...] = ("context", "cite", "history", "flag")
"""What is done with a fact that is shown; with *why* these are all five that a menu holds."""
WITHDRAWN_ACTS: tuple[FactAct, ...] = ("context", "history", "review")
HASH_SHOWN = 12
"""Of a content hash: enough to tell one fact's wordings apart."""
_FACT_VALUE = re.compile(
    rf"({'|'.join(FACT_ACTS)}):([a-z][a-z0-9]*-\d{{6}}[a-z]?\.\d{{2,}}):([0-9a-f]{{12}})"
)
_FACT_ID_LIMIT = 80
_ACTION_ID_LIMIT = 255


@dataclass(frozen=True, slots=True)
class FactChoice:
    """What was chosen in a fact's menu."""

    act: FactAct
    fact_id: str
    seen_hash: str
    """The beginning of the content hash of the wording that was shown."""


def dump_question(question: Question) -> str:
    """Write a question as a button's value: under Slack's 2,000 characters, since it is bounded."""
    return json.dumps({"q": question.text, "p": question.page, "e": question.chosen}, ensure_ascii=False)


def load_question(value: str) -> Question | None:
    """Read a button's value; None if it is not one of ours, since anybody can forge one."""
    try:
        found = json.loads(value)
        question = Question(text=found["q"], page=found["p"], chosen=found["e"])
    except (ValueError, KeyError, TypeError, RecursionError):
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


def propose_button(label: str = "Propose a fact") -> dict[str, Any]:
    """Make the button that opens the form of a new fact."""
    return {"type": "button", "text": plain(label), "action_id": PROPOSE, "value": PROPOSE}


def fact_button(choice: FactChoice, action_id: str) -> dict[str, Any]:
    """Make a button for one thing that can be done with a fact."""
    label = plain(FACT_ACTS[choice.act])
    return {"type": "button", "text": label, "action_id": action_id, "value": dump_fact_choice(choice)}


def dump_fact_choice(choice: FactChoice) -> str:
    """Write what a menu's option stands for as its value."""
    return f"{choice.act}:{choice.fact_id}:{choice.seen_hash}"


def load_fact_choice(value: str) -> FactChoice | None:
    """Read an option's value; None if it is not one of ours."""
    found = _FACT_VALUE.fullmatch(value)
    if found is None or len(found[2]) > _FACT_ID_LIMIT:
        return None
    return FactChoice(cast("FactAct", found[1]), found[2], found[3])


def load_asked(action_id: str) -> Question | None:
    """Read the question that a fact's menu carries; None if it carries none of ours."""
    return load_question(action_id.removeprefix(f"{FACT_MENU}:"))


def fact_menu(
    fact_id: str,
    content_hash: str,
    *,
    acts: tuple[FactAct, ...] = SHOWN_ACTS,
    asked: Question | None = None,
) -> dict[str, Any]:
    """Make the menu of what can be done with a fact; in an answer to what was `asked`, why it is there, too.

    A question of more than some 220 characters is not asked about: Slack has no room for it in a menu.
    """
    # An option's value holds 150 characters, the menu's name 255.
    action_id = f"{FACT_MENU}:{dump_question(asked)}" if asked else FACT_MENU
    if len(action_id) > _ACTION_ID_LIMIT:
        action_id = FACT_MENU
    if action_id != FACT_MENU:
        acts = (acts[0], "why", *acts[1:])
    return {
        "type": "overflow",
        "action_id": action_id,
        "options": [
            {
                "text": plain(FACT_ACTS[act]),
                "value": dump_fact_choice(FactChoice(act, fact_id, content_hash[:HASH_SHOWN])),
            }
            for act in acts
        ],
    }
