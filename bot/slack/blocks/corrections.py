"""A message whose facts have changed since: as it stands corrected, and what its thread is told."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.curation.corrections import Corrected, Fate
from bot.delivery.sending import Correction
from bot.domain.assessment import day_in_words
from bot.domain.postman import Writing
from bot.slack.blocks.text import counted, mrkdwn, section

ROOMS = ((300, True), (140, True), (140, False), (60, False))
"""Characters for each reason and claim, and whether struck facts keep their quotes: the first that fits."""
TEXT_LIMIT = 11_500
"""Slack's hidden total for a message's block text is about 13,200, and falls by some 125 with each block."""
A_BLOCK = 125
UPDATE_TEXT_LIMIT = 4000
"""Bytes: chat.update takes no more, though a new message may have 40,000 characters."""
MOST_TOLD = 20
NAME_LIMIT = 60
CLAIM_QUOTED = 120

_FACT_ID = re.compile(r"[a-z][a-z0-9]*-\d{6}[a-z]?\.\d{2,}")
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
    "no_answer": "Slack did not answer, however often I tried.",
}


def draw_correction(corrected: Corrected) -> Correction:
    """Draw a message with what became of its facts, and the reply that tells its thread."""
    for room, with_quotes in ROOMS:
        blocks = _blocks(corrected, room, with_quotes=with_quotes)
        if _length(blocks) + A_BLOCK * len(blocks) <= TEXT_LIMIT:
            break
    told = [_news(fate) for fate in corrected.news[:MOST_TOLD]]
    if len(corrected.news) > MOST_TOLD:
        told.append(f"And {counted(len(corrected.news) - MOST_TOLD, 'more fact')} above.")
    note = Writing("\n".join(told), [section(line) for line in told])
    return Correction(Writing(_text(corrected), blocks), note)


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
        part, _, fact_id = str(block.get("block_id", "")).partition(":")
        fate = fates.get(fact_id)
        if fate is None:
            drawn.append(block)
        elif part == "claim":
            drawn += [*_claim(block, fate), _now(fate, room)]
            placed.add(fact_id)
        elif part != "quote" or _keeps_quote(fate, with_quotes=with_quotes):
            drawn.append(block)
    elsewhere = [_now(fate, room) for fate in corrected.fates if fate.fact_id not in placed]
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


def _now(fate: Fate, room: int) -> dict[str, Any]:
    return {**section(f"{_verdict(fate)}{_details(fate, room)}"), "block_id": f"now:{fate.fact_id}"}


def _verdict(fate: Fate) -> str:
    return f"*{_VERDICTS[fate.verdict]}* on {day_in_words(fate.at.date())} by {mrkdwn(fate.by, NAME_LIMIT)}"


def _details(fate: Fate, room: int) -> str:
    """Say why, and what holds instead; ends with a full stop."""
    why = f": {mrkdwn(fate.why, room).rstrip('.')}." if fate.why else "."
    match fate.verdict:
        case "superseded":
            instead = "; ".join(f"`{fact_id}` {mrkdwn(claim, room)}" for fact_id, claim in fate.instead)
            return f"{why} In its place: {instead}"
        case "revised" if "claim" in fate.changed:
            return f"{why} Now: {mrkdwn(fate.instead[0][1], room)}"
        case "revised":
            return f"{why} Changed: {', '.join(fate.changed)}; see `about {fate.fact_id}`."
        case _:
            return why


def _news(fate: Fate) -> str:
    claim = f" “{mrkdwn(fate.claim, CLAIM_QUOTED)}”" if fate.claim else ""
    return f"`{fate.fact_id}`{claim}\n{_verdict(fate)}{_details(fate, ROOMS[0][0])}"


def _text(corrected: Corrected) -> str:
    """Say what has changed, then what still holds of what was said, within Slack's limit for a change."""
    changed = [f"{_verdict(fate)}: {fate.fact_id}{_details(fate, 140)}" for fate in corrected.fates]
    held = [line for line in corrected.text.split("\n") if not _is_about(line, corrected.fates)]
    text = "\n".join((f"Corrected. {held[0]}" if held else "Corrected.", *changed, *held[1:]))
    return text.encode()[:UPDATE_TEXT_LIMIT].decode(errors="ignore")


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
