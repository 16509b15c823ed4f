"""Slack's limits on tables: the plain `table`, and the `data_table` that readers sort and page through.

https://docs.slack.dev/reference/block-kit/blocks/table-block and …/data-table-block
"""

from collections.abc import Collection, Iterator
from typing import Any

from bot.console.rich_text_rules import broken_rich_text
from bot.console.shape_rules import (
    at_most,
    broken_count,
    broken_flags,
    broken_shape,
    broken_string,
    fields_of,
    items_of,
)

TABLES = frozenset({"table", "data_table"})
MAX_ROWS = 100
"""Of a table, header included; of a data_table without its header."""
MAX_COLUMNS = 20
MAX_CELL_TEXT = 10_000
"""Characters of all cells of a message."""
MAX_CAPTION = 3000
"""Slack documents no number; it is as much as other texts may hold."""
_ALIGNMENTS = ("left", "center", "right")
_CELLS = frozenset({"raw_text", "raw_number", "rich_text"})


def broken_tables(blocks: object) -> Iterator[str]:
    """Yield what is wrong with the tables of a message together, those in containers included."""
    tables = [block for block in _with_children(blocks) if str(block.get("type")) in TABLES]
    if len(tables) > 1:
        yield "only_one_table_allowed [json-pointer:/blocks]"
    if sum(map(_cell_length, tables)) > MAX_CELL_TEXT:
        yield f"cells must be less than {MAX_CELL_TEXT + 1} characters together [json-pointer:/blocks]"


def broken_table(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of a table."""
    yield from broken_shape(block, path, ("rows",), ("column_settings", "block_id"))
    yield from at_most(MAX_ROWS, block.get("rows"), f"{path}/rows", at_least=1)
    for index, row in enumerate(items_of(block.get("rows"))):
        yield from _broken_row(row, f"{path}/rows/{index}", _CELLS)
    if "column_settings" in block:
        settings, where = block["column_settings"], f"{path}/column_settings"
        yield from at_most(MAX_COLUMNS, settings, where)
        for index, column in enumerate(items_of(settings)):
            if column is not None:
                yield from _broken_column(fields_of(column), f"{where}/{index}")


def broken_data_table(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of a data_table: a header and at least one row, all of one length."""
    optional = ("page_size", "row_header_column_index", "block_id")
    yield from broken_shape(block, path, ("rows", "caption"), optional)
    yield from broken_string(block.get("caption", " "), f"{path}/caption", MAX_CAPTION)
    rows = items_of(block.get("rows"))
    yield from at_most(MAX_ROWS + 1, block.get("rows"), f"{path}/rows", at_least=2)
    for index, row in enumerate(rows):
        yield from _broken_row(row, f"{path}/rows/{index}", _CELLS if index else _CELLS - {"rich_text"})
    widths = {len(items_of(row)) for row in rows}
    if len(widths) > 1:
        yield f"rows must have the same number of cells [json-pointer:{path}/rows]"
    yield from broken_count(block, path, "page_size", least=1, most=MAX_ROWS)
    last_column = max(min(widths, default=1) - 1, 0)
    yield from broken_count(block, path, "row_header_column_index", least=0, most=last_column)


def _broken_row(row: object, path: str, kinds: Collection[str]) -> Iterator[str]:
    yield from at_most(MAX_COLUMNS, row, path, at_least=1)
    for index, item in enumerate(items_of(row)):
        cell, where = fields_of(item), f"{path}/{index}"
        if str(cell.get("type")) not in kinds:
            yield f"unsupported type: {cell.get('type')} [json-pointer:{where}]"
        elif cell["type"] == "rich_text":
            yield from broken_rich_text(cell, where)
        else:
            is_number = cell["type"] == "raw_number"
            yield from broken_shape(cell, where, ("value", "text") if is_number else ("text",), ())
            yield from broken_string(cell.get("text", " "), f"{where}/text", MAX_CELL_TEXT)
            value = cell.get("value", 0)
            if not isinstance(value, int | float) or isinstance(value, bool):
                yield f"must be a number [json-pointer:{where}/value]"


def _broken_column(column: dict[str, Any], path: str) -> Iterator[str]:
    yield from broken_shape(column, path, (), ("align", "is_wrapped"))
    yield from broken_flags(column, path, ("is_wrapped",))
    if column.get("align", "left") not in _ALIGNMENTS:
        yield f"must be one of left, center, right [json-pointer:{path}/align]"


def _with_children(blocks: object) -> Iterator[dict[str, Any]]:
    for block in map(fields_of, items_of(blocks)):
        yield block
        yield from _with_children(block.get("child_blocks"))


def _cell_length(value: object) -> int:
    """Count the characters of a table's cells."""
    if isinstance(value, list):
        return sum(map(_cell_length, value))
    if isinstance(value, dict):
        return sum(
            len(inner) if name == "text" and isinstance(inner, str) else _cell_length(inner)
            for name, inner in value.items()
        )
    return 0
