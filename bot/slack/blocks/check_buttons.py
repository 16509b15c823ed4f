"""The button that shares a fact-check, and what it carries: the sentences, to be checked anew."""

import html
import json
from dataclasses import dataclass
from typing import Any

from bot.domain.fact_checks import MAX_SENTENCE_LENGTH, FactCheck
from bot.slack.blocks.text import plain

CHECK_MESSAGE = "check_message"
"""The callback id of the shortcut that checks a message."""
SHARE_CHECK = "check_share"
_APART = "…\n"
"""Stands for what was left out before a sentence: no word of it points back over that."""


@dataclass(frozen=True, slots=True)
class ToShare:
    """What the button that shares a fact-check carries: all that is needed to check anew."""

    thread_ts: str
    """Of the message that was checked; empty where it was typed."""
    sentences: tuple[str, ...]
    left_out: int

    @property
    def text(self) -> str:
        """The sentences, as Slack would send them."""
        return "\n".join(html.escape(sentence, quote=False) for sentence in self.sentences)


def to_share(check: FactCheck, thread_ts: str) -> ToShare:
    """Return what a button carries of a fact-check."""
    # One character more than is read, so that it is known for a cut one again.
    sentences = tuple(
        f"{_APART if each.is_apart else ''}{each.text[: MAX_SENTENCE_LENGTH + 1]}" for each in check.sentences
    )
    return ToShare(thread_ts, sentences, check.left_out)


def dump_to_share(carried: ToShare) -> str:
    """Write it as a button's value."""
    return json.dumps([carried.thread_ts, carried.sentences, carried.left_out], ensure_ascii=False)


def load_to_share(value: str) -> ToShare | None:
    """Read a button's value; None if it is not one of ours, since anybody can forge one."""
    try:
        thread_ts, sentences, left_out = json.loads(value)
    except (ValueError, TypeError, RecursionError):
        return None
    is_ours = (
        isinstance(thread_ts, str)
        and isinstance(sentences, list)
        and all(isinstance(each, str) for each in sentences)
        and type(left_out) is int
        and left_out >= 0
    )
    return ToShare(thread_ts, tuple(sentences), left_out) if is_ours else None


def share_check_button(carried: ToShare) -> dict[str, Any]:
    """Make the button: into the thread of the message that was checked, else to the channel."""
    label = "Share in thread" if carried.thread_ts else "Share to channel"
    return {
        "type": "button",
        "text": plain(label),
        "action_id": SHARE_CHECK,
        "value": dump_to_share(carried),
        "style": "primary",
    }
