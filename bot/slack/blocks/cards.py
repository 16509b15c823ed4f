"""Cards for curators: what is flagged, proposed or due, who has it, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.curation.cards import Gone
from bot.curation.deciding import version
from bot.curation.life import done_in_words
from bot.curation.review import TAKEN_FOR, Card, Why
from bot.curation.showing import Laid, Quoted
from bot.domain import Source
from bot.domain.assessment import day_in_words, edtf_in_words
from bot.domain.ledger import Doubt
from bot.domain.postman import Writing
from bot.slack.blocks.corrections import UPDATE_TEXT_LIMIT
from bot.slack.blocks.replies import Message
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import actions, context, counted, cut, mrkdwn, plain, section

TAKE, GIVE_BACK, APPROVE, EDIT, REJECT, REVIEW = (
    f"card_{name}" for name in ("take", "give_back", "approve", "edit", "reject", "review")
)
MORE_CARDS = "cards_more"
WHY_LIMIT = 500
EDITORS_SHOWN = 3
REMARKS_SHOWN = 5
REMARK_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a card is shown, in characters where it is no number of things."""

    quotes: int
    quote: int
    doubts: int
    why: int
    title: int
    tags: int
    is_around_shown: bool


WHOLE_ROOM = Room(quotes=2, quote=1000, doubts=5, why=WHY_LIMIT, title=120, tags=300, is_around_shown=True)
QUEUE_ROOM = Room(quotes=1, quote=300, doubts=2, why=120, title=60, tags=100, is_around_shown=False)
"""For five cards in one message."""
_LABELS = {
    TAKE: "Take",
    GIVE_BACK: "Give back",
    APPROVE: "Approve",
    EDIT: "Edit…",
    REJECT: "Reject…",
    REVIEW: "Review…",
}
_HEADS: dict[Why, str] = {
    "flagged": "Flagged",
    "proposed": "Proposed",
    "disputed": "Disputed",
    "stale": "Verification run out",
    "unverified": "Not verified yet",
}
_GONE: dict[Gone, str] = {
    "taken down": "The words of what stood here were taken down.",
    "newer below": "Flagged again: the card for it stands further down.",
    "not for here": "What stood here is no longer for this channel.",
}


def draw_card(laid: Laid) -> Writing:
    """Draw a card for the curators' channel: nobody is pinged by it."""
    blocks = [*card_blocks(laid), *_remarks(laid.remarks)]
    if laid.is_open:
        blocks.append(_buttons(laid.card))
    else:
        blocks.append(context(f"*Decided:* {_decision(laid)}"))
    # A card is changed later, and then its text may have so many bytes only.
    return Writing(_in_text(laid).encode()[:UPDATE_TEXT_LIMIT].decode(errors="ignore"), blocks)


def draw_gone(gone: Gone) -> Writing:
    """Draw what stands in the place of a card that is none any more."""
    return Writing(_GONE[gone], [section(_GONE[gone])])


def draw_queue(laid: Sequence[Laid], page: int, *, has_more: bool) -> Message:
    """Draw one page of what awaits a decision, each card with its buttons."""
    if not laid:
        return Message("Nothing awaits a curator.", [section("Nothing awaits a curator.")])
    blocks: list[dict[str, Any]] = []
    for each in laid:
        blocks += queue_card(each)
    if has_more:
        following = {"type": "button", "text": plain("More"), "action_id": MORE_CARDS, "value": str(page + 1)}
        blocks.append(actions([following]))
    return Message("\n".join(map(_in_text, laid)), blocks)


def queue_card(laid: Laid) -> list[dict[str, Any]]:
    """Draw a card among others, with its buttons."""
    return [*card_blocks(laid, QUEUE_ROOM), _buttons(laid.card)]


def draw_one(laid: Laid) -> Message:
    """Draw one card for whoever has pressed on it elsewhere."""
    last = "Decided" if laid.card.proposal else "Last act"
    decided = [] if laid.is_open else [context(f"*{last}:* {_decision(laid)}")]
    buttons = [] if laid.card.proposal and not laid.is_open else [_buttons(laid.card)]
    return Message(_in_text(laid), [*card_blocks(laid), *decided, *buttons])


def card_blocks(laid: Laid, room: Room = WHOLE_ROOM) -> list[dict[str, Any]]:
    """Draw what a card is about: why it is one, the claim, the quotes in their document, who doubts it."""
    card = laid.card
    drawn: list[dict[str, Any]] = [
        context(_head(laid)),
        {"type": "section", "text": plain(card.fact.claim), "expand": True},
        {"type": "rich_text", "elements": [_quoted(each, room) for each in laid.quotes[: room.quotes]]},
        context(" · ".join(_about(laid, room))),
    ]
    doubts = [
        f"*{'Flagged' if doubt in (card.standing.flags if card.standing else ()) else 'Disputed'}* by "
        f"{mrkdwn(doubt.by.name, PERSON_LIMIT)}, {day_in_words(doubt.at.date())}"
        f"{_because(doubt, room.why)}"
        for doubt in card.doubts[-room.doubts :]
    ]
    return [*drawn, *([section("\n".join(doubts))] if doubts else [])]


def _because(doubt: Doubt, limit: int) -> str:
    """Say why a fact is doubted; nothing where that may not be told."""
    return f": {mrkdwn(doubt.why, limit)}" if doubt.why else ""


def _state(card: Card) -> str:
    standing = card.standing
    if standing and standing.retraction:
        return "Retracted"
    if standing and standing.superseded_by and not card.doubts:
        return "Superseded"
    if standing and standing.verification and card.why == "unverified":
        return "Verified"
    return _HEADS[card.why]


def _head(laid: Laid) -> str:
    card = laid.card
    said = [f"*{_state(card)}*", f"`{card.fact.id}`" if card.standing else ""]
    if card.proposal:
        by = card.proposal.by
        said.append(f"by {mrkdwn(by.name, PERSON_LIMIT)}, {day_in_words(card.proposal.at.date())}")
        editors = card.proposal.editors[-EDITORS_SHOWN:]
        names = dict.fromkeys(mrkdwn(editor.name, PERSON_LIMIT) for editor in editors)
        said.append(f"edited by {', '.join(names)}" if names else "")
    said.append(f"shown in {counted(card.shown, 'message')}" if card.shown else "")
    if card.taken.by and card.taken.at and (laid.is_open or card.standing):
        until = card.taken.at + TAKEN_FOR
        name = mrkdwn(card.taken.by.name, PERSON_LIMIT)
        said.append(f"*taken by {name}*, {card.taken.at:%H:%M} UTC, until {until:%H:%M}")
    return " · ".join(filter(None, said))


def _about(laid: Laid, room: Room) -> list[str]:
    fact, source = laid.card.fact, laid.source
    more_quotes = len(laid.quotes) - room.quotes

    def named(each: str) -> str:
        return laid.names.get(each, each)

    when = next(iter(fact.when.stated), "")
    said = [
        f"said by {mrkdwn(named(fact.attribution.speaker), 60)} ({fact.attribution.how})",
        edtf_in_words(when) if when else "",
        _document(source, room) if source else mrkdwn(fact.source_id),
        mrkdwn(", ".join(map(named, (*fact.entity_ids, *fact.topics))), room.tags),
        counted(more_quotes, "more quote") if more_quotes > 0 else "",
    ]
    return [part for part in said if part]


def _document(source: Source, room: Room) -> str:
    named = f"{mrkdwn(source.title, room.title)}, {mrkdwn(source.publisher, 60)}"
    return f"{named}, {day_in_words(source.published)}"


def _quoted(quoted: Quoted, room: Room) -> dict[str, Any]:
    """Draw a quote with the words around it, which are in italics."""
    around = {"style": {"italic": True}}
    before, after = (quoted.before, quoted.after) if room.is_around_shown else ("", "")
    parts = [
        *([{"type": "text", "text": f"… {before} ", **around}] if before else []),
        {"type": "text", "text": cut(quoted.words, room.quote)},
        *([{"type": "text", "text": f" {after} …", **around}] if after else []),
    ]
    return {"type": "rich_text_quote", "elements": parts}


def _remarks(remarks: Sequence[str]) -> list[dict[str, Any]]:
    if not remarks:
        return []
    shown = [f"• {mrkdwn(each, REMARK_LIMIT)}" for each in remarks[:REMARKS_SHOWN]]
    more = [f"and {len(remarks) - REMARKS_SHOWN} more"] if len(remarks) > REMARKS_SHOWN else []
    return [section("\n".join(["*The checks say:*", *shown, *more]))]


def _buttons(card: Card) -> dict[str, Any]:
    first = GIVE_BACK if card.taken.by else TAKE
    names = (first, APPROVE, EDIT, REJECT) if card.proposal else (first, REVIEW)
    value = f"{card.subject}|{version(card)}"
    return actions(
        [
            {"type": "button", "text": plain(_LABELS[name]), "action_id": name, "value": value}
            for name in names
        ]
    )


def _decision(laid: Laid) -> str:
    """Say what was decided, by whom, when and why."""
    proposal = laid.card.proposal
    if proposal:
        by = mrkdwn(proposal.decided_by.name, PERSON_LIMIT) if proposal.decided_by else ""
        on = f", {day_in_words(proposal.decided_at.date())}" if proposal.decided_at else ""
        as_id = f" as `{laid.card.fact.id}`" if proposal.state == "approved" else ""
        why = f": {mrkdwn(proposal.reason, WHY_LIMIT)}" if proposal.reason else ""
        return f"{proposal.state} by {by}{on}{as_id}{why}"
    if laid.last is None:
        return "nothing yet"
    why = f": {mrkdwn(laid.last.note, WHY_LIMIT)}" if laid.last.note else ""
    return f"{mrkdwn(done_in_words(laid.last))}, {day_in_words(laid.last.at.date())}{why}"


def _in_text(laid: Laid) -> str:
    """Say in one line what a notification and a screen reader get."""
    card = laid.card
    what = f" by {mrkdwn(card.proposal.by.name, PERSON_LIMIT)}" if card.proposal else f", {card.fact.id}"
    doubt = "".join(f" {mrkdwn(each.by.name)}{_because(each, WHY_LIMIT)}" for each in card.doubts[-1:])
    decided = "" if laid.is_open else f" Now: {_decision(laid)}."
    return f"{_state(card)}{what}: {mrkdwn(card.fact.claim)}{doubt}{decided}"


def read_card_value(value: str) -> tuple[str, str] | None:
    """Read a card button's value: its subject and the version that was seen; None if it is none of ours."""
    subject, bar, seen = value.rpartition("|")
    kind, colon, name = subject.partition(":")
    return (subject, seen) if bar and colon and name and kind in {"fact", "proposal"} else None
