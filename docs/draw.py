"""Draws README's picture: one answer, as the terminal shows it. Run it with `make picture`."""

import io
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.app.desk import load_desk
from bot.console.drawing import draw_blocks
from bot.domain.answers import Question
from bot.settings import Settings
from bot.slack.blocks.replies import draw_reply

HERE = Path(__file__).parent
QUESTION = "iraq"
DRAWN_ON = date(2026, 11, 24)
WIDTH = 84
# Rich's own form fetches a font from elsewhere; a reader's monospace will do.
FORM = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def main() -> None:
    """Write `answer.svg` beside this file."""
    settings = Settings(_env_file=None)
    desk, _ = load_desk(settings)
    message = draw_reply(desk.reply(Question(QUESTION)), DRAWN_ON, settings.command)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"› {settings.command} {QUESTION}\n"), draw_blocks(message.blocks), sep="\n")
    svg = console.export_svg(title="footnote console", code_format=FORM, unique_id="answer")
    (HERE / "answer.svg").write_text(svg)


if __name__ == "__main__":
    main()
