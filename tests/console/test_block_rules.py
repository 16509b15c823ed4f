import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.block_rules import broken_rules, text_length


def plain(length: int) -> dict:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> dict:
    return {"type": "mrkdwn", "text": "x" * length}


def section(**fields) -> dict:
    return {"type": "section", "text": plain(1), **fields}


def actions(*elements: dict) -> dict:
    return {"type": "actions", "elements": list(elements)}


def button(**fields) -> dict:
    return {"type": "button", "text": plain(1), **fields}


def option(**fields) -> dict:
    return {"text": plain(1), "value": "v", **fields}


def overflow(*options: dict, **fields) -> dict:
    return section(accessory={"type": "overflow", "options": list(options), **fields})


def select(*options: dict, **fields) -> dict:
    return actions({"type": "static_select", "options": list(options), **fields})


def confirm(title: int = 1, text: int = 1, yes: int = 1) -> dict:
    fields = {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(1)}
    return actions(button(confirm=fields))


def context(count: int) -> dict:
    return {"type": "context", "elements": [mrkdwn(1)] * count}


def image(alt: int = 1, title: int = 1, url: int = 1) -> dict:
    return {"type": "image", "image_url": "u" * url, "alt_text": "a" * alt, "title": plain(title)}


def rich_text(*elements: dict) -> dict:
    return {"type": "rich_text", "elements": list(elements)}


def bullets(**fields) -> dict:
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
    return rich_text({"type": "rich_text_list", "style": "bullet", "elements": [item], **fields})


LIMITS = [
    pytest.param(lambda n: [section()] * n, 50, id="blocks of a message"),
    pytest.param(lambda n: [section(block_id="b" * n)], 255, id="block_id"),
    pytest.param(lambda n: [section(text=mrkdwn(n))], 3000, id="section text"),
    pytest.param(lambda n: [section(fields=[plain(1)] * n)], 10, id="section fields"),
    pytest.param(lambda n: [section(fields=[plain(n)])], 2000, id="section field"),
    pytest.param(lambda n: [{"type": "header", "text": plain(n)}], 150, id="header"),
    pytest.param(lambda n: [context(n)], 10, id="context elements"),
    pytest.param(lambda n: [{"type": "context", "elements": [mrkdwn(n)]}], 3000, id="context text"),
    pytest.param(lambda n: [actions(*[button()] * n)], 25, id="actions elements"),
    pytest.param(lambda n: [actions(button(text=plain(n)))], 75, id="button text"),
    pytest.param(lambda n: [actions(button(value="v" * n))], 2000, id="button value"),
    pytest.param(lambda n: [actions(button(url="u" * n))], 3000, id="button url"),
    pytest.param(lambda n: [actions(button(action_id="a" * n))], 255, id="action_id"),
    pytest.param(lambda n: [actions(button(accessibility_label="a" * n))], 75, id="accessibility_label"),
    pytest.param(lambda n: [overflow(*[option()] * n)], 5, id="overflow options"),
    pytest.param(lambda n: [overflow(option(text=plain(n)))], 75, id="option text"),
    pytest.param(lambda n: [overflow(option(value="v" * n))], 150, id="option value"),
    pytest.param(lambda n: [select(option(description=plain(n)))], 75, id="option description"),
    pytest.param(lambda n: [select(*[option()] * n)], 100, id="select options"),
    pytest.param(lambda n: [select(option(), placeholder=plain(n))], 150, id="select placeholder"),
    pytest.param(lambda n: [confirm(title=n)], 100, id="confirm title"),
    pytest.param(lambda n: [confirm(text=n)], 300, id="confirm text"),
    pytest.param(lambda n: [confirm(yes=n)], 30, id="confirm button"),
    pytest.param(lambda n: [image(alt=n)], 2000, id="image alt_text"),
    pytest.param(lambda n: [image(title=n)], 2000, id="image title"),
    pytest.param(lambda n: [image(url=n)], 3000, id="image url"),
    pytest.param(lambda n: [bullets(indent=n)], 8, id="list indent"),
]


@pytest.mark.parametrize(("build", "limit"), LIMITS)
def test_a_limit_holds_to_the_last_item(build, limit):
    assert list(broken_rules(build(limit))) == []
    assert len(list(broken_rules(build(limit + 1)))) == 1


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ("text", "unsupported type: None [json-pointer:/blocks/0]"),
        ({"type": "video"}, "unsupported type: video"),
        (actions(button(style=[])), "must be one of primary, danger"),
        ({"type": "section"}, "missing required field: text"),
        (section(text=plain(0)), "must be more than 0 characters"),
        (section(text="bare"), "must be a text object of type mrkdwn or plain_text"),
        (section(text={**mrkdwn(1), "emoji": True}), "invalid additional property: emoji"),
        (section(colour="red"), "invalid additional property: colour"),
        (section(fields=[]), "no fewer than 1 items allowed"),
        (section(accessory={"type": "slider"}), "unsupported type: slider"),
        ({"type": "header", "text": mrkdwn(1)}, "must be a text object of type plain_text"),
        (context(0), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
        (actions(), "no fewer than 1 items allowed"),
        (actions(button(text=mrkdwn(1))), "must be a text object of type plain_text"),
        (actions(button(value="")), "must be more than 0 characters"),
        (actions(button(style="green")), "must be one of primary, danger"),
        (actions(button(action_id="a"), button(action_id="a")), "action_id already exists: a"),
        (actions({"type": "static_select"}), "must hold either options or option_groups"),
        (overflow(), "no fewer than 1 items allowed"),
        (overflow({"text": plain(1)}), "missing required field: value"),
        ({"type": "image", "image_url": "u"}, "missing required field: alt_text"),
        ({"type": "image", "alt_text": "a"}, "must hold either image_url or slack_file"),
        ({**image(), "slack_file": {"id": "F1"}}, "must hold either image_url or slack_file"),
        ({"type": "image", "slack_file": {}, "alt_text": "a"}, "must hold either id or url"),
        ({"type": "image", "slack_file": {"id": "F1"}, "alt_text": ""}, "must be more than 0 characters"),
        (rich_text(), "no fewer than 1 items allowed"),
        (rich_text({"type": "text", "text": "a"}), "unsupported type: text"),
        (bullets(style="roman"), "must be one of bullet, ordered"),
        (
            rich_text({"type": "rich_text_quote", "elements": [{"type": "text", "text": ""}]}),
            "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
        ),
        (
            rich_text(
                {
                    "type": "rich_text_quote",
                    "elements": [{"type": "text", "text": "a", "style": {"loud": True}}],
                }
            ),
            "invalid style: loud",
        ),
    ],
)
def test_what_slack_refuses_is_told_with_its_place(block, problem):
    assert any(problem in told for told in broken_rules([block]))


def test_block_ids_are_unique_in_a_message():
    blocks = [section(block_id="one"), section(block_id="one")]

    assert list(broken_rules(blocks)) == ["block_id already exists: one [json-pointer:/blocks/1/block_id]"]


def test_action_ids_may_repeat_in_other_blocks():
    blocks = [overflow(option(), action_id="menu"), overflow(option(), action_id="menu")]

    assert list(broken_rules(blocks)) == []


def test_everything_a_message_may_hold_is_accepted():
    grouped = [{"label": plain(1), "options": [option()]}]
    leaves = [
        {"type": "text", "text": "a", "style": {"bold": True}},
        {"type": "link", "url": "https://example.org", "text": "b"},
        {"type": "emoji", "name": "wave"},
        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "1970"},
    ]
    blocks = [
        {"type": "divider"},
        section(accessory={"type": "image", "image_url": "u", "alt_text": "a"}),
        section(accessory=button(confirm=confirm()["elements"][0]["confirm"])),
        actions({"type": "static_select", "option_groups": grouped}),
        {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a", "title": plain(1)},
        rich_text({"type": "rich_text_section", "elements": leaves}),
        rich_text({"type": "rich_text_preformatted", "elements": leaves[:1], "border": 1}),
    ]

    assert list(broken_rules(blocks)) == []


def test_the_length_of_a_message_counts_every_text_in_it():
    quote = rich_text({"type": "rich_text_quote", "elements": [{"type": "text", "text": "four"}]})

    assert text_length([section(text=mrkdwn(10), fields=[plain(5)]), quote, actions(button())]) == 20


OLD_FIELDS = ["type", "text", "elements", "fields", "accessory", "options", "confirm", "style"]
NEW_FIELDS = ["rows", "column_settings", "child_blocks", "title", "level", "caption", "positive_button"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*OLD_FIELDS, *NEW_FIELDS]),
            inner
            | st.sampled_from(["section", "actions", "context", "rich_text", "button", "overflow", "table"])
            | st.sampled_from(["data_table", "card", "carousel", "container", "markdown", "raw_text"])
            | st.sampled_from(["context_actions", "icon_button", "feedback_buttons", "static_select"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(json_values, max_size=3))
def test_no_json_value_breaks_the_rules_themselves(blocks):
    assert all("[json-pointer:/blocks" in problem for problem in broken_rules(json.loads(json.dumps(blocks))))
