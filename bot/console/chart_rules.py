"""Slack's limits on the data_visualization block: pie, bar, area and line charts, in messages only.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

import math
from collections.abc import Iterator
from typing import Any

from bot.console.shape_rules import at_most, broken_shape, broken_string, fields_of, items_of

CHART = "data_visualization"
MAX_CHARTS = 2
"""In one message; not documented, met by people who sent a third."""
MAX_TITLE = MAX_AXIS_LABEL = 50
MAX_CHART_LABEL = 20
"""Characters of a segment's, a point's, a category's label and of a series' name."""
MAX_SERIES = MAX_SEGMENTS = 12
MAX_POINTS = 20
_SERIES_CHARTS = frozenset({"bar", "area", "line"})


def broken_charts(blocks: object) -> Iterator[str]:
    """Yield a problem if a message holds too many charts."""
    if sum(fields_of(block).get("type") == CHART for block in items_of(blocks)) > MAX_CHARTS:
        yield f"no more than {MAX_CHARTS} {CHART} blocks allowed [json-pointer:/blocks]"


def broken_chart(block: dict[str, Any], path: str) -> Iterator[str]:
    """Yield the problems of one chart."""
    yield from broken_shape(block, path, ("title", "chart"), ("block_id",))
    if "title" in block:
        yield from broken_string(block["title"], f"{path}/title", MAX_TITLE)
    chart, where = fields_of(block.get("chart")), f"{path}/chart"
    if chart.get("type") == "pie":
        yield from _broken_pie(chart, where)
    elif str(chart.get("type")) in _SERIES_CHARTS:
        yield from _broken_series_chart(chart, where)
    else:
        yield f"must be one of pie, bar, area, line [json-pointer:{where}/type]"


def _broken_pie(chart: dict[str, Any], path: str) -> Iterator[str]:
    yield from broken_shape(chart, path, ("segments",), ())
    yield from at_most(MAX_SEGMENTS, chart.get("segments"), f"{path}/segments", at_least=1)
    for index, item in enumerate(items_of(chart.get("segments"))):
        segment, where = fields_of(item), f"{path}/segments/{index}"
        yield from _broken_point(segment, where)
        if _is_number(segment.get("value")) and segment["value"] <= 0:
            yield f"must be more than 0 [json-pointer:{where}/value]"


def _broken_series_chart(chart: dict[str, Any], path: str) -> Iterator[str]:
    yield from broken_shape(chart, path, ("series", "axis_config"), ())
    axes, where = fields_of(chart.get("axis_config")), f"{path}/axis_config"
    yield from broken_shape(axes, where, ("categories",), ("x_label", "y_label"))
    for name in ("x_label", "y_label"):
        if name in axes:
            yield from broken_string(axes[name], f"{where}/{name}", MAX_AXIS_LABEL)
    categories = items_of(axes.get("categories"))
    yield from at_most(MAX_POINTS, axes.get("categories"), f"{where}/categories", at_least=1)
    for index, category in enumerate(categories):
        yield from broken_string(category, f"{where}/categories/{index}", MAX_CHART_LABEL)
    yield from _broken_twice(categories, f"{where}/categories")
    series = [fields_of(one) for one in items_of(chart.get("series"))]
    yield from at_most(MAX_SERIES, chart.get("series"), f"{path}/series", at_least=1)
    yield from _broken_twice([one.get("name") for one in series], f"{path}/series")
    for index, one in enumerate(series):
        yield from _broken_series(one, f"{path}/series/{index}", categories)


def _broken_series(series: dict[str, Any], path: str, categories: list[Any]) -> Iterator[str]:
    yield from broken_shape(series, path, ("name", "data"), ())
    yield from broken_string(series.get("name"), f"{path}/name", MAX_CHART_LABEL)
    points = [fields_of(point) for point in items_of(series.get("data"))]
    for index, point in enumerate(points):
        yield from _broken_point(point, f"{path}/data/{index}")
    if sorted(str(point.get("label")) for point in points) != sorted(map(str, categories)):
        yield f"must hold one point for each of the categories [json-pointer:{path}/data]"


def _broken_point(point: dict[str, Any], path: str) -> Iterator[str]:
    yield from broken_shape(point, path, ("label", "value"), ())
    yield from broken_string(point.get("label"), f"{path}/label", MAX_CHART_LABEL)
    if not _is_number(point.get("value")):
        yield f"must be a number [json-pointer:{path}/value]"


def _broken_twice(names: list[Any], path: str) -> Iterator[str]:
    if len(set(map(str, names))) < len(names):
        yield f"must be unique [json-pointer:{path}]"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
