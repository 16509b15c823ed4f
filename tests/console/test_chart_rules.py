import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.block_rules import broken_rules
from bot.console.view_rules import broken_view
from tests.console.charts import chart, lines, pie
from tests.console.forms import form_view

LIMITS = [
    pytest.param(lambda n: [chart()] * n, 2, id="charts of a message"),
    pytest.param(lambda n: [chart(title="x" * n)], 50, id="title"),
    pytest.param(lambda n: [chart(chart=lines(x_label="x" * n))], 50, id="x_label"),
    pytest.param(lambda n: [chart(chart=lines(y_label="x" * n))], 50, id="y_label"),
    pytest.param(lambda n: [chart(chart=lines(names=["x" * n]))], 20, id="name of a series"),
    pytest.param(lambda n: [chart(chart=lines(names=[str(i) for i in range(n)]))], 12, id="series"),
    pytest.param(lambda n: [chart(chart=lines(categories=[str(i) for i in range(n)]))], 20, id="categories"),
    pytest.param(lambda n: [chart(chart=pie(*[1] * n))], 12, id="segments"),
    pytest.param(lambda n: [chart(chart=pie(1, label="x" * n))], 20, id="label of a segment"),
]


@pytest.mark.parametrize(("build", "limit"), LIMITS)
def test_a_limit_holds_to_the_last_item(build, limit):
    assert list(broken_rules(build(limit))) == []
    assert len(list(broken_rules(build(limit + 1)))) == 1


def changed(**parts) -> dict:
    return chart(chart={**lines(), **parts})


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        (chart(chart="text"), "must be one of pie, bar, area, line [json-pointer:/blocks/0/chart/type]"),
        (chart(chart=lines(kind="scatter")), "must be one of pie, bar, area, line"),
        (chart(title={"type": "plain_text", "text": "a"}), "must be a string [json-pointer:/blocks/0/title]"),
        (chart(alt_text="a"), "invalid additional property: alt_text"),
        ({"type": "data_visualization", "title": "a"}, "missing required field: chart"),
        (changed(series=[]), "no fewer than 1 items allowed [json-pointer:/blocks/0/chart/series]"),
        (changed(axis_config={}), "missing required field: categories"),
        (chart(chart=lines(categories=["a", "a"])), "must be unique"),
        (chart(chart=lines(names=["a", "a"])), "must be unique [json-pointer:/blocks/0/chart/series]"),
        (
            changed(series=[{"name": "a", "data": [{"label": "7 Sep", "value": 1}]}]),
            "must hold one point for each of the categories [json-pointer:/blocks/0/chart/series/0/data]",
        ),
        (chart(chart=pie(0)), "must be more than 0 [json-pointer:/blocks/0/chart/segments/0/value]"),
        (chart(chart=pie(float("nan"))), "must be a number"),
        (chart(chart=pie("7")), "must be a number"),
    ],
)
def test_what_slack_refuses_is_told_with_its_place(block, problem):
    assert any(problem in told for told in broken_rules([block]))


@pytest.mark.parametrize("kind", ["line", "bar", "area"])
def test_values_of_a_series_may_be_negative(kind):
    block = chart(chart=lines(kind=kind))
    block["chart"]["series"][0]["data"][0]["value"] = -0.5

    assert list(broken_rules([block])) == []


def test_a_chart_stands_in_messages_only():
    assert list(broken_view(form_view(blocks=[chart()]))) == [
        "unsupported type: data_visualization [json-pointer:/view/blocks/0]"
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60)
@given(part=st.sampled_from(["type", "series", "axis_config", "segments"]), value=JSON)
def test_any_json_in_a_chart_is_judged_without_an_error(part, value):
    for kind in (lines(), pie(1)):
        list(broken_rules([chart(chart={**kind, part: value})]))
