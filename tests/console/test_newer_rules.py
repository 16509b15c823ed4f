import pytest

from bot.console.block_rules import broken_rules
from bot.console.view_rules import broken_home, broken_view
from tests.console.blocks import (
    alert,
    card,
    cell,
    container,
    context_actions,
    data_table,
    feedback,
    icon_button,
    markdown,
    number,
    plain,
    rich_cell,
    table,
)
from tests.console.echo import button

SECTION = {"type": "section", "text": plain()}


def modal(*blocks: dict) -> dict:
    return {"type": "modal", "title": plain(), "blocks": list(blocks)}


def home(*blocks: dict) -> dict:
    return {"type": "home", "blocks": list(blocks)}


LIMITS = [
    pytest.param(lambda n: table(*[[cell()]] * n), 100, id="table rows"),
    pytest.param(lambda n: table([cell()] * n), 20, id="table columns"),
    pytest.param(lambda n: table(column_settings=[None] * n), 20, id="column settings"),
    pytest.param(lambda n: table([cell("x" * (n - 1)), cell()]), 10_000, id="text of all cells"),
    pytest.param(lambda n: data_table([cell()], *[[cell()]] * n), 100, id="data table rows"),
    pytest.param(lambda n: data_table([cell()] * n, [cell()] * n), 20, id="data table columns"),
    pytest.param(lambda n: data_table(page_size=n), 100, id="page size"),
    pytest.param(
        lambda n: data_table(*[[cell()] * 3] * 2, row_header_column_index=n), 2, id="row header column"
    ),
    pytest.param(lambda n: card(title=plain(n)), 150, id="card title"),
    pytest.param(lambda n: card(title=plain(), subtitle=plain(n)), 150, id="card subtitle"),
    pytest.param(lambda n: card(body=plain(n)), 200, id="card body"),
    pytest.param(lambda n: card(actions=[button("a", "a")] * n), 3, id="card buttons"),
    pytest.param(lambda n: {"type": "carousel", "elements": [card()] * n}, 10, id="cards"),
    pytest.param(lambda n: container(*[SECTION] * n), 10, id="container children"),
    pytest.param(lambda n: container(title=plain(n)), 150, id="container title"),
    pytest.param(lambda n: container(subtitle=plain(n)), 150, id="container subtitle"),
    pytest.param(lambda n: context_actions(*[icon_button()] * n), 5, id="context actions"),
    pytest.param(lambda n: context_actions(icon_button(text=plain(n))), 75, id="icon button"),
    pytest.param(
        lambda n: context_actions(icon_button(visible_to_user_ids=["U"] * n)), 10, id="readers of a button"
    ),
    pytest.param(markdown, 12_000, id="markdown"),
]


@pytest.mark.parametrize(("build", "limit"), LIMITS)
def test_a_limit_holds_to_the_last_item(build, limit):
    assert list(broken_rules([build(limit)])) == []
    assert len(set(broken_rules([build(limit + 1)]))) >= 1


@pytest.mark.parametrize(("length", "problems"), [(200, 0), (201, 1)])
def test_an_alert_has_200_characters(length, problems):
    assert len(list(broken_view(modal(alert(length, level="warning"))))) == problems


def test_all_markdown_of_a_message_has_12_000_characters_together():
    assert list(broken_rules([markdown(6000), markdown(6000)])) == []
    assert len(list(broken_rules([markdown(6000), markdown(6001)]))) == 1


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        (table([]), "no fewer than 1 items allowed"),
        (table([cell("")]), "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]"),
        (table([plain()]), "unsupported type: plain_text [json-pointer:/blocks/0/rows/0/0]"),
        (table([{**number(1), "value": "1"}]), "must be a number"),
        (table(column_settings=[{"align": "top"}]), "must be one of left, center, right"),
        (data_table([cell()]), "no fewer than 2 items allowed"),
        (
            data_table([rich_cell()], [cell()]),
            "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0]",
        ),
        (data_table([cell()], [cell(), cell()]), "rows must have the same number of cells"),
        ({"type": "data_table", "rows": [[cell()], [cell()]]}, "missing required field: caption"),
        (card(subtitle=plain()), "must hold one of hero_image, title, body, actions"),
        (card(actions=[SECTION]), "unsupported type: section"),
        ({"type": "carousel", "elements": [SECTION]}, "unsupported type: section"),
        (container(card()), "unsupported type: card [json-pointer:/blocks/0/child_blocks/0]"),
        (container(data_table()), "unsupported type: data_table"),
        (container(markdown(1)), "unsupported type: markdown"),
        (container(default_collapsed=True), "default_collapsed needs is_collapsible"),
        (container(width="huge"), "must be one of narrow, standard, wide, full"),
        ({"type": "container", "child_blocks": [SECTION]}, "missing required field: title"),
        (context_actions(button("a", "a")), "unsupported type: button"),
        (context_actions(icon_button(icon="star")), "must be one of trash"),
        (context_actions({**feedback(), "negative_button": {}}), "missing required field: value"),
    ],
)
def test_what_slack_refuses_is_told_with_its_place(block, problem):
    assert any(problem in told for told in broken_rules([block]))


def test_a_message_holds_one_table_wherever_it_stands():
    assert list(broken_rules([table(), SECTION])) == []
    assert list(broken_rules([data_table(), container(table())])) == [
        "only_one_table_allowed [json-pointer:/blocks]"
    ]


@pytest.mark.parametrize(
    ("block", "in_message", "in_modal", "in_home"),
    [
        (alert(), False, True, False),
        (card(), True, False, True),
        ({"type": "carousel", "elements": [card()]}, True, False, True),
        (container(SECTION), True, False, False),
        (context_actions(), True, False, False),
        (data_table(), True, False, False),
        (markdown(1), True, False, False),
        (table(), True, False, False),
    ],
)
def test_each_newer_block_has_its_surfaces(block, in_message, in_modal, in_home):
    assert (not list(broken_rules([block]))) == in_message
    assert (not list(broken_view(modal(block)))) == in_modal
    assert (not list(broken_home(home(block)))) == in_home


def test_everything_that_newer_blocks_may_hold_is_accepted():
    picture = {"type": "image", "image_url": "u", "alt_text": "a"}
    blocks = [
        table(
            [cell(), number(2), rich_cell()], column_settings=[{"align": "right", "is_wrapped": True}, None]
        ),
        card(hero_image=picture, icon=picture, title=plain(), actions=[button("a", "a")]),
        container(SECTION, is_collapsible=True, default_collapsed=True, subtitle=plain(), icon=picture),
        context_actions(feedback(action_id="f"), icon_button(value="v")),
    ]

    assert list(broken_rules(blocks)) == []
