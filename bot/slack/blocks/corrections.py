"""A message whose facts have changed since: as it stands corrected, and what its thread is told."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.curation.corrections import Corrected, Fate
from bot.delivery.sending import Correction
from bot.domain.assessment import day_in_words
from bot.domain.postman import Writing
from bot.slack.blocks.charts import is_chart
from bot.slack.blocks.text import counted, cut, mrkdwn, section

ROOMS = ((300, True), (140, True), (140, False), (60, False))
"""Characters for each reason and claim, and whether struck facts keep their quotes: the first that fits."""
TEXT_LIMIT = 11_500
"""Slack's hidden total for a message's block text is about 13,200, and falls by some 125 with each block."""
A_BLOCK = 125
UPDATE_TEXT_LIMIT = 4000
"""Bytes: chat.update takes no more, though a new message may have 40,000 characters."""
MOST_TOLD = 20
NAME_LIMIT = 60
DOT = " · "
LINES_LIMIT = 3000
"""Characters in one text of a block, by Slack's rule."""

_FACT_ID = re.compile(r"[a-z][a-z0-9]*-\d{6}[a-z]?\.\d{2,}")
_MENTION = re.compile(rf"`({_FACT_ID.pattern})`(?: \(|: )")
"""So begins another fact's claim: id and speaker, or the id alone."""
_VERDICTS = {
    "redacted": "Taken away",
    "retracted": "Retracted",
    "superseded": "Superseded",
    "revised": "Revised",
    "stands again": "Stands again",
}
_WHY_NOT = {
    "not_in_channel": "I am not in that channel. `/invite` me, and correct them by hand.",
    "channel_not_found": "I cannot see that channel any more.",
    "is_archived": "That channel is archived.",
    "is_inactive": "That channel is archived.",
    "no_answer": "Slack did not answer, however often I tried: look how they stand.",
}


def draw_correction(corrected: Corrected) -> Correction:
    """Draw a message with what became of its facts, and the reply that tells its thread."""
    for room, with_quotes in ROOMS:
        blocks = _blocks(corrected, room, with_quotes=with_quotes)
        if _length(blocks) + A_BLOCK * len(blocks) <= TEXT_LIMIT:
            break
    told = [*_withheld(corrected.withheld), *map(_news, corrected.news[:MOST_TOLD])]
    if len(corrected.news) > MOST_TOLD:
        told.append(f"And {counted(len(corrected.news) - MOST_TOLD, 'more fact')} above.")
    note = Writing("\n".join(told), [section(line) for line in told]) if told else None
    return Correction(Writing(_text(corrected), blocks), note, corrected.tlp)


def withdrawn_block_id(fact_id: str) -> str:
    """Name the block that says of a fact that it was withdrawn."""
    return f"withdrawn:{fact_id}"


def draw_uncorrected(channel: str, code: str, messages: int) -> Writing:
    """Tell the curators which channel holds messages that could not be corrected, and why."""
    why = _WHY_NOT.get(code, f"Slack refuses it ({mrkdwn(code)}).")
    line = f"*Not corrected:* {counted(messages, 'message')} in the channel `{mrkdwn(channel)}`. {why}"
    return Writing(line, [section(line)])


def _blocks(corrected: Corrected, room: int, *, with_quotes: bool) -> list[dict[str, Any]]:
    fates = {fate.fact_id: fate for fate in corrected.fates}
    drawn: list[dict[str, Any]] = []
    placed = set()
    for block in corrected.blocks:
        if is_chart(block):
            # Nobody can tell which of its points no longer holds.
            continue
        part, _, fact_id = str(block.get("block_id", "")).partition(":")
        fate = fates.get(fact_id)
        if fate and part == "claim":
            drawn += [*_claim(block, fate), _now(fate, _details(fate, room))]
            placed.add(fact_id)
        elif fate and part == "withdrawn":
            drawn.append(_now(fate, _details(fate, room), f"`{fact_id}`: "))
            placed.add(fact_id)
        elif fate is None or part != "quote" or _keeps_quote(fate, with_quotes=with_quotes):
            others = {name: each for name, each in fates.items() if name != fact_id}
            placed |= _mentioned(block) & {*others}
            drawn.append(_relined(block, others))
    elsewhere = [
        _now(fate, _details(fate, room), f"`{fate.fact_id}`: ")
        for fate in corrected.fates
        if fate.fact_id not in placed
    ]
    is_last_a_row = bool(drawn) and drawn[-1].get("type") == "actions"
    return [*drawn[:-1], *elsewhere, drawn[-1]] if is_last_a_row else [*drawn, *elsewhere]


def _claim(block: dict[str, Any], fate: Fate) -> list[dict[str, Any]]:
    if fate.verdict == "redacted":
        return []
    if _still_holds(fate):
        return [block]
    words = {"type": "text", "text": block["text"]["text"], "style": {"strike": True}}
    struck = {"type": "rich_text_section", "elements": [words]}
    return [{"type": "rich_text", "block_id": block["block_id"], "elements": [struck]}]


def _keeps_quote(fate: Fate, *, with_quotes: bool) -> bool:
    return _still_holds(fate) or (with_quotes and fate.verdict != "redacted")


def _still_holds(fate: Fate) -> bool:
    """Tell whether the claim as it is shown is what the fact says."""
    return fate.verdict == "stands again" or (fate.verdict == "revised" and "claim" not in fate.changed)


def _now(fate: Fate, details: str, named: str = "") -> dict[str, Any]:
    return {**section(f"{named}{_verdict(fate)}{details}"), "block_id": f"now:{fate.fact_id}"}


def _mentioned(value: object) -> set[str]:
    """Return the facts whose claims stand in the lines of something else."""
    if isinstance(value, dict):
        return {name for inner in value.values() for name in _mentioned(inner)}
    if isinstance(value, list):
        return {name for inner in value for name in _mentioned(inner)}
    return set(_MENTION.findall(value)) if isinstance(value, str) else set()


def _relined(value: Any, fates: Mapping[str, Fate]) -> Any:  # noqa: ANN401  # whatever JSON a block holds
    """Put what became of a fact in the place of each line that holds its claim."""
    if isinstance(value, dict):
        return {name: _relined(inner, fates) for name, inner in value.items()}
    if isinstance(value, list):
        return [_relined(inner, fates) for inner in value]
    if not isinstance(value, str) or not _mentioned(value) & {*fates}:
        return value
    return cut("\n".join(_line(line, fates) for line in value.split("\n")), LINES_LIMIT)


def _line(line: str, fates: Mapping[str, Fate]) -> str:
    for fact_id in _MENTION.findall(line):
        fate = fates.get(fact_id)
        if fate and not _still_holds(fate):
            return f"`{fact_id}`: {_verdict(fate)}."
    return line


def _verdict(fate: Fate) -> str:
    return f"*{_VERDICTS[fate.verdict]}* on {day_in_words(fate.at.date())} by {mrkdwn(fate.by, NAME_LIMIT)}"


def _details(fate: Fate, room: int) -> str:
    """Say why, and what holds instead."""
    why = f": {mrkdwn(fate.why, room).rstrip('.')}." if fate.why else "."
    match fate.verdict:
        case "superseded":
            return f"{why} In its place: {'; '.join(_instead(*each, room) for each in fate.instead)}"
        case "revised" if "claim" in fate.changed:
            return f"{why} Now: {mrkdwn(fate.instead[0][1], room)}"
        case "revised":
            return f"{why} Changed: {', '.join(fate.changed)}; see `about {fate.fact_id}`."
        case _:
            return why


def _instead(fact_id: str, claim: str, room: int) -> str:
    return f"`{fact_id}` {mrkdwn(claim, room)}" if claim else f"`{fact_id}`, withdrawn since"


def _news(fate: Fate) -> str:
    """Tell a thread without any claim: no take-down would reach it here, and the message above shows it."""
    why = f": {mrkdwn(fate.why, ROOMS[0][0]).rstrip('.')}." if fate.why else "."
    names = ", ".join(f"`{fact_id}`" for fact_id, _ in fate.instead)
    ending = {"superseded": f" In its place: {names}", "revised": f" Changed: {', '.join(fate.changed)}."}
    return f"`{fate.fact_id}`: {_verdict(fate)}{why}{ending.get(fate.verdict, '')}"


def _withheld(facts: int) -> list[str]:
    """Tell a thread that facts were taken out of the message above: neither which they are, nor why."""
    are = "is" if facts == 1 else "are"
    return (
        [f"*Taken out above:* {counted(facts, 'fact')} that {are} no longer for this channel."]
        if facts
        else []
    )


def _text(corrected: Corrected) -> str:
    """Say what has changed, then what still holds of what was said, within Slack's limit for a change."""
    changed = [f"{_verdict(fate)}: {fate.fact_id}{_details(fate, 140)}" for fate in corrected.fates]
    is_held = not any(str(block.get("block_id", "")).startswith("withdrawn:") for block in corrected.blocks)
    lines = corrected.text.split("\n") if is_held else []
    held = [_shortened(line, corrected.fates) for line in lines if not _is_about(line, corrected.fates)]
    text = "\n".join((f"Corrected. {held[0]}" if held else "Corrected.", *changed, *held[1:]))
    return text.encode()[:UPDATE_TEXT_LIMIT].decode(errors="ignore")


def _shortened(line: str, fates: Sequence[Fate]) -> str:
    """Leave out of a fact's line, in parts that a dot divides, all between another's claim and its own id."""
    gone = {fate.fact_id for fate in fates if not _still_holds(fate)}
    for mention in _MENTION.finditer(line):
        if mention[1] in gone:
            return f"{line[: mention.start()].rpartition(DOT)[0]}{DOT}{line.rpartition(DOT)[2]}"
    return line


def _is_about(line: str, fates: Sequence[Fate]) -> bool:
    """Tell whether a line of the text shows one of the facts: its own id comes last."""
    named = _FACT_ID.findall(line)
    return bool(named) and named[-1] in {fate.fact_id for fate in fates if not _still_holds(fate)}


def _length(value: object) -> int:
    """Count the characters of all text in blocks, as Slack does."""
    if isinstance(value, dict):
        own = value.get("text")
        rest: Iterable[object] = (inner for name, inner in value.items() if name != "text")
        return (len(own) if isinstance(own, str) else _length(own)) + sum(map(_length, rest))
    return sum(map(_length, value)) if isinstance(value, list) else 0
