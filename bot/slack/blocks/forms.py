"""The form of a fact: what is filled in to propose one, or to edit the words of one."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.curation.choosing import Choice
from bot.curation.forms import Form
from bot.slack.blocks.modals import Carried, modal
from bot.slack.blocks.text import cut, mrkdwn, plain, section

PROPOSE_FORM, EDIT_FORM = "propose_fact", "edit_fact"
"""Callback ids."""
CHOOSE_SOURCE, CHOOSE_SPEAKER, CHOOSE_PLACE, CHOOSE_ENTITY, CHOOSE_TOPIC = (
    f"choose_{what}" for what in ("source", "speaker", "place", "entity", "topic")
)
"""Action ids of the menus whose options come while a name is typed."""
CHOICE_LIMIT = 75
VALUE_LIMIT = 150
MOST_TAGS = 20
WORDS_LIMIT = 120
WARNINGS_SHOWN = 8
_WORDS_LABEL = "The document's word for them, if it is no name (“he”)"
_WHEN_LABEL = "When: 2024-02-16, 2024-02, 2024 or as EDTF has it"
HOW = {
    "own-voice": "The publisher says it itself",
    "paraphrase": "Somebody says it, in the publisher's words",
    "direct": "Somebody says it, in quotation marks",
    "carried": "The speaker of the sentence before goes on",
    "presupposed": "It is taken for granted within another claim",
}


def fact_form(
    callback_id: str,
    carried: Carried,
    *,
    form: Form | None = None,
    chosen: Mapping[str, Sequence[Choice]] | None = None,
    warnings: Sequence[str] = (),
) -> dict[str, Any]:
    """Draw the form; filled in with a `form`, whose chosen things have the names of `chosen`, by field."""
    named = chosen or {}
    is_new = callback_id == PROPOSE_FORM
    blocks = [
        *_warned(warnings),
        _text("claim", "The claim, in one sentence", form.claim if form else "", 12, 300),
        _text("quotes", "The document's exact words", form.quote if form else "", 3, 1000),
        *([_choose("source", "The document", CHOOSE_SOURCE, named)] if is_new else []),
        _choose("attribution", "Who says it", CHOOSE_SPEAKER, named),
        _said_how(form.how if form else "own-voice"),
        _optional(_line("words", _WORDS_LABEL, form.words if form else "")),
        _optional(_line("when", _WHEN_LABEL, form.when if form else "")),
        _optional(_choose("places", "Places", CHOOSE_PLACE, named, is_many=True)),
        _optional(_choose("subjects", "Who it is about", CHOOSE_ENTITY, named, is_many=True)),
        _optional(_choose("topics", "Topics", CHOOSE_TOPIC, named, is_many=True)),
    ]
    verb = "Propose" if is_new else "Save"
    submit = f"{verb} anyway" if warnings else verb
    return modal(callback_id, "Propose a fact" if is_new else "Edit a fact", submit, blocks, carried)


def option(choice: Choice) -> dict[str, Any]:
    """Draw one thing to choose."""
    drawn = {"text": plain(cut(choice.name, CHOICE_LIMIT)), "value": choice.id[:VALUE_LIMIT]}
    return {**drawn, "description": plain(cut(choice.hint, CHOICE_LIMIT))} if choice.hint else drawn


def _warned(warnings: Sequence[str]) -> list[dict[str, Any]]:
    if not warnings:
        return []
    said = [f"• {mrkdwn(each)}" for each in warnings[:WARNINGS_SHOWN]]
    return [section("\n".join(["*The checks ask you to look again:*", *said]))]


def _input(name: str, label: str, element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "input", "block_id": name, "label": plain(label), "element": element}


def _optional(block: dict[str, Any]) -> dict[str, Any]:
    return {**block, "optional": True}


def _text(name: str, label: str, value: str, least: int, most: int) -> dict[str, Any]:
    element = {
        "type": "plain_text_input",
        "action_id": name,
        "multiline": True,
        "min_length": least,
        "max_length": most,
    }
    return _input(name, label, _begun(element, value))


def _line(name: str, label: str, value: str) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": name, "max_length": WORDS_LIMIT}
    return _input(name, label, _begun(element, value))


def _begun(element: dict[str, Any], value: str) -> dict[str, Any]:
    return {**element, "initial_value": value} if value else element


def _said_how(how: str) -> dict[str, Any]:
    options = [{"text": plain(label), "value": value} for value, label in HOW.items()]
    initial = next(each for each in options if each["value"] == how)
    element = {"type": "static_select", "action_id": "how", "options": options, "initial_option": initial}
    return _input("how", "How it is said", element)


def _choose(
    name: str, label: str, action_id: str, named: Mapping[str, Sequence[Choice]], *, is_many: bool = False
) -> dict[str, Any]:
    element: dict[str, Any] = {
        "type": "multi_external_select" if is_many else "external_select",
        "action_id": action_id,
        "min_query_length": 1,
        "placeholder": plain("Type the first letters"),
    }
    options = [option(each) for each in named.get(name, ())]
    if is_many:
        element["max_selected_items"] = MOST_TAGS
    if options:
        element |= {"initial_options": options} if is_many else {"initial_option": options[0]}
    return _input(name, label, element)
