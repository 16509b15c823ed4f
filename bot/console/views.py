"""A modal or a Home tab as a person has it before them: its fields, and what can be pressed."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from bot.console.delivering import AnyJson, Json
from bot.console.reading import words_of
from bot.console.replies import Choice, Control, block_id_of, choices_of, controls_of
from bot.console.select_rules import BOXES, MULTI_SELECTS, SELECTS

Place: TypeAlias = tuple[str, str]
"""Where a field stands: its block_id and its action_id."""

MANY = MULTI_SELECTS | {"checkboxes"}
"""The kinds of fields that hold several options."""
EXTERNAL = frozenset({"external_select", "multi_external_select"})
"""The kinds of fields whose options the bot suggests while a person types."""
CONVERSATIONS = "conversations_select"
"""The kind of field that holds a channel, by its id."""
_STATEFUL = {
    "plain_text_input",
    "datepicker",
    "timepicker",
    CONVERSATIONS,
    *SELECTS,
    *MULTI_SELECTS,
    *BOXES,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in."""

    number: int
    """Counted from 1, in reading order."""
    block_id: str
    element: Json
    label: str
    hint: str
    is_optional: bool

    @property
    def place(self) -> Place:
        """The key of its value in the view's state."""
        return self.block_id, self.element["action_id"]

    @property
    def kind(self) -> str:
        """The element's type, such as `plain_text_input`."""
        return str(self.element["type"])


@dataclass(frozen=True, slots=True)
class View:
    """One modal that is or was open, or a person's home."""

    id: str
    user: str
    """Who sees it: nobody else does."""
    content: Json
    """As the bot sent it, with the ids that Slack makes up where it named none."""
    hash: str
    """Changes with every change of the view."""
    root_id: str
    previous_id: str | None = None
    """The view beneath it."""
    values: Mapping[Place, Json] = field(default_factory=lambda: MappingProxyType({}))
    """What stands in each field, in the form of `state.values`."""
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What was wrong with the last submission, by block_id."""

    @property
    def is_home(self) -> bool:
        """Whether it is a person's Home tab."""
        return bool(self.content["type"] == "home")

    @property
    def title(self) -> str:
        """The words at its top."""
        return "Home" if self.is_home else str(self.content["title"]["text"])

    @property
    def callback_id(self) -> str:
        """The bot's own name for this kind of view."""
        return str(self.content.get("callback_id", ""))

    @property
    def blocks(self) -> tuple[Json, ...]:
        """Its blocks, in reading order."""
        return tuple(self.content["blocks"])

    @property
    def words(self) -> str:
        """The text that a reader sees, without labels of fields and buttons."""
        return words_of(self.blocks)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its inputs, in reading order."""
        inputs = (block for block in self.blocks if block["type"] == "input")
        return tuple(_field(number, block) for number, block in enumerate(inputs, 1))

    @property
    def controls(self) -> tuple[Control, ...]:
        """The buttons and menus beside its fields, numbered on from those."""
        return controls_of(self.blocks, first=len(self.fields) + 1)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be pressed, in the order of its numbers."""
        return tuple(choices_of(self.controls))

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons inside it; *submit* and *close* are not among them."""
        return [choice.label for choice in self.choices if choice.option is None]

    @property
    def state(self) -> Json:
        """What payloads tell of its fields."""
        told: Json = {}
        for (block_id, action_id), value in self.values.items():
            told.setdefault(block_id, {})[action_id] = value
        return {"values": told}


def with_ids(content: Json) -> Json:
    """Return a copy in which every block and every element has an id, made up where there is none."""
    named = copy.deepcopy(content)
    for index, block in enumerate(named["blocks"]):
        block["block_id"] = block_id_of(block, index)
        for place, element in enumerate(_elements(block)):
            if element["type"] in {*_STATEFUL, "button", "overflow"}:
                element.setdefault("action_id", f"action{index}.{place}")
    return named


def carried_over(content: Json, before: Mapping[Place, Json]) -> dict[Place, Json]:
    """Return what stands in everything that holds a value: what was filled in stays where the ids do."""
    values = {}
    for block in content["blocks"]:
        for element in _elements(block):
            kind, place = element["type"], (block["block_id"], element.get("action_id", ""))
            if kind in _STATEFUL:
                initial = state_of(kind, element.get(f"initial_{_value_name(kind)}"))
                known = before.get(place, initial)
                values[place] = known if known["type"] == kind else initial
    return values


def state_of(kind: str, value: AnyJson) -> Json:
    """Return a field's value as `state.values` tells it; None or nothing is an empty field."""
    name = _value_name(kind)
    key = name if name == "value" else f"selected_{name}"
    return {"type": kind, key: value or ([] if kind in MANY else None)}


def value_in(state: Json) -> AnyJson:
    """Return the value out of what `state_of` made: a text, a day, an option or a list of them."""
    return next(value for name, value in state.items() if name != "type")


def _value_name(kind: str) -> str:
    match kind:
        case "plain_text_input":
            return "value"
        case "datepicker":
            return "date"
        case "timepicker":
            return "time"
        case "conversations_select":
            return "conversation"
        case _:
            return "options" if kind in MANY else "option"


def _field(number: int, block: Json) -> Field:
    hint = block.get("hint", {}).get("text", "")
    is_optional = bool(block.get("optional"))
    return Field(number, block["block_id"], block["element"], block["label"]["text"], hint, is_optional)


def _elements(block: Json) -> Iterator[Json]:
    """Yield what stands in a block and has a type: texts and images, too."""
    for element in (block.get("element"), block.get("accessory"), *block.get("elements", ())):
        if isinstance(element, dict):
            yield element
