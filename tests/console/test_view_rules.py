import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.view_rules import broken_view
from tests.console.forms import TOPICS, field, form_view, option, plain


def words(length: int) -> dict:
    return plain("x" * length)


def inputs(*blocks: dict) -> dict:
    return form_view(blocks=list(blocks))


def typed(**element) -> dict:
    return inputs(field("a", "A", "plain_text_input", **element))


def chosen(kind: str, **element) -> dict:
    return inputs(field("a", "A", kind, **element))


def labelled(**parts) -> dict:
    return inputs({**field("a", "A", "plain_text_input"), **parts})


LIMITS = [
    pytest.param(lambda n: form_view(title="x" * n), 24, id="title"),
    pytest.param(lambda n: form_view(submit=words(n)), 24, id="submit"),
    pytest.param(lambda n: form_view(close=words(n)), 24, id="close"),
    pytest.param(lambda n: form_view(private_metadata="x" * n), 3000, id="private_metadata"),
    pytest.param(lambda n: form_view(callback_id="x" * n), 255, id="callback_id"),
    pytest.param(lambda n: form_view(external_id="x" * n), 255, id="external_id"),
    pytest.param(lambda n: form_view(blocks=[{"type": "divider"}] * n), 100, id="blocks"),
    pytest.param(lambda n: labelled(label=words(n)), 2000, id="label"),
    pytest.param(lambda n: labelled(hint=words(n)), 2000, id="hint"),
    pytest.param(lambda n: labelled(block_id="x" * n), 255, id="block_id"),
    pytest.param(lambda n: typed(placeholder=words(n)), 150, id="placeholder"),
    pytest.param(lambda n: typed(initial_value="x" * n), 3000, id="initial_value"),
    pytest.param(lambda n: typed(max_length=n), 3000, id="max_length"),
    pytest.param(lambda n: typed(min_length=n), 3000, id="min_length"),
    pytest.param(lambda n: chosen("static_select", options=[option("a")] * n), 100, id="options"),
    pytest.param(lambda n: chosen("radio_buttons", options=[option("a")] * n), 10, id="radio buttons"),
    pytest.param(lambda n: chosen("checkboxes", options=[option("a")] * n), 10, id="check boxes"),
]


@pytest.mark.parametrize(("build", "limit"), LIMITS)
def test_a_limit_holds_to_the_last_item(build, limit):
    assert list(broken_view(build(limit))) == []
    assert len(list(broken_view(build(limit + 1)))) == 1


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        ("text", "unsupported type: None [json-pointer:/view]"),
        (form_view(type="home"), "unsupported type: home"),
        ({"type": "modal", "title": plain("a")}, "missing required field: blocks"),
        (form_view(colour="red"), "invalid additional property: colour"),
        (form_view(title="a", submit={"type": "mrkdwn", "text": "a"}), "text object of type plain_text"),
        (form_view(notify_on_close="yes"), "must be a boolean [json-pointer:/view/notify_on_close]"),
        (
            labelled(element={"type": "slider"}),
            "unsupported type: slider [json-pointer:/view/blocks/0/element]",
        ),
        (
            inputs(field("a", "A", "plain_text_input"), field("a", "B", "datepicker")),
            "block_id already exists: a",
        ),
        (typed(multiline="yes"), "must be a boolean"),
        (typed(options=TOPICS), "invalid additional property: options"),
        (chosen("static_select"), "must hold either options or option_groups"),
        (chosen("static_select", options=TOPICS, initial_option=option("x")), "one of the provided options"),
        (chosen("checkboxes", options=TOPICS, initial_options=[option("x")]), "one of the provided options"),
        (chosen("external_select", options=TOPICS), "invalid additional property: options"),
        (chosen("external_select", min_query_length="2"), "must be a number"),
        (chosen("multi_static_select", options=TOPICS, max_selected_items=0), "must be a number between 1"),
        (chosen("datepicker", initial_date="16.2.2024"), "must be a date as YYYY-MM-DD"),
        (chosen("timepicker", initial_time="9:00"), "must be a time as HH:mm"),
        (chosen("timepicker", initial_time="24:00"), "must be a time as HH:mm"),
        (chosen("timepicker", initial_time="09:00:00"), "must be a time as HH:mm"),
        (chosen("timepicker", timezone="Kabul"), "must be an IANA time zone"),
        (chosen("timepicker", initial_date="2024-02-16"), "invalid additional property: initial_date"),
        (
            chosen("multi_static_select", options=TOPICS, initial_options=[option("x")]),
            "one of the provided options",
        ),
        (chosen("radio_buttons", options=TOPICS, initial_option=option("x")), "one of the provided options"),
    ],
)
def test_what_slack_refuses_is_told_with_its_place(view, problem):
    assert any(problem in told for told in broken_view(view))


def test_an_input_needs_a_button_to_submit_it():
    view = typed()
    del view["submit"]

    assert list(broken_view(view)) == [
        "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]"
    ]


def test_everything_a_modal_may_hold_is_accepted():
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a"}]}
    blocks = [
        {"type": "header", "text": plain("a")},
        {"type": "rich_text", "elements": [quote]},
        {"type": "context", "elements": [plain("a")]},
        field("a", "A", "external_select", initial_option=option("x"), min_query_length=0),
        field("b", "B", "multi_external_select", initial_options=TOPICS),
        field("t", "T", "timepicker", initial_time="09:30", timezone="Asia/Kabul"),
        field("c", "C", "static_select", option_groups=[{"label": plain("g"), "options": TOPICS}]),
    ]

    assert list(broken_view(form_view())) == list(broken_view(form_view(blocks=blocks))) == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "element", "label", "options", "initial_option", "option_groups"]),
            inner
            | st.sampled_from(["input", "static_select", "checkboxes", "timepicker", "external_select"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(json_values, max_size=3))
def test_no_json_value_breaks_the_rules_themselves(blocks):
    assert all("[json-pointer:/view" in problem for problem in broken_view(form_view(blocks=blocks)))


@pytest.mark.parametrize("kind", [[], {}, None, 5], ids=repr)
def test_a_type_that_is_no_text_is_a_rule_broken_and_no_crash(kind):
    element, title = {"type": kind}, {"type": kind, "text": "A form"}

    assert broken_view(form_view(title=title))
    for block in (element, {"type": "actions", "elements": [element]}, {"type": "input", "element": element}):
        assert broken_view(form_view(blocks=[block]))
