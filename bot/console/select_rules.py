"""Slack's limits on options and on the menus, lists and boxes that offer them.

https://docs.slack.dev/reference/block-kit/composition-objects/option-object and …/block-elements
"""

from collections.abc import Collection, Iterator
from typing import Any

from bot.console.shape_rules import (
    MAX_LABEL,
    PLAIN,
    TEXT_KINDS,
    at_most,
    broken_count,
    broken_flags,
    broken_shape,
    broken_string,
    broken_text,
    fields_of,
    items_of,
)

MAX_PLACEHOLDER = 150
MAX_OPTIONS = 100
MAX_BOXES = 10
MAX_OPTION_VALUE = 150
MOST = 1_000_000
"""For a number that Slack documents no limit of."""

SELECTS = frozenset({"static_select", "external_select"})
MULTI_SELECTS = frozenset({"multi_static_select", "multi_external_select"})
BOXES = frozenset({"radio_buttons", "checkboxes"})


def broken_options(
    options: object, path: str, limit: int, *, at_least: int = 1, kinds: Collection[str] = PLAIN
) -> Iterator[str]:
    """Yield the problems of a list of options."""
    yield from at_most(limit, options, path, at_least=at_least)
    for index, item in enumerate(items_of(options)):
        where, option = f"{path}/{index}", fields_of(item)
        yield from broken_shape(option, where, ("text", "value"), ("description", "url"))
        yield from broken_text(option.get("text"), f"{where}/text", MAX_LABEL, kinds=kinds)
        yield from broken_string(option.get("value"), f"{where}/value", MAX_OPTION_VALUE)
        if "description" in option:
            yield from broken_text(option["description"], f"{where}/description", MAX_LABEL, kinds=kinds)


def broken_offer(offer: dict[str, Any], path: str, *, at_least: int = 1) -> Iterator[str]:
    """Yield the problems of what holds either options or groups of them: a menu, or what a bot suggests."""
    if ("options" in offer) == ("option_groups" in offer):
        yield f"must hold either options or option_groups [json-pointer:{path}]"
    if "options" in offer:
        yield from broken_options(offer["options"], f"{path}/options", MAX_OPTIONS, at_least=at_least)
    if "option_groups" in offer:
        groups, where = offer["option_groups"], f"{path}/option_groups"
        yield from at_most(MAX_OPTIONS, groups, where, at_least=at_least)
        for index, item in enumerate(items_of(groups)):
            inner, group = f"{where}/{index}", fields_of(item)
            yield from broken_shape(group, inner, ("label", "options"), ())
            yield from broken_text(group.get("label"), f"{inner}/label", MAX_LABEL, kinds=PLAIN)
            yield from broken_options(group.get("options"), f"{inner}/options", MAX_OPTIONS)


def offered(menu: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the options that a menu or a suggestion holds, those in groups too."""
    grouped = (option for group in menu.get("option_groups", ()) for option in group["options"])
    return [*menu.get("options", ()), *grouped]


def broken_select(select: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of a menu, of one option or of several."""
    is_external = "external" in select["type"]
    initial = "initial_options" if select["type"] in MULTI_SELECTS else "initial_option"
    own = ("min_query_length",) if is_external else ("options", "option_groups")
    several = ("max_selected_items",) if select["type"] in MULTI_SELECTS else ()
    common = ("action_id", "confirm", "focus_on_load", "placeholder", initial)
    yield from broken_shape(select, path, (), (*common, *own, *several))
    yield from broken_placeholder(select, path)
    yield from broken_flags(select, path, ("focus_on_load",))
    yield from broken_count(select, path, "min_query_length", least=0, most=MOST)
    yield from broken_count(select, path, "max_selected_items", least=1, most=MOST)
    if not is_external:
        yield from broken_offer(select, path)
    yield from _broken_initial(select, path, initial, is_free=is_external)


def broken_boxes(boxes: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of radio buttons or check boxes."""
    initial = "initial_options" if boxes["type"] == "checkboxes" else "initial_option"
    yield from broken_shape(boxes, path, ("options",), ("action_id", "confirm", "focus_on_load", initial))
    yield from broken_options(boxes.get("options"), f"{path}/options", MAX_BOXES, kinds=TEXT_KINDS)
    yield from _broken_initial(boxes, path, initial, is_free=False)


def broken_placeholder(element: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of the grey words in an empty field."""
    if "placeholder" in element:
        yield from broken_text(element["placeholder"], f"{path}/placeholder", MAX_PLACEHOLDER, kinds=PLAIN)


def _broken_initial(element: dict[str, Any], path: str, name: str, *, is_free: bool) -> Iterator[str]:
    """Yield the problems of what is chosen beforehand: it must be one of the options, to the letter."""
    if name not in element:
        return
    where = f"{path}/{name}"
    chosen = element[name] if name == "initial_options" else [element[name]]
    yield from broken_options(chosen, where, MAX_OPTIONS, kinds=TEXT_KINDS)
    if is_free:
        return
    known = [
        option
        for offer in (element, *map(fields_of, items_of(element.get("option_groups"))))
        for option in items_of(offer.get("options"))
    ]
    if any(option not in known for option in items_of(chosen)):
        yield f"must be one of the provided options [json-pointer:{where}]"
