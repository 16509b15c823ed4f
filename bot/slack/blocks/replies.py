"""Every reply of the desk as a message: blocks to look at, and a text that carries the same."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain import Lead, Reading
from bot.domain.answers import (
    Answer,
    BeforeLedger,
    Changes,
    Comparison,
    Help,
    NothingKnown,
    Overview,
    Question,
    Refusal,
    Reply,
    SourceList,
    SourceRecord,
    Suggestions,
    Timeline,
    TooLong,
    UnknownFact,
    UnknownSource,
    UnreadFilter,
    Withdrawn,
)
from bot.domain.assessment import Holdings, day_in_words
from bot.domain.handling import Tlp
from bot.slack.blocks.answer import TYPED_LIMIT, answer_blocks, answer_text
from bot.slack.blocks.buttons import ASK, WITHDRAWN_ACTS, button, fact_menu, propose_button
from bot.slack.blocks.changes import changes_blocks, changes_text
from bot.slack.blocks.comparison import comparison_blocks, comparison_table, comparison_text
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.narrowing import narrowed_in_words, outside_in_words
from bot.slack.blocks.sources import (
    held_in_words,
    source_list_blocks,
    source_list_text,
    source_record_blocks,
    source_record_text,
)
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import actions, context, counted, mrkdwn, section
from bot.slack.blocks.timeline import timeline_blocks, timeline_text

MISSING_LIMIT = 3
APART_LIMIT = 5
REPLACEMENTS_SHOWN = 3
SENTENCE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to Slack."""

    text: str
    blocks: list[dict[str, Any]]
    tlp: Tlp = "CLEAR"
    """The strictest marking of anything that it was made from."""
    newer: list[dict[str, Any]] | None = None
    """The same with blocks that are not taken everywhere, for where it is seen if they are refused."""


def sentence(text: str) -> Message:
    """Make a message of one sentence of ours (mrkdwn; data in it is already escaped)."""
    return Message(text, [section(text)])


def draw_reply(reply: Reply, today: date, command: str, *, can_share: bool = True) -> Message:
    """Draw any reply; `command` is the slash command's name, for the sentences that mention it.

    Nothing can be shared where only the reader and the bot are.
    """
    match reply:
        case Answer():
            return Message(answer_text(reply, today), answer_blocks(reply, today, can_share=can_share))
        case Suggestions() | UnreadFilter():
            return _asked_back(reply)
        case NothingKnown():
            return _nothing(reply, today)
        case Withdrawn():
            return _withdrawn(reply)
        case Comparison() | Timeline() | Changes():
            return _overview(reply, today)
        case SourceList() | SourceRecord():
            return _sources(reply, today)
        case Help():
            return _help(reply.holdings, today, command)
        case UnknownFact() | UnknownSource() | BeforeLedger() | TooLong() | Refusal():
            return sentence(_in_a_sentence(reply))


def _sources(reply: SourceList | SourceRecord, today: date) -> Message:
    if isinstance(reply, SourceList):
        return Message(source_list_text(reply, today), source_list_blocks(reply, today))
    return Message(source_record_text(reply, today), source_record_blocks(reply, today))


def _overview(reply: Overview, today: date) -> Message:
    match reply:
        case Comparison():
            table = comparison_table(reply, today)
            return Message(comparison_text(reply, today), comparison_blocks(reply, today), newer=table)
        case Timeline():
            return Message(timeline_text(reply, today), timeline_blocks(reply, today))
        case Changes():
            return Message(changes_text(reply), changes_blocks(reply))


def _unread_filter(reply: UnreadFilter) -> Message:
    head = mrkdwn(reply.sentence, SENTENCE_LIMIT)
    if not reply.near:
        return sentence(head)
    asked = f"{head} Did you mean one of these?" if "?" not in head else head
    buttons = [button(_lead(lead), f"{ASK}{n}", Question(lead.asks)) for n, lead in enumerate(reply.near)]
    names = ", ".join(mrkdwn(_lead(lead)) for lead in reply.near)
    return Message(f"{asked} {names}", [section(asked), actions(buttons)])


def _in_a_sentence(reply: UnknownFact | UnknownSource | BeforeLedger | TooLong | Refusal) -> str:
    match reply:
        case UnknownFact():
            return _unknown("fact", reply.fact_id, reply.near)
        case UnknownSource():
            return _unknown("document", reply.source_id, reply.near)
        case BeforeLedger():
            return _before_ledger(reply)
        case TooLong():
            return _too_long(reply)
        case Refusal():
            return mrkdwn(reply.sentence, SENTENCE_LIMIT)


def _unknown(what: str, name: str, near: tuple[str, ...]) -> str:
    others = f" Near: {', '.join(f'`{one}`' for one in near)}." if near else ""
    return f"*No {what} has the id* `{mrkdwn(name)}`.{others}"


def _too_long(reply: TooLong) -> str:
    return (
        f"That question is {reply.length:,} characters long; ask in at most {reply.limit}. "
        "A few words work best."
    )


def _before_ledger(reply: BeforeLedger) -> str:
    begins = f"begins on {day_in_words(reply.begins_on)}" if reply.begins_on else "begins later"
    return f"*Nothing was known on {day_in_words(reply.known_on)}:* the ledger {begins}."


def _withdrawn(reply: Withdrawn) -> Message:
    became = "Its words were taken down" if reply.is_redacted else "Retracted"
    if said := reply.withdrawal:
        became = f"{became} by {mrkdwn(said.by.name, PERSON_LIMIT)}, {day_in_words(said.at.date())}"
        became = f"{became}: {mrkdwn(said.why, SENTENCE_LIMIT)}" if said.why else became
    head = f"*Withdrawn:* `{reply.fact_id}`. {became}"
    claim = [f"~{mrkdwn(reply.claim)}~"] if reply.claim else []
    replaced = [
        f"In its place: `{other.fact_id}`: {mrkdwn(other.claim)}"
        for other in reply.replaced_by[:REPLACEMENTS_SHOWN]
    ]
    words = "\n".join([head, *claim, *replaced, *moment_in_words(reply.moment)])
    menu = fact_menu(reply.fact_id, reply.content_hash, acts=WITHDRAWN_ACTS)
    return Message(words, [{**section(words), "accessory": menu}])


def _asked_back(reply: Suggestions | UnreadFilter) -> Message:
    if isinstance(reply, UnreadFilter):
        return _unread_filter(reply)
    typed = f"“{mrkdwn(reply.typed, TYPED_LIMIT)}”"
    if reply.is_ambiguous:
        head = f"*Which one?* {typed} is the name of {len(reply.names)}."
    else:
        head = f"*Nothing on {typed}.* Did you mean one of these?"
    buttons = [
        button(_lead(lead), f"{ASK}{place}", replace(reply.question, chosen=lead.entity_id))
        for place, lead in enumerate(reply.names)
    ]
    names = ", ".join(mrkdwn(_lead(lead)) for lead in reply.names)
    return Message(f"{head} {names}", [section(head), actions(buttons)])


def _nothing(reply: NothingKnown, today: date) -> Message:
    head = f"*Nothing on {_missing(reply)}.* {_why_missing(reply)}".strip()
    near = ", ".join(mrkdwn(_lead(lead)) for lead in reply.near)
    kept_to = (*narrowed_in_words(reply.narrowed)[:1], *moment_in_words(reply.moment))
    held = held_in_words(reply.holdings, today)
    held = f"{' · '.join(kept_to)}. In the whole base: {held}" if kept_to else held
    around = f"Near: {near}. {held}" if near else held
    blocks = [section(head), context(around)]
    buttons = [
        button(_lead(lead), f"{ASK}{place}", Question(lead.asks or lead.name, chosen=lead.entity_id))
        for place, lead in enumerate(reply.near)
    ]
    return Message(f"{head} {around}", [*blocks, actions([*buttons, propose_button()])])


def _missing(reply: NothingKnown) -> str:
    if reply.apart:
        return f"{' · '.join(map(_named, reply.apart[:APART_LIMIT]))} together"
    if not reply.missing:
        return f"“{mrkdwn(reply.question.text, TYPED_LIMIT)}”"
    return " and ".join(map(_named, reply.missing[:MISSING_LIMIT]))


def _named(reading: Reading) -> str:
    """Name an entity as it is called, and anything else as it was typed."""
    if reading.entity_ids:
        return mrkdwn(reading.name, TYPED_LIMIT)
    return f"“{mrkdwn(reading.typed, TYPED_LIMIT)}”"


def _why_missing(reply: NothingKnown) -> str:
    missing, near = reply.missing, reply.near
    if reply.narrowed and reply.narrowed.outside and not reply.later:
        return f"{outside_in_words(reply.narrowed)}."
    if reply.later:
        return f"What there is on it is of later: {counted(reply.later, 'fact')}."
    if reply.apart:
        return "There are facts on each, none on all of it."
    if missing and all(reading.entity_ids for reading in missing):
        if len(missing) > 1:
            return "The names are known; the base holds no fact about them."
        return "The name is known; the base holds no fact about it."
    if len(missing) == len(near) == 1 and near[0].asks == f'"{missing[0].typed.lower()}"':
        return f"The word, or a form of it, stands in {counted(near[0].facts, 'fact')}."
    if missing and near:
        return f"Here is what there is on {' and '.join(mrkdwn(lead.name) for lead in near[:2])}."
    return ""


def _lead(lead: Lead) -> str:
    return f"{lead.name} · {counted(lead.facts, 'fact')}"


def _help(holdings: Holdings, today: date, command: str) -> Message:
    text = (
        "*Ask in a few words, or a whole question.* Names may be misspelt or in another script.\n"
        f"• `{command} afghanistan` · `{command} isis finance` · `{command} داعش`\n"
        f"• `{command} how many ISIS fighters are left in Iraq and Syria?`\n"
        f"• Filters beside the words: `{command} isis place:iraq since:2023 credibility:2`; there are "
        "`place:` `actor:` `topic:` `source:` `since:` `until:` `as-of:` `credibility:`\n"
        f"• `{command} compare iraq syria` · `{command} timeline isis finance` · "
        f"`{command} since 2024-01 isis` · `{command} changes afghanistan` (in our ledger)\n"
        f"• `{command} isis as of 2024-03` keeps what held in the world then; "
        f"`{command} isis known on 2026-11-01` reads our ledger as it was\n"
        f"• `{command} about` and a fact's id shows one fact · `{command} sources` lists the documents, "
        f"`{command} source` and an id shows one\n"
        f"• `{command} check` and a text sets each sentence against the base; so does *Check against the "
        "base* in a message's menu.\n"
        "• Mention me in a channel and I answer in the thread; write to me directly, likewise.\n"
        f"• `{command} digest` tells a channel what has changed, on the days and at the time you choose.\n"
        "• The menu at a fact shows its quote in context, says why it is there, cites it, tells its history, "
        "and flags it to the curators. "
        f"`{command} propose` proposes a new one; curators have `{command} review` and `{command} gaps`.\n"
        "Every answer is a fact that a curator has taken from a stored document, with its exact words. "
        "What no fact supports gets “nothing on that”."
    )
    held = held_in_words(holdings, today)
    return Message(f"{text}\n{held}", [section(text), context(held), actions([propose_button()])])
