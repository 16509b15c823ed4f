"""The modals in which a fact is flagged, judged or rejected, and what a modal carries along."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.curation.deciding import Deed
from bot.curation.review import Card
from bot.curation.rules import MAX_WHY
from bot.curation.showing import Laid
from bot.domain.facts import CitedFact
from bot.slack.blocks.cards import card_blocks
from bot.slack.blocks.text import context, cut, mrkdwn, plain, quotation, section

FLAG, JUDGE, DECLINE = "flag_fact", "judge_fact", "reject_proposal"
"""Callback ids."""
WHY, DEED, BY = "why", "deed", "by"
"""Block ids of the inputs; each one's element has the same action_id."""
MIN_WHY = 3
QUOTE_LIMIT = 3000
FACT_ID_LIMIT = 80
DEEDS: dict[Deed, str] = {
    "verify": "Verify: the wording is what the document says",
    "settle": "It stands: close what is open against it",
    "dispute": "Dispute: say in every answer that it is doubted",
    "retract": "Retract: take it out of every answer",
    "supersede": "Supersede: another fact takes its place",
    "restore": "Restore: lift the retraction, or what takes its place",
    "edit": "Edit its wording…",
}
_URL_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Carried:
    """What a modal carries from the press that opened it to its submission."""

    subject: str = ""
    """`fact:<id>`, `proposal:<id>`, `digest:<id>` or, for a new digest, `channel:<id>`; empty for a new
    proposal, and for a new digest of a channel that is chosen in the form."""
    seen: str = ""
    """The version of a card; of a fact to be flagged the beginning of its hash; how often a digest came."""
    response_url: str = ""
    thread_ts: str = ""
    warned: tuple[str, ...] = ()
    """Marks of the warnings that were shown."""
    channel: str = ""
    """Where it was pressed; empty in the Home tab."""


def dump_carried(carried: Carried) -> str:
    """Write it as a view's private_metadata: within Slack's 3,000 characters."""
    url = carried.response_url if len(carried.response_url) <= _URL_LIMIT else ""
    told = [carried.subject, carried.seen, url, carried.thread_ts, list(carried.warned), carried.channel]
    return json.dumps(told)


def load_carried(text: str) -> Carried:
    """Read it back; what is none of ours carries nothing."""
    try:
        subject, seen, url, thread_ts, warned, channel = json.loads(text)
        marks = tuple(map(str, warned))
        return Carried(str(subject), str(seen), str(url), str(thread_ts), marks, str(channel))
    except (ValueError, TypeError, RecursionError):
        return Carried()


def flag_modal(cited: CitedFact, carried: Carried) -> dict[str, Any]:
    """Ask why a fact is flagged."""
    fact = cited.fact
    blocks = [
        {"type": "section", "text": plain(fact.claim), "expand": True},
        quotation(cut(cited.passages[0].text, QUOTE_LIMIT)),
        context(f"`{fact.id}` · A curator looks at it, and you are told what came of it."),
        why_input("What is wrong with it?"),
    ]
    return modal(FLAG, "Flag a fact", "Flag", blocks, carried)


def judge_modal(laid: Laid, deeds: Sequence[Deed], carried: Carried) -> dict[str, Any]:
    """Show a fact with all that stands against it, and ask what is to be done, and why."""
    options = [{"text": plain(DEEDS[deed]), "value": deed} for deed in deeds]
    owner = (
        f"Its wording stands in `{mrkdwn(laid.file)}`: edit it there, then run `footnote sync`."
        if laid.file
        else "It was born here: its wording can be edited here."
    )
    blocks = [
        *card_blocks(laid),
        context(owner),
        {
            "type": "input",
            "block_id": DEED,
            "label": plain("What is to be done?"),
            "element": {"type": "radio_buttons", "action_id": DEED, "options": options},
        },
        {
            **why_input("Why?"),
            "optional": True,
            "hint": plain("Everybody can read it. A verification needs none, and an edit says it later."),
        },
    ]
    if "supersede" in deeds:
        element = {"type": "plain_text_input", "action_id": BY, "max_length": FACT_ID_LIMIT}
        label = plain("Superseded by: the fact's id")
        blocks.append({"type": "input", "block_id": BY, "label": label, "optional": True, "element": element})
    return modal(JUDGE, "Review a fact", "Do it", blocks, carried)


def reject_modal(card: Card, carried: Carried) -> dict[str, Any]:
    """Ask why a proposal is rejected."""
    by = mrkdwn(card.proposal.by.name) if card.proposal else ""
    blocks = [
        {"type": "section", "text": plain(card.fact.claim), "expand": True},
        section(f"{by} is told why."),
        why_input("Why is it rejected?"),
    ]
    return modal(DECLINE, "Reject a proposal", "Reject", blocks, carried)


def modal(
    callback_id: str, title: str, submit: str, blocks: list[dict[str, Any]], carried: Carried
) -> dict[str, Any]:
    """Make a modal."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Never mind"),
        "private_metadata": dump_carried(carried),
        "blocks": blocks,
    }


def why_input(label: str) -> dict[str, Any]:
    """Ask for a reason."""
    return {
        "type": "input",
        "block_id": WHY,
        "label": plain(label),
        "element": {
            "type": "plain_text_input",
            "action_id": WHY,
            "multiline": True,
            "min_length": MIN_WHY,
            "max_length": MAX_WHY,
        },
    }
