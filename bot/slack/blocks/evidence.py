"""The quote in context: a modal with what stands around each quote, its document, and the fact's life."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.domain import Source, credibility_in_words, reliability_in_words
from bot.domain.answers import ShownFact
from bot.domain.assessment import day_in_words
from bot.domain.evidence import Evidence, InContext
from bot.slack.blocks.buttons import HASH_SHOWN, FactAct, FactChoice, fact_button
from bot.slack.blocks.facts import claim_in_words, dissent_lines, provenance, voice_parts, when_in_words
from bot.slack.blocks.history import last_events
from bot.slack.blocks.modals import Carried, dump_carried
from bot.slack.blocks.replies import Message
from bot.slack.blocks.standings import PERSON_LIMIT, verification_in_words
from bot.slack.blocks.text import actions, context, counted, cut, link, mrkdwn, plain, section

QUOTE_IN_CONTEXT, MORE_OF_FACT = "quote_in_context", "more_of_fact"
"""Callback ids."""
ON_FACT = "evidence_"
"""Action ids of the buttons begin so; the name of the act follows."""
EVENTS_SHOWN = 3
ROOMS = ((4, 1200), (12, 400), (40, 120))
"""For up to so many quotes, so many characters each of what stands before and after it."""
SIZE_LIMIT = 180_000
"""Bytes of JSON that the quotes may take; Slack takes 250,000 for a view."""
BEARING_ROOM = 1500
NOTE_LIMIT = 1000
_AWAY = (
    "The text of the document is not stored here, or not any more: these are the words that were quoted, "
    "without what stands around them."
)
_NOT_FOUND = "not found in the text as it is stored now: these are the words that were quoted"
_AROUND = "set apart and in bold, between what stands before it and after it"


def evidence_modal(evidence: Evidence, carried: Carried, today: date, *, can_review: bool) -> dict[str, Any]:
    """Draw everything that a fact rests on; *Review…* is for curators."""
    shown = evidence.shown
    blocks = [
        {"type": "section", "text": plain(claim_in_words(shown)), "expand": True},
        context(" · ".join(_said(shown, today))),
        *_became(evidence),
        *([section(_AWAY)] if evidence.is_away else []),
        *_quotes(evidence),
        _header("The document"),
        *_document(shown.cited.source, today, credibility_in_words(shown.cited.fact.credibility)),
        *_newest(evidence),
        _buttons(evidence, can_review=can_review),
    ]
    return _modal(QUOTE_IN_CONTEXT, "Quote in context", blocks, carried)


def more_modal(title: str, message: Message, carried: Carried) -> dict[str, Any]:
    """Draw what a button of that modal opens on top of it: a citation, or the whole history."""
    return _modal(MORE_OF_FACT, title, message.blocks, carried)


def _modal(callback_id: str, title: str, blocks: list[dict[str, Any]], carried: Carried) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "close": plain("Close"),
        "private_metadata": dump_carried(carried),
        "blocks": blocks,
    }


def _header(text: str) -> dict[str, Any]:
    return {"type": "header", "text": plain(text)}


def _said(shown: ShownFact, today: date) -> list[str]:
    """Say who says it, how that is known, when, whether it is verified, its id and its marking."""
    return [
        ", ".join(voice_parts(shown.voice)),
        *when_in_words(shown),
        verification_in_words(shown.standing, today),
        f"`{shown.cited.fact.id}`",
        f"TLP:{shown.cited.tlp}",
    ]


def _became(evidence: Evidence) -> list[dict[str, Any]]:
    """Say what became of the wording that was seen, and which other facts bear on it."""
    said = []
    withdrawn, revised = evidence.withdrawn, evidence.revised
    if withdrawn and withdrawn.withdrawal:
        by, at = mrkdwn(withdrawn.withdrawal.by.name, PERSON_LIMIT), withdrawn.withdrawal.at
        said.append(f"*Retracted* by {by}, {day_in_words(at.date())}.")
    if revised:
        by, on = mrkdwn(revised.actor.name, PERSON_LIMIT), day_in_words(revised.at.date())
        claim = mrkdwn(str((revised.body or {}).get("claim", "")))
        said.append(f"*Revised since* by {by}, {on}: this is the wording you saw. Now: {claim}")
    bearing, others = dissent_lines(evidence.shown, {}, BEARING_ROOM)
    said += [*bearing, *([f"and {others} more that bear on it"] if others else [])]
    return [section("\n".join(said))] if said else []


def _quotes(evidence: Evidence) -> Iterator[dict[str, Any]]:
    """Yield each quote in its place, as far as a view holds them."""
    quotes, left = evidence.quotes, SIZE_LIMIT
    room = next((each for most, each in ROOMS if len(quotes) <= most), ROOMS[-1][1])
    for number, quote in enumerate(quotes, 1):
        drawn = [
            context(_label(quote, number, len(quotes), is_away=evidence.is_away)),
            _in_context(quote, room),
        ]
        left -= len(json.dumps(drawn))
        if left < 0:
            yield context(
                f"{counted(len(quotes) - number + 1, 'more quote')}, for which there is no room here."
            )
            return
        yield from drawn


def _label(quote: InContext, number: int, total: int, *, is_away: bool) -> str:
    parts = [
        f"*Quote {number} of {total}*" if total > 1 else "*The quote*",
        *([f"page {quote.page}"] if quote.page else []),
        *([_AROUND] if quote.is_found else []),
        *([_NOT_FOUND] if not (quote.is_found or is_away) else []),
    ]
    return ", ".join(parts)


def _in_context(quote: InContext, room: int) -> dict[str, Any]:
    """Draw the quote between its paragraph's words and the paragraphs beside it: literal text, all of it."""
    return {
        "type": "rich_text",
        "elements": [
            *_text("Before: ", _end(quote.before, room), "\n"),
            *_text("", _end(quote.lead, room)),
            {"type": "rich_text_quote", "elements": [_leaf(quote.quote, bold=True)]},
            *_text("", cut(quote.rest, room), "\n"),
            *_text("After: ", cut(quote.after, room)),
            *_text("Translated: ", quote.translation),
        ],
    }


def _text(label: str, words: str, end: str = "") -> Iterator[dict[str, Any]]:
    if not words.strip():
        return
    leaves = [*([_leaf(label, italic=True)] if label else []), _leaf(f"{words}{end}")]
    yield {"type": "rich_text_section", "elements": leaves}


def _leaf(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def _end(text: str, limit: int) -> str:
    """Keep the end of a text: what stands nearest to the quote."""
    return text if len(text) <= limit else f"…{text[len(text) - limit + 1 :].lstrip()}"


def _document(source: Source, today: date, credibility: str) -> list[dict[str, Any]]:
    lines = [
        f"*{mrkdwn(source.title)}*",
        f"Published: {provenance(source, today)} · accessed {day_in_words(source.accessed)}",
        f"Source {reliability_in_words(source.reliability)}, claim {credibility} · TLP:{source.tlp}",
        *([mrkdwn(source.descriptor, NOTE_LIMIT)] if source.descriptor else []),
        *_links(source),
    ]
    return [section("\n".join(lines)), context(f"SHA-256 of the stored document: `{source.sha256}`")]


def _links(source: Source) -> list[str]:
    links = [(source.url, "Open the document"), (source.archived, "Open the archived copy")]
    found = [link(url, label) for url, label in links if url]
    return [" · ".join(found)] if found else []


def _newest(evidence: Evidence) -> list[dict[str, Any]]:
    events = last_events(evidence.history, EVENTS_SHOWN)
    return [_header("Its history"), *events] if events else []


def _buttons(evidence: Evidence, *, can_review: bool) -> dict[str, Any]:
    fact_id, seen = evidence.shown.cited.fact.id, evidence.content_hash[:HASH_SHOWN]
    acts: tuple[FactAct, ...] = ("cite", "history", "review") if can_review else ("cite", "history")
    return actions([fact_button(FactChoice(act, fact_id, seen), f"{ON_FACT}{act}") for act in acts])
