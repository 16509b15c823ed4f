"""The form of a digest: what a channel follows, on which days, at what time, and how much of it."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.curation.choosing import Choice
from bot.digests.naming import MOST_FOLLOWED
from bot.domain.digests import Wishes
from bot.domain.schedules import ALL_DAYS, LAST_DAY
from bot.slack.blocks.forms import option
from bot.slack.blocks.modals import Carried, modal
from bot.slack.blocks.text import plain

DIGEST_FORM = "digest_form"
"""Callback id."""
CHOOSE_FOLLOWED, CHOOSE_ZONE = "choose_followed", "choose_zone"
"""Action ids of the menus whose options come while a name is typed."""
CHANNEL, ABOUT, KIND, BESIDE, OFTEN, DAYS, MONTHDAYS, AT, ZONE, QUIET, LEAST = (
    "channel", "about", "kind", "beside", "often", "days", "monthdays", "at", "zone", "quiet", "least",
)  # fmt: skip
"""Block ids of the inputs; unless a menu's options come while one types, its action_id as well."""
WORKDAYS = tuple(range(5))
DEFAULT_AT = "09:00"
ANY_GRADE = "any"
OFTENS = {
    "daily": "Every day",
    "workdays": "Mondays to Fridays",
    "days": "On the days of the week chosen below",
    "monthly": "On the days of the month chosen below",
}
_KINDS = {
    "changes": "What changed since the last one",
    "summary": "How things stand, each time",
}
_QUIETS = {"line": "One line that says so", "silence": "Nothing at all"}
_LEASTS = {
    ANY_GRADE: "Any, also not graded",
    "1": "1 · confirmed",
    "2": "2 · probably true, or better",
    "3": "3 · possibly true, or better",
    "4": "4 · doubtful, or better",
    "5": "5 · improbable, or better",
}
_WEEKDAYS = {str(day): calendar.day_name[day] for day in ALL_DAYS}
_MONTHDAYS = {**{str(day): str(day) for day in range(1, 32)}, str(LAST_DAY): "the last"}


def digest_form(
    carried: Carried, zone: str, *, wishes: Wishes | None = None, followed: Sequence[Choice] = ()
) -> dict[str, Any]:
    """Draw the form: empty with the reader's `zone`, or filled with `wishes` about what is `followed`.

    Without a subject, the channel is chosen in it.
    """
    schedule = wishes.schedule if wishes else None
    days, monthdays = (schedule.weekdays, schedule.monthdays) if schedule else (ALL_DAYS, ())
    blocks = [
        *([] if carried.subject else [_input(CHANNEL, "Channel", _channels())]),
        _optional(_input(ABOUT, "What is it about? Leave it empty for everything", _followed(followed))),
        _input(KIND, "What does it tell?", _radio(KIND, _KINDS, wishes.kind if wishes else "changes")),
        *([] if wishes else [_optional(_beside())]),
        _input(OFTEN, "How often?", _select(OFTEN, OFTENS, often_of(wishes))),
        _optional(_input(DAYS, "Days of the week", _several(DAYS, _WEEKDAYS, _chosen(days)))),
        _optional(_input(MONTHDAYS, "Days of the month", _several(MONTHDAYS, _MONTHDAYS, monthdays))),
        _input(AT, "At what time?", _clock(f"{schedule.at:%H:%M}" if schedule else DEFAULT_AT)),
        _input(ZONE, "In which time zone?", _zone(schedule.zone if schedule else zone)),
        _input(QUIET, "If nothing changed?", _radio(QUIET, _QUIETS, wishes.quiet if wishes else "line")),
        _input(LEAST, "Credibility of the facts", _select(LEAST, _LEASTS, _grade(wishes))),
    ]
    title, submit = ("Edit a digest", "Save") if wishes else ("A new digest", "Subscribe")
    return modal(DIGEST_FORM, title, submit, blocks, carried)


def often_of(wishes: Wishes | None) -> str:
    """Return which of `OFTENS` is chosen when the form opens."""
    if wishes is None:
        return "daily"
    if wishes.schedule.monthdays:
        return "monthly"
    return {ALL_DAYS: "daily", WORKDAYS: "workdays"}.get(wishes.schedule.weekdays, "days")


def _chosen(days: tuple[int, ...]) -> tuple[int, ...]:
    return () if days in (ALL_DAYS, WORKDAYS) else days


def _grade(wishes: Wishes | None) -> str:
    return str(wishes.least_credibility) if wishes and wishes.least_credibility else ANY_GRADE


def _input(name: str, label: str, element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "input", "block_id": name, "label": plain(label), "element": element}


def _optional(block: dict[str, Any]) -> dict[str, Any]:
    return {**block, "optional": True}


def _options(labels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [option(Choice(value, label)) for value, label in labels.items()]


def _radio(name: str, labels: Mapping[str, str], chosen: str) -> dict[str, Any]:
    return {**_select(name, labels, chosen), "type": "radio_buttons"}


def _select(name: str, labels: Mapping[str, str], chosen: str) -> dict[str, Any]:
    initial = option(Choice(chosen, labels[chosen]))
    return {
        "type": "static_select",
        "action_id": name,
        "options": _options(labels),
        "initial_option": initial,
    }


def _several(name: str, labels: Mapping[str, str], chosen: Iterable[int]) -> dict[str, Any]:
    element = {"type": "multi_static_select", "action_id": name, "options": _options(labels)}
    initial = [option(Choice(str(each), labels[str(each)])) for each in chosen]
    return {**element, "initial_options": initial} if initial else element


def _beside() -> dict[str, Any]:
    element = {"type": "static_select", "action_id": BESIDE, "options": _options(_WEEKDAYS)}
    return _input(BESIDE, "And a weekly summary beside it, on", element)


def _followed(followed: Sequence[Choice]) -> dict[str, Any]:
    element = {
        "type": "multi_external_select",
        "action_id": CHOOSE_FOLLOWED,
        "min_query_length": 1,
        "max_selected_items": MOST_FOLLOWED,
        "placeholder": plain("Type the first letters of a group, a place, a topic …"),
    }
    return {**element, "initial_options": [option(each) for each in followed]} if followed else element


def _clock(at: str) -> dict[str, Any]:
    return {"type": "timepicker", "action_id": AT, "initial_time": at}


def _zone(name: str) -> dict[str, Any]:
    return {
        "type": "external_select",
        "action_id": CHOOSE_ZONE,
        "min_query_length": 1,
        "initial_option": option(Choice(name, name)),
        "placeholder": plain("Type the first letters of a city"),
    }


def _channels() -> dict[str, Any]:
    return {"type": "conversations_select", "action_id": CHANNEL}
