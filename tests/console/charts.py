"""Charts as Slack's documentation draws them."""


def chart(**parts) -> dict:
    """A line chart of two weeks; `parts` replace those of the block."""
    return {"type": "data_visualization", "title": "Facts a week", "chart": lines(), **parts}


def lines(*, names=("Security",), categories=("7 Sep", "14 Sep"), kind="line", **axes) -> dict:
    data = [{"label": name, "value": place} for place, name in enumerate(categories, 3)]
    series = [{"name": name, "data": data} for name in names]
    return {"type": kind, "series": series, "axis_config": {"categories": list(categories), **axes}}


def pie(*values: float, label: str = "part") -> dict:
    return {"type": "pie", "segments": [{"label": label, "value": value} for value in values]}
