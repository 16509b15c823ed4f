"""Views drawn in a terminal: fields with numbers, what stands in them, and what was wrong."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.style import Style
from rich.text import Text

from bot.console.delivering import Json
from bot.console.drawing import WIDTH, draw_block, draw_blocks
from bot.console.filling import shown_values
from bot.console.select_rules import offered
from bot.console.spans import DIM, clean
from bot.console.views import EXTERNAL, MANY, Field, View

MAX_LISTED = 10
"""Options that a field shows unasked."""
_MARGIN = "     "
_TITLE = Style(bold=True, color="magenta")
_EXAMPLES = {"datepicker": "2024-02-16", "timepicker": "09:30", "conversations_select": "#general"}


def draw_view(view: View) -> RenderableType:
    """Return a modal as it is filled in: its title, its blocks and fields, and how to leave it."""
    drawn: list[RenderableType] = [Text(clean(view.title), _TITLE)]
    fields = {one.block_id: one for one in view.fields}
    for index, block in enumerate(view.blocks):
        drawn.append(Text())
        if one := fields.get(block["block_id"]):
            drawn.append(draw_field(one, view))
        else:
            drawn += draw_block(block, [own for own in view.controls if own.block_index == index])
    submit = f"submit: {view.content['submit']['text']} · " if "submit" in view.content else ""
    close = view.content.get("close") or {"text": "close"}
    return Constrain(Group(*drawn, Text(), Text(clean(f"{submit}cancel: {close['text']}"), DIM)), WIDTH)


def draw_home(view: View, *, first: int = 1) -> RenderableType:
    """Return a Home tab; the numbers of what can be pressed count from `first`."""
    return Group(Text("Footnote · home", _TITLE), draw_blocks(view.blocks, first=first))


def draw_field(one: Field, view: View) -> RenderableType:
    """Return one field: its number and label, how it is filled in, what stands in it, what was wrong."""
    lines = [_head(one).append(f" · {_manner(one)}", DIM)]
    if one.hint:
        lines.append(Text(f"{_MARGIN}{clean(one.hint)}", DIM))
    if len(options := offered(one.element)) <= MAX_LISTED:
        lines += draw_options(one, options)
    return Group(*lines, *_contents(one, view))


def draw_filled(one: Field, view: View) -> RenderableType:
    """Return one field in short: its label and what stands in it."""
    return Group(_head(one), *_contents(one, view))


def draw_errors(view: View) -> RenderableType:
    """Return the fields that were filled in wrongly, in short."""
    wrong = [draw_filled(one, view) for one in view.fields if one.block_id in view.errors]
    return Constrain(Group(*wrong), WIDTH)


def draw_options(one: Field, options: Sequence[Json]) -> Iterator[Text]:
    """Yield what can be picked, one option a line, with the number that picks it."""
    for place, option in enumerate(options, 1):
        yield Text(f"{_MARGIN}{one.number}.{place}  {clean(option['text']['text'])}")


def _head(one: Field) -> Text:
    return Text.assemble((f"{one.number:>3}", "green"), "  ", clean(one.label))


def _contents(one: Field, view: View) -> Iterator[Text]:
    for value in shown_values(one, view):
        for line in clean(value).split("\n"):
            yield Text(f"{_MARGIN}→ {line}")
    if error := view.errors.get(one.block_id):
        yield Text(f"{_MARGIN}✗ {clean(error)}", "red")


def _manner(one: Field) -> str:
    """Say in few words how a field is filled in."""
    number = one.number
    if one.kind in EXTERNAL:
        how = f"{number}: and the first letters"
    elif one.kind in _EXAMPLES:
        how = f"{number}: {_EXAMPLES[one.kind]}"
    elif offered(one.element):
        how = f"{number}.1 picks" if len(offered(one.element)) <= MAX_LISTED else f"{number} lists them"
    else:
        how = f"{number}: and a text"
    several = ", several" if one.kind in MANY else ""
    return f"{how}{several}{', optional' if one.is_optional else ''}"
