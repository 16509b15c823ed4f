"""Why a fact was found, in lines: how likely it answers, which words matched what, what it leaves out.

So a wrong-looking answer is traced to its words in one look. The lines hold data as it is: whoever
shows them escapes them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import get_args

from bot.domain import How, Reading, Reason
from bot.domain.answers import NothingKnown, ShownFact
from bot.domain.facts import Likelihood

MOST_LINES = 10
"""For the words of one question; those beyond are counted."""
LINE_LIMIT = 200
"""Characters; one word of an odd question may be hundreds long."""
TYPED_LIMIT = 60
MATCHED_LIMIT = 90
LIKELIHOODS: tuple[Likelihood, ...] = get_args(Likelihood)
_UP_TO_PER_CENT = (5, 20, 45, 55, 80, 95)
"""Where each likelihood but the last ends, by ICD 203 (D.6.e(2)(a)), whose scale is 1–99 %."""
_WAYS: dict[How, str] = {
    "name": "exactly",
    "alias": "by another name",
    "code": "by the code",
    "demonym": "by the name of its people",
    "spelling": "as a typing error",
    "sound": "as it sounds",
    "topic": "by topic",
    "word": "as a word",
    "number": "as a number",
    "narrower": "as a part of it",
    "speaker": "by who says it",
    "unread": "not understood",
}


def likelihood_in_words(chance: float) -> str:
    """Say a chance of 0–1 in the words of ICD 203 and in per cent: `very likely (88 %)`."""
    per_cent = min(max(round(chance * 100), 1), 99)
    return f"{LIKELIHOODS[bisect_left(_UP_TO_PER_CENT, per_cent)]} ({per_cent} %)"


def explain(shown: ShownFact, readings: Iterable[Reading]) -> tuple[str, ...]:
    """Say why an answer shows a fact; `readings` are the question's.

    At most MOST_LINES + 3 lines of at most LINE_LIMIT characters: its likelihood, a line for each reason
    with its share, and the words that are not in it.
    """
    if not shown.why:
        return ("Asked for by its id.",)
    likelihood = likelihood_in_words(shown.confidence)
    matched = {reason.typed for reason in shown.why}
    left_out = [reading.typed for reading in readings if reading.typed not in matched]
    return (
        f"{likelihood[0].upper()}{likelihood[1:]} to answer the question.",
        *_listed([_reason(reason) for reason in shown.why]),
        *([f"Not in this fact: {_quoted(left_out)}."] if left_out else []),
    )


def explain_reading(readings: Iterable[Reading]) -> tuple[str, ...]:
    """Say how a question was read, a line for each stretch: at most MOST_LINES + 1."""
    return _listed([_reading(reading) for reading in readings])


def explain_silence(nothing: NothingKnown, least_confidence: float) -> tuple[str, ...]:
    """Say how a question that nothing answers was read, what is missing, and how likely a fact must be."""
    missing = [reading.typed for reading in nothing.missing]
    together = [reading.typed for reading in nothing.apart]
    least = f"{round(least_confidence * 100)} %"
    return (
        *explain_reading(nothing.readings),
        *([f"Not answered: {_quoted(missing)}."] if missing and not together else []),
        *([f"No fact has {_quoted(together)} together."] if together else []),
        *([] if nothing.later else [f"No fact is at least {least} likely to answer it."]),
    )


def _reason(reason: Reason) -> str:
    share = f"{round(reason.share * 100)} % of the question"
    return f"{_matched(reason.typed, reason.matched, reason.how)}: {share}"


def _reading(reading: Reading) -> str:
    if reading.how == "unread":
        return f"“{_cut(reading.typed, TYPED_LIMIT)}”: no fact has it, and it is no name"
    return _matched(reading.typed, reading.name, reading.how)


def _matched(typed: str, matched: str, how: How) -> str:
    return f"“{_cut(typed, TYPED_LIMIT)}” → {_cut(matched, MATCHED_LIMIT)}, {_WAYS[how]}"


def _listed(lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - MOST_LINES
    return (*lines[:MOST_LINES], *([f"and {more} more"] if more > 0 else []))


def _quoted(typed: Iterable[str]) -> str:
    """Quote words, each once, as many as fit a line."""
    words = " ".join(f"“{_cut(each, TYPED_LIMIT)}”" for each in dict.fromkeys(typed))
    return _cut(words, LINE_LIMIT - 40)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
