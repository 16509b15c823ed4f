"""Filling a modal in: what a person types or picks becomes the state that Slack sends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from bot.console.delivering import Json
from bot.console.errors import ConsoleError
from bot.console.input_rules import MAX_INPUT, is_day, is_time
from bot.console.select_rules import offered
from bot.console.views import CONVERSATIONS, EXTERNAL, MANY, Field, View, state_of, value_in

Entry: TypeAlias = str | Json | Sequence["str | Json"] | None
"""A text, a day, a time, an option (by label, by value or itself), several, or None to empty a field."""


def field_named(view: View, name: str) -> Field:
    """Return a field by its label, block_id, action_id or number."""
    for one in view.fields:
        if name in {one.label, *one.place, str(one.number)}:
            return one
    known = ", ".join(f"{one.number} {one.label}" for one in view.fields) or "nothing"
    raise ConsoleError(f"{view.title!r} has no field {name!r}. What can be filled in: {known}.")


def filled(view: View, entries: Mapping[str, Entry]) -> View:
    """Return the view with these fields filled in; ConsoleError for what Slack's client would not let in."""
    values, errors = dict(view.values), dict(view.errors)
    for name, entry in entries.items():
        one = field_named(view, name)
        values[one.place] = state_of(one.kind, _value(one, entry))
        errors.pop(one.block_id, None)
    return replace(view, values=values, errors=errors)


def problems_of(view: View) -> Iterator[str]:
    """Yield what keeps Slack's client from submitting: required fields that are empty."""
    for one in view.fields:
        if not one.is_optional and not value_in(view.values[one.place]):
            yield f"{one.label!r} is required. Fill it in before you submit."


def shown_values(one: Field, view: View) -> list[str]:
    """Return what stands in a field as a person reads it."""
    value = value_in(view.values[one.place])
    if not value:
        return []
    if isinstance(value, str):
        return [value]
    options = value if isinstance(value, list) else [value]
    return [str(option["text"]["text"]) for option in options]


def _value(one: Field, entry: Entry) -> object:
    if not entry or one.kind == CONVERSATIONS:
        return entry or None
    match one.kind:
        case "plain_text_input":
            return _text(one, entry)
        case "datepicker":
            if not is_day(entry):
                raise ConsoleError(f"{one.label!r} takes a day such as 2024-02-16, not {entry!r}.")
            return entry
        case "timepicker":
            if not is_time(entry):
                raise ConsoleError(f"{one.label!r} takes a time such as 09:30, not {entry!r}.")
            return entry
    picks = [entry] if isinstance(entry, str | dict) else list(entry)
    options = [_option(one, pick) for pick in picks]
    if one.kind not in MANY:
        if len(options) > 1:
            raise ConsoleError(f"{one.label!r} takes one value, not {len(options)}.")
        return options[0]
    most = one.element.get("max_selected_items", len(options))
    if len(options) > most:
        raise ConsoleError(f"{one.label!r} takes at most {most} values, not {len(options)}.")
    return options


def _text(one: Field, entry: Entry) -> str:
    if not isinstance(entry, str):
        raise ConsoleError(f"{one.label!r} takes a text, not {entry!r}.")
    if "\n" in entry and not one.element.get("multiline"):
        raise ConsoleError(f"{one.label!r} takes a single line.")
    least = one.element.get("min_length", 0)
    most = one.element.get("max_length", MAX_INPUT)
    if not least <= len(entry) <= most:
        raise ConsoleError(f"{one.label!r} takes {least} to {most} characters, not {len(entry)}.")
    return entry


def _option(one: Field, pick: "str | Json") -> Json:
    """Return the option that is meant; of what the bot suggests only what it did suggest can be picked."""
    if isinstance(pick, dict):
        return {name: pick[name] for name in ("text", "value") if name in pick}
    known = offered(one.element)
    for option in known:
        if pick in {option["text"]["text"], option["value"]}:
            return option
    if one.kind in EXTERNAL:
        raise ConsoleError(
            f"{one.label!r} takes what the bot suggests. Type ahead, and pass one of the options."
        )
    labels = ", ".join(str(option["text"]["text"]) for option in known)
    raise ConsoleError(f"{one.label!r} does not offer {pick!r}. It offers: {labels}.")
