import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.console.drawing import draw, draw_blocks, draw_menu
from bot.console.replies import Reply, controls_of
from tests.console.charts import chart, lines, pie
from tests.console.echo import blocks_saying, button


def drawn(renderable, *, width: int = 80, colour: bool = False) -> str:
    out = Console(
        file=io.StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    out.print(renderable)
    return out.file.getvalue()


def mrkdwn(text: str) -> dict:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def quote(text: str) -> dict:
    leaf = {"type": "text", "text": text}
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [leaf]}]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("*bold* and _italic_ and ~gone~", "bold and italic and ~gone~"),
        ("`afintl-240216.05`", "afintl-240216.05"),
        ("<https://a.org/x|A source>, 16 Feb", "A source (https://a.org/x), 16 Feb"),
        ("<https://a.org>", "https://a.org"),
        ("R&amp;D &lt;3 &amp;lt;", "R&D <3 &lt;"),
        ("<!date^1700000000^{date}|14 Nov>", "14 Nov"),
        (":left_right_arrow: in tension with 2", "↔ in tension with 2"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
    ],
)
def test_markup_is_read_as_in_slack(markup, words):
    assert drawn(draw_blocks([mrkdwn(markup)])).rstrip() == words


def test_what_is_struck_is_struck_in_a_terminal_and_marked_in_a_pipe():
    leaves = [
        {"type": "text", "text": "It was "},
        {"type": "text", "text": "40", "style": {"strike": True}},
        {"type": "text", "text": " or 50."},
    ]
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": leaves}]}]

    assert drawn(draw_blocks(blocks)) == "  ▎ It was ~40~ or 50.\n"
    assert "\x1b[9m40" in drawn(draw_blocks(blocks), colour=True)
    assert "~" not in drawn(draw_blocks(blocks), colour=True)


def test_every_line_of_a_quote_has_its_bar():
    lines = drawn(draw_blocks([quote("long words " * 20)])).splitlines()

    assert len(lines) > 1
    assert all(line.startswith("  ▎ ") for line in lines)


def test_a_claim_its_quote_and_its_grey_line_belong_together():
    context = {"type": "context", "elements": [{"type": "mrkdwn", "text": "the newspaper itself"}]}

    lines = drawn(
        draw_blocks([mrkdwn("first"), quote("a"), context, mrkdwn("second"), quote("b")])
    ).splitlines()

    assert lines == ["first", "  ▎ a", "the newspaper itself", "", "second", "  ▎ b"]


def test_buttons_have_numbers_and_a_menu_has_the_next_one():
    lines = drawn(draw_blocks(blocks_saying("a claim"))).splitlines()

    assert lines[0].split() == ["a", "claim", "⋮", "3"]
    assert cell_len(lines[0]) == 80
    assert lines[-1] == "[1] Share to channel   [2] Do nothing"


def test_a_menu_lists_its_options():
    [*_, menu] = controls_of(blocks_saying("a claim"))

    assert drawn(draw_menu(menu)) == "  3.1  Why?\n  3.2  History\n"


def test_no_label_is_broken_in_two():
    labels = [f"Button number {n}" for n in range(9)]
    blocks = [{"type": "actions", "elements": [button(label, f"a{n}") for n, label in enumerate(labels)]}]

    lines = drawn(draw_blocks(blocks)).splitlines()

    assert all(any(label in line for line in lines) for label in labels)


def test_lists_code_rules_and_pictures_are_drawn():
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "item"}]}
    rich = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_list", "style": "ordered", "elements": [item, item]},
            {"type": "rich_text_list", "style": "bullet", "elements": [item]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
        ],
    }
    picture = {"type": "image", "image_url": "https://a.org/map.png", "alt_text": "A map"}

    lines = drawn(draw_blocks([rich, {"type": "divider"}, picture])).splitlines()

    assert lines[:4] == ["  1. item", "  2. item", "  • item", "    code"]
    assert "─" * 80 in lines
    assert "[A map]" in lines


def test_a_picture_is_its_title_and_its_description_in_brackets():
    words = " ".join(["Fighters by year"] * 8)
    picture = {"type": "image", "slack_file": {"id": "F1"}, "alt_text": words}

    lines = drawn(draw_blocks([{**picture, "title": {"type": "plain_text", "text": "Chart"}}])).splitlines()

    assert lines[0] == "Chart"
    assert (lines[1][0], lines[2][0], lines[2][-1]) == ("[", " ", "]")
    assert " ".join(line.strip(" []") for line in lines[1:]) == words


def test_a_chart_is_a_table_of_its_numbers():
    two = chart(chart=lines(names=["Kabul", "Kunduz"], x_label="Week", y_label="Facts"))

    assert drawn(draw_blocks([two])).splitlines() == [
        "Facts a week",
        "    Facts",
        "    Week    Kabul  Kunduz",
        "    7 Sep       3       3",
        "    14 Sep      4       4",
    ]
    assert drawn(draw_blocks([chart(chart=pie(12_000, 7))])).splitlines()[1:] == [
        "    part  12,000",
        "    part       7",
    ]


@pytest.mark.parametrize(
    ("reply", "caption"),
    [
        (Reply("ephemeral", "C1", "a", user="U1"), "Footnote · only visible to you"),
        (Reply("message", "C1", "a", ts="1.0", thread_ts="0.9"), "Footnote · in the thread"),
        (Reply("message", "D1", "a", ts="1.0", thread_ts="0.9"), "Footnote · direct message"),
        (Reply("update", "C1", "a", ts="1.0"), "Footnote · changed"),
        (Reply("deletion", "C1", "", ts="1.0"), "Footnote · removed"),
    ],
)
def test_a_caption_says_how_it_is_seen(reply, caption):
    assert drawn(draw(reply)).splitlines()[0] == caption


def test_a_reply_without_blocks_is_its_text():
    assert drawn(draw(Reply("message", "C1", "R&D", ts="1.0"))).splitlines()[1] == "R&D"


def test_right_to_left_text_keeps_its_letters_and_order():
    dari = "طالبان توانایی داعش را کاهش داده است"

    assert drawn(draw_blocks([quote(dari)])) == f"  ▎ {dari}\n"


def test_colours_come_from_the_drawing_and_never_from_the_text():
    text = drawn(draw_blocks([quote("a\x1b[31mred\x07 \u202ereversed")]), colour=True)

    assert "\x1b[31m" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "[31mred" in text


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=300), st.integers(20, 120))
def test_whatever_the_text_no_line_is_too_wide_and_nothing_steers_the_terminal(text, width):
    blocks = [mrkdwn(text), quote(text)]

    lines = drawn(draw_blocks(blocks), width=width).split("\n")

    assert all(cell_len(line) <= min(width, 80) for line in lines)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in "".join(lines))
