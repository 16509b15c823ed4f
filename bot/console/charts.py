"""A chart as words: a small table of its numbers."""

from collections.abc import Iterator, Sequence

from bot.console.delivering import Json


def chart_lines(chart: Json) -> Iterator[str]:
    """Yield a table: a row for each category or segment, a column for each series, the axes above it."""
    if chart["type"] == "pie":
        yield from _table([[part["label"], f"{part['value']:,}"] for part in chart["segments"]])
        return
    axes, series = chart["axis_config"], chart["series"]
    if axes.get("y_label"):
        yield axes["y_label"]
    values = [{point["label"]: f"{point['value']:,}" for point in one["data"]} for one in series]
    head = [axes.get("x_label", ""), *(one["name"] for one in series)]
    yield from _table([head, *([name, *(one[name] for one in values)] for name in axes["categories"])])


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()
