"""What every part of a block obeys: which fields it has, how long strings and lists are, text objects.

https://docs.slack.dev/reference/block-kit/composition-objects/text-object
"""

from collections.abc import Collection, Iterator
from typing import Any

MAX_ID = 255
MAX_LABEL = 75
MAX_URL = 3000
TEXT_KINDS = frozenset({"plain_text", "mrkdwn"})
PLAIN = frozenset({"plain_text"})


def at_most(limit: int, items: object, path: str, *, at_least: int = 0) -> Iterator[str]:
    """Yield a problem if the list is too long or too short, or no list at all."""
    if not isinstance(items, list):
        yield f"must be an array [json-pointer:{path}]"
    elif len(items) > limit:
        yield f"no more than {limit} items allowed [json-pointer:{path}]"
    elif len(items) < at_least:
        yield f"no fewer than {at_least} items allowed [json-pointer:{path}]"


def fields_of(thing: object) -> dict[str, Any]:
    """Return the fields of an object; of anything else none, so that the required ones are missing."""
    return thing if isinstance(thing, dict) else {}


def items_of(thing: object) -> list[Any]:
    """Return the items of an array; of anything else none."""
    return thing if isinstance(thing, list) else []


def broken_shape(
    thing: dict[str, Any], path: str, required: Collection[str], optional: Collection[str]
) -> Iterator[str]:
    """Yield a problem for each field that is missing, and each that Slack does not know."""
    for name in required:
        if name not in thing:
            yield f"missing required field: {name} [json-pointer:{path}]"
    for name in thing.keys() - {"type", *required, *optional}:
        yield f"invalid additional property: {name} [json-pointer:{path}]"


def broken_string(value: object, path: str, limit: int, *, may_be_empty: bool = False) -> Iterator[str]:
    """Yield a problem unless the value is a string of 1 to `limit` characters."""
    if not isinstance(value, str):
        yield f"must be a string [json-pointer:{path}]"
    elif not value and not may_be_empty:
        yield f"must be more than 0 characters [json-pointer:{path}]"
    elif len(value) > limit:
        yield f"must be less than {limit + 1} characters [json-pointer:{path}]"


def broken_flags(thing: dict[str, Any], path: str, names: Collection[str]) -> Iterator[str]:
    """Yield a problem for each of these fields that is there and is neither true nor false."""
    for name in names:
        if not isinstance(thing.get(name, False), bool):
            yield f"must be a boolean [json-pointer:{path}/{name}]"


def broken_count(thing: dict[str, Any], path: str, name: str, *, least: int, most: int) -> Iterator[str]:
    """Yield a problem if the field is there and is no whole number from `least` to `most`."""
    value = thing.get(name, least)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        yield f"must be a number between {least} and {most} [json-pointer:{path}/{name}]"


def broken_text(text: object, path: str, limit: int, *, kinds: Collection[str] = TEXT_KINDS) -> Iterator[str]:
    """Yield the problems of a text object."""
    if not isinstance(text, dict) or str(text.get("type")) not in kinds:
        yield f"must be a text object of type {' or '.join(sorted(kinds))} [json-pointer:{path}]"
        return
    flag = "emoji" if text["type"] == "plain_text" else "verbatim"
    yield from broken_shape(text, path, ("text",), (flag,))
    if "text" in text:
        yield from broken_string(text["text"], f"{path}/text", limit)
