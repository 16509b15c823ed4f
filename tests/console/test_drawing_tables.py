"""How newer blocks look in a terminal, and what can be pressed in them."""

import io

import pytest
from rich.console import Console

from bot.console.drawing import draw_blocks
from bot.console.reading import words_of
from bot.console.replies import controls_of
from bot.console.team import GENERAL
from tests.console.blocks import (
    alert,
    card,
    cell,
    container,
    context_actions,
    data_table,
    feedback,
    icon_button,
    number,
    plain,
    rich_cell,
    table,
)
from tests.console.echo import button, dispatch, echo_app

SECTION = {"type": "section", "text": {"type": "plain_text", "text": "inside"}}


def drawn(*blocks: dict, width=60) -> str:
    out = Console(file=io.StringIO(), width=width)
    out.print(draw_blocks(blocks))
    return "\n".join(line.rstrip() for line in out.file.getvalue().splitlines())


def test_a_table_has_a_header_and_a_line_a_row():
    rows = [[cell("Topic"), cell("Iraq")], [cell("security"), rich_cell("attacks grow")]]

    assert drawn(table(*rows)) == ("Topic     Iraq\n──────────────────────\nsecurity  attacks grow")


def test_a_data_table_has_its_caption_above_and_numbers_to_the_right():
    rows = [[cell("Topic"), cell("Facts")], [cell("a"), number(9)], [cell("b"), number(1200)]]

    assert drawn(data_table(*rows, caption="Iraq")).splitlines() == [
        "Iraq",
        "Topic  Facts",
        "────────────",
        "a          9",
        "b      1,200",
    ]


def test_a_long_cell_is_broken_within_its_column():
    lines = drawn(table([cell("a"), cell("b")], [cell("c"), cell("word " * 20)]), width=40).splitlines()

    assert max(map(len, lines)) <= 40
    assert len(lines) > 4


def test_rows_of_different_lengths_are_drawn():
    assert "c" in drawn(table([cell("a")], [cell("b"), cell("c")]))


def test_cells_are_data_and_never_markup_or_escapes():
    shown = drawn(table([cell("[red]a[/red]\x1b[31m")]))

    assert "[red]a[/red][31m" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("level", "word"),
    [({}, "note"), ({"level": "warning"}, "warning"), ({"level": "success"}, "done")],
)
def test_an_alert_says_its_level_in_words(level, word):
    assert drawn(alert(3, **level)) == f"  ! {word}: xxx"


def test_the_words_of_newer_blocks_are_read():
    blocks = [
        data_table([cell("a"), cell("b")], [cell("c"), number(1)], caption="t"),
        alert(2),
        container(SECTION, subtitle=plain(3)),
        card(title=plain(), body=plain(4)),
        {"type": "markdown", "text": "**m**"},
    ]

    assert words_of(blocks).splitlines() == [
        "t",
        "a | b",
        "c | 1",
        "xx",
        "x",
        "xxx",
        "inside",
        "x",
        "xxxx",
        "**m**",
    ]


def test_what_is_highlighted_is_marked_where_no_style_is_seen():
    leaves = [
        {"type": "text", "text": "before "},
        {"type": "text", "text": "the quote", "style": {"highlight": True}},
    ]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]}

    assert drawn(block) == "before ⟦the quote⟧"


class TestControls:
    def test_what_can_be_pressed_in_newer_blocks_has_numbers(self):
        blocks = [
            container({**SECTION, "accessory": button("Open", "open")}),
            card(title=plain(), actions=[button("Read", "read")]),
            {"type": "carousel", "elements": [card(actions=[button("Next", "next")])]},
            context_actions(feedback(action_id="f"), icon_button()),
        ]

        names = [(control.number, control.name) for control in controls_of(blocks)]
        assert names == [(1, "Open"), (2, "Read"), (3, "Next"), (4, "x"), (5, "x"), (6, "x")]
        for label in ("[1] Open", "[2] Read", "[3] Next", "[4] x   [5] x   [6] x"):
            assert label in drawn(*blocks)

    async def test_a_press_within_a_container_tells_its_own_block(self, workspace, client):
        workspace.connect(dispatch(echo_app(workspace)))
        inner = {"type": "actions", "block_id": "inner", "elements": [button("Do nothing", "quiet")]}
        await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=[container(inner)])

        await workspace.press(workspace.replies[-1], "Do nothing")

        [action] = workspace.deliveries[-1].payload["actions"]
        assert (action["block_id"], action["action_id"]) == ("inner", "quiet")

    async def test_a_press_on_feedback_tells_which_of_the_two(self, workspace, client):
        workspace.connect(dispatch(echo_app(workspace)))
        blocks = [context_actions(feedback(action_id="quiet"))]
        await client.chat_postMessage(channel=GENERAL.id, text="a", blocks=blocks)

        await workspace.press(workspace.replies[-1], 2)

        [action] = workspace.deliveries[-1].payload["actions"]
        assert (action["type"], action["value"]) == ("feedback_buttons", "bad")
