import asyncio
import re
import struct
import zlib

import pytest
import vl_convert

from bot.domain.charts import Chart, Series
from bot.slack.chart_images import chart_png, chart_spec

HOSTILE = (
    "datum.value",
    '{"signal": "width"}',
    "</text><script>alert(1)</script>",
    "http://127.0.0.1:9/x.csv",
    "'\"\\]; while(1){}",
    "{{x}}\n\t%s",
)


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def pixels(png):
    """Return what is drawn, row by row as it is stored; two pictures are equal if these are."""
    at, stored = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        stored += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(stored)


def leaves(value, name=""):
    """Yield every text of a specification, with the name it stands under."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield "a key", key
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif isinstance(value, str):
        yield name, value


def bars(name="finance"):
    return Chart("bars", "New facts a week", ("4 Nov", "11 Nov"), (Series(name, (2, 3)),), over="weeks")


def lines(*values, **fields):
    series = tuple(Series(f"line {row}", each) for row, each in enumerate(values))
    return Chart("lines", "Reserves", ("2024", "2025"), series, over="dates", **fields)


@pytest.mark.parametrize("chart", [bars(), lines((1, 2), (3, 4), (5, 6), unit="USD")])
async def test_a_chart_is_a_picture_of_a_screens_width(chart):
    width, height = size(await chart_png(chart))

    assert 1200 <= width <= 2000
    assert 500 <= height <= 1000


@pytest.mark.parametrize("name", ["Афганистан", "金融"])
async def test_names_in_other_scripts_are_drawn(name):
    assert pixels(await chart_png(bars(name))) != pixels(await chart_png(bars("")))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["bars", "lines"])
async def test_texts_stay_texts_whatever_they_look_like(text, kind):
    series = (Series(f"HOSTILE{text}", (1, 2)), Series("finance", (3, 4)))
    labels = (f"HOSTILE{text}", "11 Nov")
    chart = Chart(kind, "x", labels, series, over=f"HOSTILE{text}", unit=f"HOSTILE{text}")

    compiled = vl_convert.vegalite_to_vega(chart_spec(chart))

    assert {name for name, value in leaves(compiled) if "HOSTILE" in value} == {"label", "name", "title"}
    assert size(await chart_png(chart)) > (0, 0)


def test_lines_are_told_apart_without_colour():
    svg = vl_convert.vegalite_to_svg(chart_spec(lines((1, 2), (3, 4), (5, 6))))

    assert len(set(re.findall(r'stroke-dasharray="([^"]+)"', svg))) == 3


async def test_charts_may_be_drawn_at_once():
    drawn = await asyncio.gather(*(chart_png(bars()) for _ in range(5)))

    assert len(set(drawn)) == 1
