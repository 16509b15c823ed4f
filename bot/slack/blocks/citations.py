"""A citation to copy: as a note, and as CSL JSON."""

import json
from typing import Any

from bot.answering.citing import cite, csl_item
from bot.domain.evidence import Evidence
from bot.slack.blocks.replies import Message
from bot.slack.blocks.text import context, mrkdwn, section


def draw_citation(evidence: Evidence) -> Message:
    """Draw both in blocks of code, from which they are copied as they stand."""
    withdrawn = evidence.withdrawn
    gone = withdrawn.withdrawal if withdrawn else None
    page = evidence.quotes[0].page if evidence.quotes else None
    note = cite(evidence.shown, page=page, withdrawn_on=gone.at.date() if gone else None)
    item = json.dumps([csl_item(evidence.shown)], ensure_ascii=False, indent=2)
    head = f"*Citation of* `{evidence.shown.cited.fact.id}`, as a note:"
    blocks = [
        section(head),
        _code(note),
        section("*CSL JSON*, for Zotero and other reference managers:"),
        _code(item),
        context("The JSON describes the document, and names the fact in its note."),
    ]
    # What is read aloud is the note; nobody listens to JSON.
    return Message(f"{head}\n{mrkdwn(note, len(note) * 5)}", blocks)


def _code(text: str) -> dict[str, Any]:
    """Make a block of code: literal text, nothing in it to escape."""
    leaf = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [leaf]}]}
