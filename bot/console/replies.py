"""What a person sees of the bot: replies, their words, and what can be pressed under them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.console.delivering import Json
from bot.console.errors import ConsoleError
from bot.console.reading import words_of
from bot.console.select_rules import offered


@dataclass(frozen=True, slots=True)
class Control:
    """A button or a menu, with the number that presses it."""

    number: int
    """All buttons in reading order, then all menus."""
    block_index: int
    block_id: str
    element: Json

    @property
    def is_menu(self) -> bool:
        """Whether pressing it only opens a choice."""
        return self.element["type"] not in _BUTTONS

    @property
    def name(self) -> str:
        """A button's label, or what stands in an empty menu; `⋮` if nothing does."""
        text = self.element.get("text") or self.element.get("placeholder") or {"text": "⋮"}
        return str(text["text"])

    @property
    def options(self) -> tuple[Json, ...]:
        """What a menu offers; empty for a button."""
        return tuple(offered(self.element))


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a person can press: a button, or an option of a menu."""

    number: str
    """`1` for a button, `4.2` for the second option of menu 4."""
    label: str
    control: Control
    option: Json | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One appearance of the bot: something new, a change, or a deletion."""

    kind: Literal["ephemeral", "message", "update", "deletion"]
    channel: str
    text: str
    """What a notification and a screen reader get."""
    blocks: tuple[Json, ...] = ()
    ts: str | None = None
    """None for what only one person sees: the Web API knows nothing of it."""
    thread_ts: str | None = None
    metadata: Json | None = None
    user: str | None = None
    """Who alone sees it; None when the whole channel does."""
    shown_ts: str = field(default="", repr=False)
    """The name the reader's client has for it; the bot hears it only when something is pressed."""

    @property
    def words(self) -> str:
        """All text a reader sees: from the blocks, or `text` where there are none."""
        return words_of(self.blocks) if self.blocks else self.text

    @property
    def controls(self) -> tuple[Control, ...]:
        """Its buttons and menus, numbered from 1."""
        return controls_of(self.blocks)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Everything that can be pressed, in the order of its numbers."""
        return tuple(choices_of(self.controls))

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons; a menu's options are in `choices`."""
        return [choice.label for choice in self.choices if choice.option is None]


_BUTTONS = {"button", "icon_button", "feedback_buttons"}


def block_id_of(block: Json, index: int) -> str:
    """Return a block's own id, or the one Slack would make up for it."""
    return str(block.get("block_id") or f"block{index}")


def controls_of(blocks: Sequence[Json], *, first: int = 1) -> tuple[Control, ...]:
    """Return the controls of blocks, numbered from `first`: what people do next has small numbers."""
    found = [
        (index, block_id, element)
        for index, block in enumerate(blocks)
        for block_id, inner in _with_children(block, index)
        for element in elements_of(inner)
    ]
    found.sort(key=lambda place: place[2]["type"] not in _BUTTONS)
    return tuple(Control(number, *place) for number, place in enumerate(found, first))


def choices_of(controls: Sequence[Control]) -> Iterator[Choice]:
    """Yield what can be pressed: each button, and each option of each menu."""
    for control in controls:
        if not control.is_menu:
            yield Choice(str(control.number), control.name, control)
        for place, option in enumerate(control.options, 1):
            yield Choice(f"{control.number}.{place}", option["text"]["text"], control, option)


def choice_named(controls: Sequence[Control], which: str, option: Json | None = None) -> Choice:
    """Return what is meant by a label or a number; ConsoleError if there is no such thing.

    `option` is picked from a menu that offers none of its own; `which` then is the menu's number, its
    placeholder or its action_id.
    """
    choices = list(choices_of(controls))
    for control in controls if option else ():
        if which in {str(control.number), control.name, control.element.get("action_id")}:
            return Choice(str(control.number), control.name, control, option)
    found = [choice for choice in choices if which in {choice.label, choice.number}]
    if not found:
        offers = ", ".join(f"{choice.number} {choice.label}" for choice in choices) or "nothing"
        raise ConsoleError(f"There is no {which!r} to press here. What can be pressed: {offers}.")
    return found[0]


def elements_of(block: Json) -> list[Json]:
    """Return what can be pressed in a block itself, in reading order."""
    match block["type"]:
        case "actions":
            return list(block["elements"])
        case "section" if block.get("accessory", {}).get("type") not in {None, "image"}:
            return [block["accessory"]]
        case "card":
            return list(block.get("actions", ()))
        case "carousel":
            return [button for card in block["elements"] for button in card.get("actions", ())]
        case "context_actions":
            return [each for element in block["elements"] for each in _sides(element)]
        case _:
            return []


def _sides(element: Json) -> list[Json]:
    """Return the two buttons of feedback, each as what its press is told as; another element is itself."""
    if element["type"] != "feedback_buttons":
        return [element]
    told: Json = {name: element[name] for name in ("type", "action_id") if name in element}
    return [{**told, **element[side]} for side in ("positive_button", "negative_button")]


def _with_children(block: Json, index: int) -> Iterator[tuple[str, Json]]:
    """Yield a block and those that it holds, each with its block_id."""
    own = block_id_of(block, index)
    yield own, block
    for place, child in enumerate(block.get("child_blocks", ())):
        yield str(child.get("block_id") or f"{own}.{place}"), child
