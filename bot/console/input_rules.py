"""Slack's limits on the input block and the fields it may hold.

https://docs.slack.dev/reference/block-kit/blocks/input-block and …/block-elements
"""

from collections.abc import Iterator
from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from bot.console.select_rules import (
    BOXES,
    MULTI_SELECTS,
    SELECTS,
    broken_boxes,
    broken_placeholder,
    broken_select,
)
from bot.console.shape_rules import (
    MAX_ID,
    PLAIN,
    broken_count,
    broken_flags,
    broken_shape,
    broken_string,
    broken_text,
    fields_of,
)

MAX_INPUT_LABEL = MAX_HINT = 2000
MAX_INPUT = 3000
"""Characters that a person can type into a field."""


def broken_input(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of an input block."""
    yield from broken_shape(
        block, path, ("label", "element"), ("hint", "optional", "dispatch_action", "block_id")
    )
    for name, limit in (("label", MAX_INPUT_LABEL), ("hint", MAX_HINT)):
        if name in block:
            yield from broken_text(block[name], f"{path}/{name}", limit, kinds=PLAIN)
    yield from broken_flags(block, path, ("optional", "dispatch_action"))
    if "element" in block:
        yield from _broken_field(fields_of(block["element"]), f"{path}/element")


def _broken_field(element: dict[str, Any], path: str) -> Iterator[str]:
    if "action_id" in element:
        yield from broken_string(element["action_id"], f"{path}/action_id", MAX_ID)
    match str(element.get("type")):
        case "plain_text_input":
            yield from _broken_text_input(element, path)
        case "datepicker":
            yield from _broken_datepicker(element, path)
        case "timepicker":
            yield from _broken_timepicker(element, path)
        case "conversations_select":
            yield from _broken_conversations(element, path)
        case kind if kind in SELECTS | MULTI_SELECTS:
            yield from broken_select(element, path)
        case kind if kind in BOXES:
            yield from broken_boxes(element, path)
        case kind:
            yield f"unsupported type: {kind} [json-pointer:{path}]"


def _broken_text_input(element: dict[str, Any], path: str) -> Iterator[str]:
    optional = ("action_id", "initial_value", "multiline", "min_length", "max_length", "placeholder")
    yield from broken_shape(element, path, (), (*optional, "focus_on_load", "dispatch_action_config"))
    yield from broken_flags(element, path, ("multiline", "focus_on_load"))
    yield from broken_placeholder(element, path)
    yield from broken_count(element, path, "min_length", least=0, most=MAX_INPUT)
    yield from broken_count(element, path, "max_length", least=1, most=MAX_INPUT)
    if "initial_value" in element:
        yield from broken_string(
            element["initial_value"], f"{path}/initial_value", MAX_INPUT, may_be_empty=True
        )


def _broken_datepicker(element: dict[str, Any], path: str) -> Iterator[str]:
    optional = ("action_id", "initial_date", "placeholder", "focus_on_load", "confirm")
    yield from broken_shape(element, path, (), optional)
    yield from broken_placeholder(element, path)
    if "initial_date" in element and not is_day(element["initial_date"]):
        yield f"must be a date as YYYY-MM-DD [json-pointer:{path}/initial_date]"


def _broken_timepicker(element: dict[str, Any], path: str) -> Iterator[str]:
    optional = ("action_id", "initial_time", "placeholder", "focus_on_load", "confirm", "timezone")
    yield from broken_shape(element, path, (), optional)
    yield from broken_placeholder(element, path)
    if "initial_time" in element and not is_time(element["initial_time"]):
        yield f"must be a time as HH:mm [json-pointer:{path}/initial_time]"
    if element.get("timezone", "UTC") not in available_timezones():
        yield f"must be an IANA time zone [json-pointer:{path}/timezone]"


def _broken_conversations(element: dict[str, Any], path: str) -> Iterator[str]:
    optional = ("action_id", "placeholder", "focus_on_load", "confirm", "filter", "response_url_enabled")
    initial = ("initial_conversation", "default_to_current_conversation")
    yield from broken_shape(element, path, (), (*optional, *initial))
    yield from broken_placeholder(element, path)


def is_day(text: object) -> bool:
    """Tell whether something is a day as Slack writes it: `2024-02-16`."""
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_time(text: object) -> bool:
    """Tell whether something is a time of day as Slack writes it: `09:30`."""
    try:
        return isinstance(text, str) and f"{time.fromisoformat(text):%H:%M}" == text
    except ValueError:
        return False
