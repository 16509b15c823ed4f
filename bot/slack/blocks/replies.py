"""Every reply of the desk as a message: blocks to look at, and a text that carries the same."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain import Lead, Reading, Source, reliability_in_words
from bot.domain.answers import (
    Answer,
    BeforeLedger,
    Help,
    NothingKnown,
    Question,
    Refusal,
    Reply,
    SourceList,
    Suggestions,
    TooLong,
    UnknownFact,
    Withdrawn,
)
from bot.domain.assessment import Holdings, age_in_words, day_in_words
from bot.slack.blocks.answer import TYPED_LIMIT, answer_blocks, answer_text
from bot.slack.blocks.buttons import ASK, button, fact_menu, propose_button
from bot.slack.blocks.facts import provenance
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.standings import PERSON_LIMIT
from bot.slack.blocks.text import actions, context, counted, mrkdwn, section

MISSING_LIMIT = 3
APART_LIMIT = 5
REPLACEMENTS_SHOWN = 3
SENTENCE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to Slack."""

    text: str
    blocks: list[dict[str, Any]]


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
        case Suggestions():
            return _suggestions(reply)
        case NothingKnown():
            return _nothing(reply, today)
        case Withdrawn():
            return _withdrawn(reply)
        case SourceList():
            return _sources(reply, today)
        case Help():
            return _help(reply.holdings, today, command)
        case UnknownFact() | BeforeLedger() | TooLong() | Refusal():
            return sentence(_in_a_sentence(reply))


def _in_a_sentence(reply: UnknownFact | BeforeLedger | TooLong | Refusal) -> str:
    match reply:
        case UnknownFact():
            return _unknown(reply)
        case BeforeLedger():
            return _before_ledger(reply)
        case TooLong():
            return _too_long(reply)
        case Refusal():
            return mrkdwn(reply.sentence, SENTENCE_LIMIT)


def _unknown(reply: UnknownFact) -> str:
    near = f" Near: {', '.join(f'`{one}`' for one in reply.near)}." if reply.near else ""
    return f"*No fact has the id* `{mrkdwn(reply.fact_id)}`.{near}"


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
    menu = fact_menu(reply.fact_id, reply.content_hash, acts=("history", "review"))
    return Message(words, [{**section(words), "accessory": menu}])


def _suggestions(reply: Suggestions) -> Message:
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
    held = " · ".join([*moment_in_words(reply.moment), _held(reply.holdings, today)])
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


def _held(holdings: Holdings, today: date) -> str:
    kept_out = f" {holdings.left_out} kept out by an error: `footnote check`." if holdings.left_out else ""
    if holdings.newest_on is None:
        return f"The base holds no fact yet.{kept_out}"
    newest = f"{day_in_words(holdings.newest_on)}, {age_in_words(holdings.newest_on, today)}"
    return f"{counted(holdings.facts, 'fact')} in all, newest {newest}.{kept_out}"


def _sources(reply: SourceList, today: date) -> Message:
    head = f"*{counted(reply.total, 'document')}*, newest first. "
    head += " · ".join([*moment_in_words(reply.moment), _held(reply.holdings, today)])
    lines = [_source(source, facts, today) for source, facts in reply.sources]
    if reply.total > len(reply.sources):
        lines.append(f"and {reply.total - len(reply.sources)} older ones")
    return Message("\n".join([head, *lines]), [section(head), *(section(line) for line in lines)])


def _source(source: Source, facts: int, today: date) -> str:
    parts = [
        provenance(source, today),
        f"source {reliability_in_words(source.reliability)}",
        counted(facts, "fact"),
        f"`{source.id}`",
    ]
    descriptor = f"\n{mrkdwn(source.descriptor, 250)}" if source.descriptor else ""
    return f"*{mrkdwn(source.title, 120)}*\n{' · '.join(parts)}{descriptor}"


def _help(holdings: Holdings, today: date, command: str) -> Message:
    text = (
        "*Ask in a few words, or a whole question.* Names may be misspelt or in another script.\n"
        f"• `{command} afghanistan` · `{command} isis finance` · `{command} داعش`\n"
        f"• `{command} how many ISIS fighters are left in Iraq and Syria?`\n"
        f"• `{command} isis as of 2024-03` keeps what held in the world then; "
        f"`{command} isis known on 2026-11-01` reads our ledger as it was\n"
        f"• `{command} about` and a fact's id shows one fact · `{command} sources` lists the documents\n"
        "• Mention me in a channel and I answer in the thread; write to me directly, likewise.\n"
        f"• `{command} digest` tells a channel what has changed, on the days and at the time you choose.\n"
        "• The menu at a fact says why it is there, tells its history, and flags it to the curators. "
        f"`{command} propose` proposes a new one; curators have `{command} review` and `{command} gaps`.\n"
        "Every answer is a fact that a curator has taken from a stored document, with its exact words. "
        "What no fact supports gets “nothing on that”."
    )
    held = _held(holdings, today)
    return Message(f"{text}\n{held}", [section(text), context(held), actions([propose_button()])])
