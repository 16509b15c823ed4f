"""Replies drawn in a terminal, as calm as they look in Slack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.console.delivering import Json
from bot.console.drawing_tables import draw_table
from bot.console.reading import Part, parts_of
from bot.console.replies import Control, Reply, controls_of, elements_of
from bot.console.spans import DIM, as_shown, clean, pieces
from bot.console.table_rules import TABLES

WIDTH = 80
BAR = "  ▎ "
INDENT = "    "
GAP = "   "
DIRECT = "D"
"""The ids of conversations with one person begin so."""

_WITH_BUTTONS = {"actions", "context_actions", "card", "carousel"}
_READERS = {"ephemeral": "only visible to you"}
_CHANGES = {"update": "changed", "deletion": "removed"}


def draw(reply: Reply, *, where: str = "", first: int = 1) -> RenderableType:
    """Return a reply as it is read: who speaks, the text, and numbers for what can be pressed.

    `where` says where it stands and who sees it; the numbers count from `first`.
    """
    is_direct = reply.channel.startswith(DIRECT)
    thread = "in the thread" if reply.thread_ts and not is_direct else ""
    caption = Text("Footnote", Style(bold=True, color="magenta"))
    seen = where or _READERS.get(reply.kind) or ("direct message" if is_direct else "")
    for word in filter(None, (seen, _CHANGES.get(reply.kind), thread)):
        caption.append(f" · {word}", DIM)
    body = draw_blocks(reply.blocks, first=first) if reply.blocks else Text(clean(reply.text))
    return Group(caption, body) if reply.kind != "deletion" else caption


def draw_blocks(blocks: Sequence[Json], *, first: int = 1) -> RenderableType:
    """Return blocks as paragraphs of at most 80 columns; their text is data and never markup."""
    controls = controls_of(blocks, first=first)
    drawn: list[RenderableType] = []
    before = ""
    for index, block in enumerate(blocks):
        kind = block["type"]
        if _stands_apart(before, kind):
            drawn.append(Text())
        own = [control for control in controls if control.block_index == index]
        drawn += draw_block(block, own)
        before = kind
    return Constrain(Group(*drawn), WIDTH)


def draw_menu(control: Control) -> RenderableType:
    """Return what a menu offers, one option a line, with the number that picks it."""
    lines = (
        f"  {control.number}.{place}  {clean(option['text']['text'])}"
        for place, option in enumerate(control.options, 1)
    )
    return Text("\n".join(lines))


def _stands_apart(before: str, kind: str) -> bool:
    """Tell whether white space goes between two blocks; a quote and its grey line belong to the claim."""
    if before in {"", "header"} or kind == "context":
        return False
    return not (before == "section" and kind == "rich_text")


def draw_block(block: Json, controls: Sequence[Control]) -> Iterator[RenderableType]:
    """Yield the paragraphs of one block, and the controls that stand in it."""
    if block["type"] in TABLES:
        yield draw_table(block)
        return
    parts = [_part(part) for part in parts_of({**block, "child_blocks": []})]
    if block["type"] == "section" and controls:
        parts[0] = _beside(parts[0], _label(controls[0]))
    yield from parts
    for child in block.get("child_blocks", ()):
        inside = elements_of(child)
        yield from draw_block(child, [own for own in controls if own.element in inside])
    if block["type"] in _WITH_BUTTONS and controls:
        yield _Buttons(tuple(map(_label, controls)))


def _part(part: Part) -> RenderableType:
    words = Text.assemble(*(piece for span in part.spans for piece in pieces(span)))
    match part.kind:
        case "rule":
            return Text("─" * WIDTH, DIM, no_wrap=True, overflow="crop")
        case "heading":
            words.stylize(Style(bold=True, underline=True))
        case "small":
            words.stylize_before(DIM)
        case "image":
            return _Hanging(words, "[", " ", "]")
        case "quote":
            return _Hanging(words, BAR, BAR)
        case "code":
            return _Hanging(words, INDENT, INDENT)
        case "item":
            return _Hanging(words, f"  {part.marker} ", INDENT)
        case "alert":
            return _Hanging(words, f"  ! {part.marker}: ", INDENT)
    return _Paragraph(words)


def _beside(words: RenderableType, label: Text) -> Table:
    grid = Table.grid(expand=True, padding=(0, 0, 0, 2))
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(words, label)
    return grid


def _label(control: Control) -> Text:
    """Return `[1] Share to channel` for a button and `⋮ 4` for a menu."""
    if control.is_menu:
        return Text(f"  {clean(control.name)} {control.number}", DIM)
    label = clean(control.name)
    is_main = control.element.get("style") == "primary"
    return Text.assemble((f"[{control.number}]", "green"), " ", (label, Style(bold=is_main)))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Words that take the whole width."""

    words: Text

    def __rich_console__(self, console: Console, _options: ConsoleOptions) -> RenderResult:
        yield as_shown(self.words, console)


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A paragraph with something before its first line, and before each of the others."""

    words: Text
    first: str
    others: str
    last: str = ""
    """What stands after its last line."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        before = self.first
        words = Text.assemble(as_shown(self.words, console), self.last)
        for line in words.wrap(console, max(options.max_width - cell_len(self.first), 1)):
            line.rstrip()
            yield Text.assemble((before, DIM), line)
            before = self.others


@dataclass(frozen=True, slots=True)
class _Buttons:
    """Labels side by side, on as many lines as they need; none is broken in two."""

    labels: tuple[Text, ...]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        line = Text()
        for label in self.labels:
            if line.plain and cell_len(line.plain + GAP + label.plain) > options.max_width:
                yield line
                line = Text()
            line = Text.assemble(line, GAP if line.plain else "", label)
        yield line
