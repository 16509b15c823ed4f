"""Slack's own chart block, from which alone a chart can be drawn or said again.

A message is fixed as blocks when it is made; whether its workspace takes charts is known when it is posted.
The block and its limits: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.charts import Chart, ChartKind, Series
from bot.domain.postman import Block
from bot.slack.blocks.text import cut, plain

CHART = "data_visualization"
ALT_LIMIT = 600
"""Slack takes 2,000; but words in the place of two charts must not make a full message too long."""

_TYPES: Mapping[ChartKind, str] = {"bars": "bar", "lines": "line"}
_KINDS: Mapping[str, ChartKind] = {name: kind for kind, name in _TYPES.items()}


def chart_block(chart: Chart) -> dict[str, Any]:
    """Make the block; a message may hold two."""
    axes = {"categories": [*chart.labels], "x_label": chart.over}
    if chart.unit:
        axes["y_label"] = chart.unit
    return {
        "type": CHART,
        "title": chart.title,
        "chart": {
            "type": _TYPES[chart.kind],
            "series": [{"name": series.name, "data": _points(chart, series)} for series in chart.series],
            "axis_config": axes,
        },
    }


def chart_in(block: Block) -> Chart:
    """Read the chart of a block that `chart_block` made."""
    drawn, axes = block["chart"], block["chart"]["axis_config"]
    return Chart(
        kind=_KINDS[drawn["type"]],
        title=block["title"],
        labels=tuple(axes["categories"]),
        series=tuple(
            Series(each["name"], tuple(point["value"] for point in each["data"])) for each in drawn["series"]
        ),
        over=axes["x_label"],
        unit=axes.get("y_label", ""),
    )


def is_chart(block: Block) -> bool:
    """Tell whether a block is Slack's own chart."""
    return block.get("type") == CHART


def image_block(chart: Chart, file_id: str) -> dict[str, Any]:
    """Make the image that stands in for a chart, of a file that was uploaded to Slack."""
    return {
        "type": "image",
        "slack_file": {"id": file_id},
        "alt_text": cut(chart.alt, ALT_LIMIT),
        "title": plain(chart.title),
    }


def in_words(blocks: Sequence[Block]) -> list[Block]:
    """Put words in the place of each chart."""
    return [_said(chart_in(block)) if is_chart(block) else block for block in blocks]


def _said(chart: Chart) -> Block:
    return {"type": "context", "elements": [plain(cut(chart.alt, ALT_LIMIT))]}


def _points(chart: Chart, series: Series) -> list[dict[str, Any]]:
    return [
        {"label": label, "value": value} for label, value in zip(chart.labels, series.values, strict=True)
    ]
