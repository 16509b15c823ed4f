"""Charts as PNG images, drawn by Vega-Lite from plain data.

No text of a chart is ever an expression, an address or a field's name: they stand in values and in titles.
"""

import asyncio
from typing import Any

from bot.domain.charts import Chart

WIDTH, HEIGHT, SCALE = 640, 240, 2
"""Of the plot, in pixels; axes and names come around it. Twice that is drawn, for sharp letters."""
ROOMY_LABELS = 6
"""More labels than these do not fit beside each other unless they are short."""
SHORT_LABEL = 8
INK, PAPER, PALE = "#1d1c1d", "#ffffff", "#dddddd"
BAR = "#0072b2"
STROKES = (("#0072b2", (1, 0)), ("#d55e00", (6, 3)), ("#009e73", (2, 2)))
"""Colours that are told apart however one sees them (Okabe and Ito), and dashes beside them."""
FONTS = "Liberation Sans, DejaVu Sans, sans-serif"
"""The first comes with the library: Latin, Greek and Cyrillic. Arabic needs a font of the machine."""

_CONFIG = {
    # Nobody hears a PNG; and the descriptions would be expressions, with the axes' titles in them.
    "aria": False,
    "background": PAPER,
    "font": FONTS,
    "padding": 12,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": PALE,
        "domainColor": PALE,
        "ticks": False,
        "labelPadding": 6,
        "titlePadding": 10,
        "labelLimit": 200,
        "titleLimit": WIDTH,
    },
    "header": {"labelColor": INK, "labelFontSize": 13},
    "legend": {"labelColor": INK, "labelFontSize": 13, "symbolStrokeWidth": 2.5},
}


async def chart_png(chart: Chart) -> bytes:
    """Draw a chart; the title is left to whoever shows it."""
    return await asyncio.to_thread(_draw, chart)


def chart_spec(chart: Chart) -> dict[str, Any]:
    """Make the Vega-Lite specification of a chart."""
    plot = _bars(chart) if chart.kind == "bars" else _lines(chart)
    return {"data": {"values": _values(chart)}, "config": _CONFIG, **plot}


def _draw(chart: Chart) -> bytes:
    # It costs 130 MB of memory, and most workspaces never need it.
    import vl_convert  # noqa: PLC0415  # see above

    return vl_convert.vegalite_to_png(chart_spec(chart), scale=SCALE, allowed_base_urls=[])


def _values(chart: Chart) -> list[dict[str, Any]]:
    return [
        {"label": label, "at": at, "name": series.name, "row": row, "value": value}
        for row, series in enumerate(chart.series)
        for at, (label, value) in enumerate(zip(chart.labels, series.values, strict=True))
    ]


def _bars(chart: Chart) -> dict[str, Any]:
    """Give each name a row of its own on one scale: nothing has to be told apart by colour."""
    across = {"x": _across(chart), "y": {"field": "value", "type": "quantitative", "axis": None}}
    figures = {
        "mark": {"type": "text", "baseline": "bottom", "dy": -3, "fontSize": 12, "color": INK},
        "transform": [{"filter": {"field": "value", "gt": 0}}],
        "encoding": {"text": {"field": "value", "type": "quantitative", "format": ","}},
    }
    row = {
        "field": "name",
        "type": "nominal",
        "title": None,
        "sort": {"field": "row", "op": "min"},
        "header": {"labelAngle": 0, "labelAlign": "left", "labelLimit": 200},
    }
    return {
        "facet": {"row": row},
        "spacing": 14,
        "spec": {
            "width": WIDTH,
            "height": HEIGHT // len(chart.series) - 14,
            "encoding": across,
            "layer": [{"mark": {"type": "bar", "color": BAR}}, figures],
        },
    }


def _lines(chart: Chart) -> dict[str, Any]:
    """Draw lines over labels at even distances, as Slack does: each with a colour, a dash and a name."""
    names = {"field": "name", "type": "nominal", "title": None, "sort": {"field": "row", "op": "min"}}
    legend = {"orient": "top", "symbolType": "stroke", "symbolSize": 1200}
    colors, dashes = zip(*STROKES, strict=True)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "encoding": {
            "x": _across(chart),
            "y": {"field": "value", "type": "quantitative", "title": chart.unit or None},
            "color": {**names, "scale": {"range": colors}, "legend": legend},
            "strokeDash": {**names, "scale": {"range": dashes}, "legend": legend},
        },
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2.5}},
            {"mark": {"type": "circle", "size": 60, "opacity": 1}},
        ],
    }


def _across(chart: Chart) -> dict[str, Any]:
    is_crowded = len(chart.labels) > ROOMY_LABELS and max(map(len, chart.labels)) > SHORT_LABEL
    return {
        "field": "label",
        "type": "ordinal",
        "title": chart.over,
        "sort": {"field": "at", "op": "min"},
        "axis": {"labelAngle": -35 if is_crowded else 0, "labelOverlap": False},
    }
