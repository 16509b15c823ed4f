"""Tables drawn in a terminal: a line a row, columns as wide as they need, long cells broken within them."""

from collections.abc import Sequence

from rich import box
from rich.console import Group, JustifyMethod, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.console.delivering import Json
from bot.console.reading import cell_spans
from bot.console.spans import clean, pieces

_BOLD = Style(bold=True)


def draw_table(block: Json) -> RenderableType:
    """Return a table or a data_table; the first row is its header, numbers stand to the right."""
    header, *rows = block["rows"]
    settings = block.get("column_settings", ())
    drawn = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for index in range(max(map(len, block["rows"]))):
        told = settings[index] if index < len(settings) else None
        is_number = bool(rows) and all(row[index : index + 1] == [] or _is_number(row[index]) for row in rows)
        justify: JustifyMethod = (told or {}).get("align") or ("right" if is_number else "left")
        drawn.add_column(_words(header, index), justify=justify, header_style=_BOLD, overflow="fold")
    for row in rows:
        drawn.add_row(*(_words(row, index) for index in range(len(row))))
    caption = block.get("caption")
    return Group(Text(clean(caption), _BOLD), drawn) if caption else drawn


def _words(row: Sequence[Json], index: int) -> Text:
    spans = cell_spans(row[index]) if index < len(row) else ()
    return Text.assemble(*(piece for span in spans for piece in pieces(span)))


def _is_number(cell: Json) -> bool:
    return bool(cell["type"] == "raw_number")
